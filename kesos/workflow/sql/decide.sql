-- One case or a hundred thousand: first they are locked, so that the next statement sees what others have just done;
-- then one statement judges them all, writes the decisions and moves the cases.

-- name: lock
select c.id, c.flow, c.flow_version, c.state from workflow_case c
where c.id = any(%(ids)s) and (%(system)s
    or c.region_code::text ^@ any(%(reach_areas)s::text[])
    or c.other_region_code <> '' and c.other_region_code::text ^@ any(%(reach_areas)s::text[])
    or c.holder = any(%(reach_holders)s::text[]) or c.other_holder = any(%(reach_holders)s::text[]))
order by c.id
for no key update

-- name: look
select c.id, c.flow, c.flow_version, c.state from workflow_case c
where c.id = any(%(ids)s) and (%(system)s
    or c.region_code::text ^@ any(%(reach_areas)s::text[])
    or c.other_region_code <> '' and c.other_region_code::text ^@ any(%(reach_areas)s::text[])
    or c.holder = any(%(reach_holders)s::text[]) or c.other_holder = any(%(reach_holders)s::text[]))

-- name: guards_of
select s.id, s.flow, s.version, s.state, s.action, s.guards from workflow_flowstep s
where (s.flow, s.version, s.state) in (
        select * from unnest(%(flows)s::text[], %(versions)s::int[], %(states)s::text[]))
    and (%(action)s::text is null or s.action = %(action)s) and cardinality(s.guards) > 0

