-- name: settle
-- A correction waits for what it corrects, in whatever order they come. Only deaths are taken back by themselves.
with here as materialized (
    select e.id, e.number, e.kind, e.why from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
), mine as (
    select id from here where kind = 'koreksi'
    union
    select k.id from here h join journeys_event k on k.corrects = h.number where k.corrects <> '' and k.why = 'awaits'
), found as (
    select k.id, t.id as target, t.kind, t.person_id, t.family_id, t.region_code
    from mine join journeys_event k on k.id = mine.id left join journeys_event t on t.number = k.corrects
    where k.state = 'DITERIMA'
), settled as (
    update journeys_event k
    set state = case when f.target is null then 'DITERIMA' when f.kind = 'kematian' then 'DITERAPKAN' else 'TIDAK_COCOK' end,
        why = case when f.target is null then 'awaits' when f.kind = 'kematian' then '' else 'no_death' end,
        person_id = f.person_id, family_id = f.family_id, region_code = coalesce(f.region_code, k.region_code),
        settled_at = case when f.kind = 'kematian' then %(at)s end
    from found f where k.id = f.id
    returning k.id, k.state
)
select array_agg(id) filter (where state = 'DITERAPKAN'), array_agg(id) filter (where state = 'TIDAK_COCOK') from settled

-- name: to_correct
-- Every death of the person told up to the moment of the correction, however many numbers it came under: of the
-- corrections that came now, and of earlier ones for the deaths that came now.
with settled as materialized (
    select k.* from unnest(%(settled)s::bigint[]) as i (id) join journeys_event k on k.id = i.id
), here as materialized (
    select e.* from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
), found as (
    select d.id from settled k join journeys_event d on d.number = k.corrects
    union
    select d.id from settled k join journeys_event d on d.person_id = k.person_id and d.issued_at <= k.issued_at
    union
    select h.id from here h join journeys_event k on k.person_id = h.person_id and h.issued_at <= k.issued_at
    where k.kind = 'koreksi' and k.state = 'DITERAPKAN'
)
select d.id, d.state, c.id, c.state
from found f join journeys_event d on d.id = f.id left join workflow_case c on c.id = d.case_id and c.closed_at is null
where d.kind = 'kematian' and d.state in ('DICOCOKKAN', 'DITERAPKAN', 'TIDAK_COCOK')

-- name: correct
update journeys_event set state = 'DIKOREKSI', settled_at = %(at)s, why = '' where id = any (%(ids)s) and state <> 'DIKOREKSI'

-- name: heirs
-- A later death that only pointed at a corrected one counts now, with what that one had done.
with next as (
    select distinct on (d.person_id) d.id, d.person_id, o.id as former, o.membership_id, o.was_head, o.family_id
    from journeys_event o
    join journeys_event d on d.person_id = o.person_id and d.kind = 'kematian' and d.state = 'DITERAPKAN'
    where o.id = any (%(ids)s) and o.same_as_id is null
    order by d.person_id, d.issued_at, d.id
), led as (
    update journeys_event d
    set same_as_id = case when d.id = n.id then null else n.id end,
        membership_id = case when d.id = n.id then n.membership_id else d.membership_id end,
        was_head = case when d.id = n.id then n.was_head else d.was_head end,
        family_id = case when d.id = n.id then n.family_id else d.family_id end
    from next n where d.person_id = n.person_id and d.kind = 'kematian' and d.state = 'DITERAPKAN'
), dated as (
    update registry_person p set died_on = d.happened_on, source_id = d.source_id, updated_at = %(at)s
    from next n join journeys_event d on d.id = n.id where p.id = n.person_id
), aid as (
    update journeys_aideffect a set event_id = n.id from next n where a.event_id = n.former and a.restored_at is null
)
select former from next

-- name: alive
-- The source is the last correction.
update registry_person p set died_on = null, updated_at = %(at)s, source_id = coalesce((
    select k.source_id from journeys_event k
    where k.kind = 'koreksi' and k.person_id = p.id and k.state = 'DITERAPKAN' order by k.issued_at desc limit 1), p.source_id)
from journeys_event e where e.id = any (%(ids)s) and p.id = e.person_id

-- name: return_to_family
-- As head only where nobody has led the family since.
update registry_membership m
set left_on = null,
    relation = case when m.relation = 1 and exists (
        select from registry_membership h where h.family_id = m.family_id and h.left_on is null and h.relation = 1) then 11
        else m.relation end
from journeys_event e
where e.id = any (%(ids)s) and m.id = e.membership_id and m.left_on is not null
  and not exists (select from registry_membership o where o.person_id = m.person_id and o.left_on is null)
