-- name: note_deaths
-- Which death took which membership: one's own, or the family's of which one was the head.
with ended as materialized (
    select n.* from unnest(%(enrolments)s::bigint[]) as i (id)
    cross join lateral (select e.id, e.person_id, e.family_id from registry_enrolment e where e.id = i.id offset 0) n
), dead as materialized (
    select d.* from unnest(%(events)s::bigint[]) as i (id)
    cross join lateral (
        select e.id, e.person_id, e.family_id, e.was_head, e.region_code from journeys_event e where e.id = i.id offset 0
    ) d
)
insert into journeys_aideffect (event_id, enrolment_id, region_code, why, at)
select distinct on (f.enrolment) f.event, f.enrolment, f.region_code, f.why, %(at)s
from (
    select d.id as event, n.id as enrolment, d.region_code, 'own' as why, 1 as nr
    from ended n join dead d on d.person_id = n.person_id
    union all
    select d.id, n.id, d.region_code, 'family', 2 from ended n join dead d on d.family_id = n.family_id and d.was_head
) f
order by f.enrolment, f.nr, f.event
on conflict do nothing

-- name: taken
select a.enrolment_id from journeys_aideffect a join registry_enrolment n on n.id = a.enrolment_id
where a.event_id = any (%(events)s) and a.restored_at is null and n.state = 'NONAKTIF_MENINGGAL'
order by a.enrolment_id

-- name: restored
update journeys_aideffect set restored_at = %(at)s where enrolment_id = any (%(enrolments)s) and restored_at is null

-- name: of_the_region
-- What those who move hold, and what the family holds where all of it moves.
select n.id from journeys_mover w join registry_enrolment n on n.person_id = w.person_id
join programmes_programme g on g.code = n.programme and g.decided_by = 'region'
where w.move_id = %(move)s and n.state = 'AKTIF'
union
select n.id from journeys_move v join registry_enrolment n on n.family_id = v.family_id
join programmes_programme g on g.code = n.programme and g.decided_by = 'region'
where v.id = %(move)s and v.whole and n.state = 'AKTIF'

-- name: note_leaving
insert into journeys_aideffect (move_id, enrolment_id, region_code, why, at)
select v.id, n.id, v.region_code, 'moved', %(at)s
from journeys_move v join unnest(%(enrolments)s::bigint[]) as n (id) on true where v.id = %(move)s