-- name: judge
grants as materialized (
    select * from unnest(%(permissions)s::text[], %(areas)s::text[], %(behalf)s::text[], %(by_reach)s::bool[])
        as g (permission, area, behalf, by_reach)
),
cases as materialized (select c.* from workflow_case c where c.id = any(%(found)s)),
places as materialized (select distinct flow, flow_version, state from cases),
steps as materialized (
    select s.*, cardinality(s.needs) > 1 or s.quorum is distinct from 1 as several
    from workflow_flowstep s join places p on (p.flow, p.flow_version, p.state) = (s.flow, s.version, s.state)
    where %(action)s::text is null or s.action = %(action)s
),
-- what the actor may bring to a step: a handful of rows, whatever the number of cases
rights as materialized (
    select s.id as step_id, need.permission, need.nr, g.area, g.behalf, g.by_reach,
           g.by_reach and need.permission = any(s.family_may) as by_family
    from steps s cross join lateral unnest(s.needs) with ordinality as need (permission, nr)
        join grants g using (permission)
    where not %(system)s
    union all
    select s.id, need.permission, need.nr, '', '', false, false
    from steps s cross join lateral unnest(s.needs) with ordinality as need (permission, nr)
    where %(system)s and need.permission = any(s.system_may)
),
frozen as materialized (
    select f.region_code::text as region_code, f.flow, f.reason, f.ends_at, f.save_for from workflow_freeze f
    where %(at)s >= f.starts_at and %(at)s < f.ends_at
),
known_reasons as materialized (
    select r.list from workflow_reason r
    where r.code = %(reason_code)s and r.valid_from <= %(today)s and (r.valid_to is null or r.valid_to >= %(today)s)
),
guarded as materialized (
    select * from unnest(%(guarded)s::bigint[], %(guarded_steps)s::bigint[], %(guard_said)s::text[])
        as g (case_id, step_id, said)
),
weighed as materialized (
    select c.id, c.flow, c.flow_version, c.state as from_state, c.last_seq, c.stay, c.region_code, c.period,
        c.opened_at, c.due_at, s.id as step_id, s.action, s.to_state, s.needs, given.fulfilled, may.permission, may.behalf,
        case
            when again.seq is not null then 'repeated'
            when gone.away then 'moved_on'
            when may.permission is null then 'not_allowed'
            when same.action is not null then 'same_person'
            when s.not_own_family and not may.own_right and c.family_id = any(%(families)s::bigint[]) then 'own_family'
            when lack.missing is not null then 'paper_missing'
            when lack.old is not null then 'paper_old'
            when s.reason and %(reason)s = '' then 'reason_missing'
            when s.reason_list <> '' and %(reason_code)s = '' then 'reason_code_missing'
            when s.reason_list <> '' and not exists (select from known_reasons k where k.list = s.reason_list)
                then 'reason_code_unknown'
            when s.several and (given.mine or may.permission = any(given.fulfilled) and cardinality(s.needs) > 1)
                then 'already_given'
            when s.several and s.quorum_rule <> '' and rule.quorum is null then 'amount_missing'
            when cold.reason is not null then 'frozen'
            when s.due_effect = 'close' and %(at)s >= term.due_at then 'too_late'
            when s.due_effect = 'after' and (term.due_at is null or %(at)s < term.due_at) then 'too_early'
            when guarded.said is not null then 'guard'
            else ''
        end as code,
        case
            when s.id is null or again.seq is not null then c.state
            when may.permission is null then array_to_string(s.needs, ',')
            when same.action is not null then same.action
            else coalesce(lack.missing, lack.old, cold.reason, guarded.said, '')
        end as detail,
        coalesce(case when gone.away then last.actor_name else given.who end, '') as who,
        case when gone.away then last.at else coalesce(cold.ends_at, term.due_at) end as moment,
        case when cardinality(s.needs) > 1 then given.fulfilled || may.permission @> s.needs
             else given.n + 1 >= coalesce(rule.quorum, s.quorum) end as moves
    from cases c
    left join steps s on (s.flow, s.version, s.state) = (c.flow, c.flow_version, c.state)
    cross join lateral (
        select s.id is null or %(seen)s::int is not null and coalesce(c.stay, 0) > %(seen)s::int as away
    ) gone
    -- a second click: the last person's decision is this very act
    left join lateral (
        select d.seq from (
            select d.* from workflow_decision d
            where (s.id is null or %(seen)s::int is not null)
                and d.case_id = c.id and (d.actor_id <> 0 or %(system)s) order by d.seq desc limit 1
        ) d
        where d.actor_id = %(actor)s and d.action = %(action)s and d.seq > coalesce(%(seen)s::int, 0)
    ) again on true
    left join lateral (
        select d.actor_name, d.at from workflow_decision d
        where gone.away and d.case_id = c.id and d.moved order by d.seq desc limit 1
    ) last on true
    -- agreements already given while the case stands here
    left join lateral (
        select count(*) as n, coalesce(array_agg(d.permission), '{}') as fulfilled,
            coalesce(bool_or(d.actor_id = %(actor)s), false) as mine, string_agg(d.actor_name, ', ') as who
        from workflow_decision d
        where s.several and d.case_id = c.id and d.stay = coalesce(c.stay, 0) and d.action = s.action
    ) given on true
    left join lateral (
        select r.permission, r.behalf, own.own_right from rights r
        cross join lateral (select r.by_family and c.holder = any(%(own_holders)s::text[]) as own_right) own
        where r.step_id = s.id and (
            %(system)s
            or s.place <> 'other' and case
                when r.by_reach then own.own_right or c.holder = any(%(holders)s::text[])
                    and (c.region_code::text ^@ r.area or r.area ^@ c.region_code::text)
                else c.region_code::text ^@ r.area or c.holder <> '' and c.holder = r.area end
            or s.place <> 'own' and case
                when r.by_reach then c.other_holder = any(%(holders)s::text[])
                else c.other_region_code <> '' and c.other_region_code::text ^@ r.area
                    or c.other_holder <> '' and c.other_holder = r.area end)
        order by r.permission = any(given.fulfilled), own.own_right desc, r.behalf <> '', r.nr limit 1
    ) may on true
    left join lateral (
        select '@opened' as action where '@opened' = any(s."unlike") and c.opened_by = %(actor)s and not %(system)s
        union all
        select d.action from workflow_decision d
        where cardinality(s."unlike") > 0 and not %(system)s and d.case_id = c.id and d.actor_id = %(actor)s
            and (d.action = any(s."unlike") or d.action || '@' || d.from_state = any(s."unlike"))
        limit 1
    ) same on true
    left join lateral (
        select string_agg(need.codes, ',') filter (where not kept.ever) as missing,
            string_agg(need.codes, ',') filter (where kept.ever and not kept.fresh) as old
        from unnest(s.papers, s.paper_days) as need (codes, days)
        cross join lateral (
            select count(*) > 0 as ever,
                coalesce(bool_or(need.days = 0 or p.at > %(at)s - make_interval(days => need.days)), false) as fresh
            from workflow_paper p
            where p.case_id = c.id and p.current and p.code = any(string_to_array(need.codes, '|'))
        ) kept
        where not string_to_array(need.codes, '|') && %(brings)s::text[]
    ) lack on true
    left join lateral (
        select q.quorum from workflow_quorumlimit q
        where s.quorum_rule <> '' and q.rule = s.quorum_rule and q.from_amount <= c.amount
            and q.valid_from <= %(today)s and (q.valid_to is null or q.valid_to >= %(today)s)
        order by q.from_amount desc, q.valid_from desc limit 1
    ) rule on true
    left join lateral (
        select f.reason, f.ends_at from frozen f
        where c.region_code::text ^@ f.region_code and f.flow in ('', c.flow)
            and not f.save_for && array[s.action, c.flow || '.' || s.action]::text[] limit 1
    ) cold on true
    left join lateral (
        select case when s.due_effect in ('close', 'after') then workflow_due(s.due_kind, s.due_n, s.due_name,
            s.office_hours, base.since, c.region_code::text, c.period, base.given) end as due_at
        from (
            select case when s.due_since in ('', c.state) then c.entered_at else coalesce(
                    (select max(d.at) from workflow_decision d
                     where d.case_id = c.id and d.to_state = s.due_since and d.moved), c.opened_at) end as since,
                (select p.value from workflow_paper p
                 where s.due_kind = 'paper_date' and p.case_id = c.id and p.code = s.due_name and p.current) as given
        ) base
    ) term on true
    left join guarded on guarded.case_id = c.id and guarded.step_id = s.id
)

