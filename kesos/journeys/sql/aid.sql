-- name: note_deaths
-- Two ways to a membership, each by its own index.
insert into journeys_aideffect (event_id, enrolment_id, region_code, why, former_state, at)
select e.id, n.id, e.region_code, 'own', n.state, %(at)s
from journeys_event e join registry_enrolment n on n.person_id = e.person_id
where e.id = any (%(ids)s) and n.to_on is null and n.state in ('AKTIF', 'DITANGGUHKAN')
union all
select e.id, n.id, e.region_code, 'family', n.state, %(at)s
from journeys_event e join registry_enrolment n on n.family_id = e.family_id and n.person_id <> e.person_id
where e.id = any (%(ids)s) and e.was_head and n.to_on is null and n.state in ('AKTIF', 'DITANGGUHKAN')
on conflict do nothing

-- name: end
update registry_enrolment n set state = %(state)s
from journeys_aideffect a
where (a.event_id = any (%(ids)s) or a.move_id = any (%(moves)s::bigint[])) and a.restored_at is null and a.at = %(at)s
  and n.id = a.enrolment_id

-- name: give_back
with back as (
    update journeys_aideffect a set restored_at = %(at)s
    from registry_enrolment n
    where a.event_id = any (%(ids)s) and a.restored_at is null and n.id = a.enrolment_id
      and n.state = 'NONAKTIF_MENINGGAL' and n.to_on is null
    returning a.enrolment_id, a.former_state
)
update registry_enrolment n set state = b.former_state from back b where n.id = b.enrolment_id
