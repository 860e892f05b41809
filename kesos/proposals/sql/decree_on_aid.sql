-- name: taking
-- Lines of a decree that need a place of a quota, with that quota. Whoever receives already has theirs; a successor has
-- the seat of the one who left. As the seats are given: the narrowest area with a quota on the day.
select t.line, q.id as quota_id
from unnest(%(ids)s::bigint[], %(lines)s::int[]) as t (case_id, line)
join proposals_proposal p on p.case_id = t.case_id
join registry_person n on n.id = p.person_id
cross join lateral (
    select q.id from programmes_quota q
    where q.programme_id = p.programme_id and n.region_code ^@ q.region_code
        and q.valid_from <= %(on)s and coalesce(q.valid_to, 'infinity') >= %(on)s
    order by char_length(q.region_code) desc limit 1
) q
where not exists (
    select from registry_enrolment e
    where e.person_id = p.person_id and e.programme = p.programme_id and e.to_on is null)
and not exists (
    select from programmes_waiting w
    join programmes_replacement r on r.waiting_id = w.id and r.outcome = 'proposed'
    join programmes_vacancy v on v.id = r.vacancy_id
    join programmes_seat s on s.enrolment_id = v.enrolment_id
    where w.case_id = t.case_id)

-- name: lock_quotas
select q.id from programmes_quota q where q.id in (select quota_id from ({taking}) taking) order by q.id for update

-- name: without_place
select line, name, place, free, wanted from (
    select t.line, g.name, r.name as place, q.places - q.taken as free,
        row_number() over (partition by q.id order by t.line) as turn, count(*) over (partition by q.id) as wanted
    from ({taking}) t
    join programmes_quota q on q.id = t.quota_id
    join programmes_programme g on g.code = q.programme_id
    join regions_region r on r.code = q.region_code
) each where turn > free order by line

-- name: received_already
select p.case_id from proposals_proposal p
where p.case_id = any (%(ids)s) and exists (
    select from registry_enrolment e
    where e.person_id = p.person_id and e.programme = p.programme_id and e.to_on is null)

-- name: excluding_each_other
-- Two lines of the decree for one family whose programmes exclude each other; of two people only where one is a family's.
select b.case_id, g.name
from proposals_proposal a
join proposals_proposal b on b.family_id = a.family_id and b.programme_id <> a.programme_id
join programmes_programme g on g.code = a.programme_id
join programmes_programme o on o.code = b.programme_id
join programmes_pair y on y.relation = 'exclusive'
    and y.valid_from <= %(on)s and coalesce(y.valid_to, 'infinity') >= %(on)s
    and (y.first = a.programme_id and y.second = b.programme_id
        or y.first = b.programme_id and y.second = a.programme_id
        or y.second = '*' and y.first in (a.programme_id, b.programme_id))
where a.case_id = any (%(ids)s) and b.case_id = any (%(ids)s)
    and (a.person_id = b.person_id or 'family' in (g.unit, o.unit))
    and (%(lines)s::int[])[array_position(%(ids)s::bigint[], a.case_id)]
        < (%(lines)s::int[])[array_position(%(ids)s::bigint[], b.case_id)]