-- name: write
with {judge},
noted as (
    insert into workflow_decision (case_id, seq, stay, from_state, action, to_state, moved, permission, reason,
        reason_code, actor_id, actor_name, actor_roles, on_behalf_of, due_at, at, batch)
    select w.id, w.last_seq + 1, coalesce(w.stay, 0), w.from_state, w.action,
        case when w.moves then w.to_state else w.from_state end, w.moves, w.permission, %(reason)s,
        %(reason_code)s, %(actor)s, %(actor_name)s, %(actor_roles)s, w.behalf, w.due_at, %(at)s, %(batch)s
    from weighed w where w.code = ''
),
entering as (
    select w.id, w.flow, w.flow_version, w.to_state as state, %(at)s::timestamptz as entered_at, w.opened_at,
        w.region_code::text as region_code, w.period
    from weighed w where w.code = '' and w.moves
),
{terms},
shifted as (
    update workflow_case c
    set last_seq = m.last_seq + 1,
        state = case when m.moves then m.to_state else c.state end,
        stay = case when m.moves then m.last_seq + 1 else c.stay end,
        entered_at = case when m.moves then %(at)s else c.entered_at end,
        due_at = case when m.moves then m.due_at else c.due_at end,
        escalate_at = case when m.moves then m.escalate_at else c.escalate_at end,
        closed_at = case when m.moves and m.final then %(at)s end
    from (
        -- a full join cannot become a loop over both sides, whatever the planner guesses; `due_of` adds no case
        select w.id, w.last_seq, w.to_state, w.moves, t.due_at, t.escalate_at, z.final
        from (select * from weighed where code = '') w
            full join due_of t on t.id = w.id
            join workflow_flowstate z on (z.flow, z.version, z.state) = (w.flow, w.flow_version, w.to_state)
    ) m
    where c.id = m.id
)
select w.id, w.code, w.detail, w.who, w.moment, w.flow, w.from_state, w.action, w.to_state, w.moves,
    w.region_code, array(select need from unnest(w.needs) need where need <> all(w.fulfilled || w.permission)) as open_needs,
    coalesce(w.behalf, '')
from weighed w

-- name: look_only
with {judge}
select w.id, w.code, w.detail, w.who, w.moment, w.flow, w.from_state, w.action, w.to_state, w.moves,
    w.region_code, array(select need from unnest(w.needs) need where need <> all(w.fulfilled || w.permission)) as open_needs,
    coalesce(w.behalf, '')
from weighed w where w.step_id is not null or %(action)s::text is not null order by w.id, w.step_id
