-- Cases whose state has a step the actor may take. Each of the actor's rights on each waiting state looks for its own
-- first rows by index and stops: one index for the country, one for a city, one for a kelurahan, so that the list
-- costs the same in each.
-- In the order of arrival, of the term or of the name: each has its index of open cases; what has no term comes last.
-- Other areas are ranges (collation C): a code of the area 35 lies from '35' up to '35~'.

-- name: found
ways as materialized (
    select distinct s.flow, s.version, s.state, s.action, s.place, s."unlike", s.not_own_family,
        cardinality(s.needs) > 1 or s.quorum is distinct from 1 as several, cardinality(s.needs) as parts,
        g.permission, g.area, g.by_reach, g.by_reach and g.permission = any(s.family_may) as by_family
    from workflow_flowstep s cross join lateral unnest(s.needs) as need (permission)
        join unnest(%(permissions)s::text[], %(areas)s::text[], %(by_reach)s::bool[]) as g (permission, area, by_reach)
            on g.permission = need.permission
    where s.waits and (%(flow)s::text is null or s.flow = %(flow)s)
        and (%(states)s::text[] is null or s.state = any(%(states)s::text[]))
        and (%(action)s::text is null or s.action = %(action)s)
),
mine as (
    select w.flow, w.state, w.action, c.id, c.sorted
    from ways w cross join lateral (
        (select c.id, {key} as sorted from workflow_case c
         where w.area = '' and not w.by_reach and w.place <> 'other'
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null
            {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where length(w.area) = 4 and w.area not like '%%:%%' and not w.by_reach and w.place <> 'other'
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null
            and c.city_code = w.area {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where length(w.area) = 10 and w.area not like '%%:%%' and not w.by_reach and w.place <> 'other'
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null
            and c.region_code = w.area {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where length(w.area) in (2, 6) and w.area not like '%%:%%' and not w.by_reach and w.place <> 'other'
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null
            and c.region_code >= w.area and c.region_code < w.area || '~' {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where not w.by_reach and w.place <> 'own' and w.area not like '%%:%%'
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null
            and c.other_region_code <> '' and c.other_region_code >= w.area and c.other_region_code < w.area || '~' {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where (w.by_reach or w.area like '%%:%%') and w.place <> 'other'
            and c.holder = any(case when not w.by_reach then array[w.area]
                else %(holders)s::text[] || case when w.by_family then %(own_holders)s::text[] else '{}' end end)
            and c.holder <> '' and (not w.by_reach or w.by_family or c.region_code ^@ w.area or w.area ^@ c.region_code)
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null {still}
         order by {order} limit %(enough)s)
        union all
        (select c.id, {key} as sorted from workflow_case c
         where (w.by_reach or w.area like '%%:%%') and w.place <> 'own'
            and c.other_holder = any(case when w.by_reach then %(holders)s::text[] else array[w.area] end)
            and c.other_holder <> ''
            and c.flow = w.flow and c.state = w.state and c.flow_version = w.version and c.closed_at is null {still}
         order by {order} limit %(enough)s)
    ) c
)

-- name: still
{beyond}
    and (%(due_before)s::timestamptz is null or c.due_at <= %(due_before)s or c.escalate_at <= %(escalated)s)
    and (%(due_after)s::timestamptz is null or c.due_at > %(due_after)s)
    and (%(title)s = '' or c.title ilike '%%' || %(title)s || '%%')
    and not (w.not_own_family and c.family_id is not null and c.family_id = any(%(families)s::bigint[])
             and not (w.by_family and c.holder = any(%(own_holders)s::text[])))
    and not ('@opened' = any(w."unlike") and c.opened_by = %(actor)s)
    and not exists (
        select from workflow_decision d
        where (cardinality(w."unlike") > 0 or w.several) and d.case_id = c.id and (
            d.actor_id = %(actor)s and (d.action = any(w."unlike") or d.action || '@' || d.from_state = any(w."unlike"))
            or w.several and d.action = w.action and d.stay = coalesce(c.stay, 0)
                and (d.actor_id = %(actor)s or w.parts > 1 and d.permission = w.permission)))

-- name: waiting
with {found},
page as (
    select id, sorted, array_agg(distinct action order by action) as actions from mine
    group by id, sorted order by sorted {way}, id {way} limit %(limit)s
)
select c.id, c.flow, c.state, c.title, c.path, c.region_code, c.holder, c.entered_at, c.due_at, c.escalate_at, c.last_seq,
    p.actions, coalesce(c.due_at <= %(at)s, false) as late
from page p join workflow_case c using (id) order by p.sorted {way}, c.id {way}

-- name: counts
with {found}
select m.flow, m.state, least(count(distinct m.id), %(enough)s),
    count(distinct m.id) filter (where c.due_at <= %(at)s)
from mine m join workflow_case c using (id) group by m.flow, m.state order by m.flow, m.state

-- name: timeline
select d.seq, d.action, d.from_state, d.to_state, d.moved, d.actor_name, d.actor_roles, d.on_behalf_of, d.reason,
    d.reason_code, (select r.label from workflow_reason r where r.code = d.reason_code
                    order by r.valid_from desc limit 1),
    d.at, d.due_at is not null and d.at >= d.due_at and not exists (
        -- what opens only after its day is not late for coming after it
        select from workflow_case c join workflow_flowstep s on (s.flow, s.version) = (c.flow, c.flow_version)
        where c.id = d.case_id and (s.state, s.action, s.due_effect) = (d.from_state, d.action, 'after'))
from workflow_decision d where d.case_id = %(case)s order by d.seq
