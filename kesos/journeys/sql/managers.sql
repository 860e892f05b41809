-- name: eligible
select p.id, p.full_name
from registry_enrolment n
join programmes_programme g on g.code = n.programme and g.unit = 'family'
join registry_membership m on m.family_id = n.family_id and m.left_on is null
join registry_person p on p.id = m.person_id
where n.id = %(enrolment)s and n.state = 'NONAKTIF_MENINGGAL' and p.died_on is null
  and p.birth_date <= %(today)s::date - interval '18 years'
  and not exists (
    select from registry_enrolment o where o.person_id = p.id and o.programme = n.programme and o.to_on is null)
order by m.relation, p.birth_date, p.id

-- name: awaited
-- What waits for another manager: a family's, ended by a death, whose place nobody has been given. `manager_died`: else
-- it was the head who died, and the manager lives.
select n.id, p.region_code, n.family_id, p.full_name || ' · ' || n.programme, p.died_on is not null
from registry_enrolment n
join programmes_programme g on g.code = n.programme and g.unit = 'family'
join registry_person p on p.id = n.person_id
where n.id = %(enrolment)s and n.state = 'NONAKTIF_MENINGGAL' and not exists (
    select from programmes_vacancy v where v.enrolment_id = n.id and v.outcome in ('', 'proposed', 'filled'))

-- name: not_fit
-- Cases of `ganti_pengurus` whose word no longer holds: the membership moved on, or who was named may not any more.
select x.case_id, n.state <> 'NONAKTIF_MENINGGAL' from journeys_managerchange x
join registry_enrolment n on n.id = x.enrolment_id
left join registry_person p on p.id = x.person_id
where x.case_id = any (%(cases)s) and (n.state <> 'NONAKTIF_MENINGGAL' or x.person_id is not null and (
    p.died_on is not null or p.birth_date is null or p.birth_date > %(today)s::date - interval '18 years'
    or not exists (
        select from registry_membership m
        where m.person_id = p.id and m.family_id = n.family_id and m.left_on is null offset 0)
    or exists (
        select from registry_enrolment o
        where o.person_id = p.id and o.programme = n.programme and o.to_on is null and o.id <> n.id offset 0)))

-- name: not_named
-- Cases of memberships for which nobody is named, or another than the paper says.
select k.case_id from programmes_membershipcase k
where k.case_id = any (%(cases)s) and not exists (
    select from journeys_managerchange x join workflow_paper w on w.case_id = k.case_id
        and w.code = 'pengganti_dalam_kk' and w.current and w.value = x.person_id::text
    where x.enrolment_id = k.enrolment_id and x.ended_at is null)

-- name: named
select x.case_id, x.enrolment_id, x.person_id from journeys_managerchange x where x.case_id = any (%(cases)s)

-- name: ended
update journeys_managerchange set ended_at = %(at)s where case_id = any (%(cases)s) and ended_at is null

-- name: overtaken
-- Words still open of memberships that have come to another end meanwhile.
select x.case_id from programmes_membershipcase k
join journeys_managerchange x on x.enrolment_id = k.enrolment_id and x.ended_at is null
join workflow_case c on c.id = x.case_id and c.state = 'DIUSULKAN'
where k.case_id = any (%(cases)s)

-- name: awaiting
-- The memberships of these areas that wait for another manager, by the index of open cases.
with mine as materialized (
    select distinct c.id from unnest(%(areas)s::text[]) as a (area)
    join workflow_case c on c.flow = 'penerima' and c.state = 'NONAKTIF_MENINGGAL' and c.closed_at is null
        and c.region_code >= a.area and c.region_code < a.area || '~'
    where c.id > %(after)s
)
select c.id, n.id, coalesce(g.name, n.programme), p.full_name, p.died_on is not null, r.name, n.to_on, w.full_name,
    x.id is not null, x.asked_at
from mine c
join programmes_membershipcase k on k.case_id = c.id
join registry_enrolment n on n.id = k.enrolment_id and n.state = 'NONAKTIF_MENINGGAL'
join programmes_programme g on g.code = n.programme and g.unit = 'family'
join registry_person p on p.id = n.person_id
join regions_region r on r.code = p.region_code
left join journeys_managerchange x on x.enrolment_id = n.id and x.ended_at is null
left join registry_person w on w.id = x.person_id
where (%(text)s = '' or position(registry_name_key(%(text)s) in p.name_key) > 0)
  and (not %(unnamed)s or x.id is null) and not exists (
    select from programmes_vacancy v where v.enrolment_id = n.id and v.outcome in ('', 'proposed', 'filled'))
order by c.id limit %(limit)s

-- name: of_person
-- What waits for another manager and was held by this person, or by their family.
select n.id, coalesce(g.name, n.programme), x.id is not null
from (
    select e.id from registry_enrolment e where e.person_id = %(person)s and e.to_on is not null
        and e.state = 'NONAKTIF_MENINGGAL'
    union
    select e.id from registry_membership m join registry_enrolment e on e.family_id = m.family_id
    where m.person_id = %(person)s and m.left_on is null and e.state = 'NONAKTIF_MENINGGAL'
) i
join registry_enrolment n on n.id = i.id
join programmes_programme g on g.code = n.programme and g.unit = 'family'
left join journeys_managerchange x on x.enrolment_id = n.id and x.ended_at is null
where not exists (
    select from programmes_vacancy v where v.enrolment_id = n.id and v.outcome in ('', 'proposed', 'filled'))
order by n.id limit 20

-- name: chosen
select k.enrolment_id, w.value::bigint as person_id
from programmes_membershipcase k
join workflow_case c on c.id = k.case_id
join workflow_decision d on d.case_id = c.id and d.seq = c.stay and d.action = 'ganti_pengurus'
join workflow_paper w on w.case_id = c.id and w.code = 'pengganti_dalam_kk' and w.current and w.value ~ '^[0-9]{1,18}$'
where k.case_id = any (%(cases)s)

-- name: lead
update registry_membership m set relation = 1
from ({chosen}) s join registry_enrolment n on n.id = s.enrolment_id
where m.person_id = s.person_id and m.family_id = n.family_id and m.left_on is null
  and not exists (
    select from registry_membership h where h.family_id = m.family_id and h.left_on is null and h.relation = 1)

-- name: take_over
update registry_enrolment n set person_id = s.person_id from ({chosen}) s where n.id = s.enrolment_id
