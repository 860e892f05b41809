-- name: completed
-- What is known of the one who goes and not of the one who stays is taken over; nothing that stands is overwritten.
select s.id, jsonb_build_object(
    'birth_date', coalesce(s.birth_date, g.birth_date),
    'birth_place', coalesce(nullif(s.birth_place, ''), g.birth_place),
    'mother_name', coalesce(nullif(s.mother_name, ''), g.mother_name),
    'religion', coalesce(nullif(s.religion, ''), g.religion), 'marital', coalesce(nullif(s.marital, ''), g.marital),
    'education', coalesce(nullif(s.education, ''), g.education),
    'occupation', coalesce(nullif(s.occupation, ''), g.occupation),
    'source_id', %(source)s::bigint, 'updated_at', %(at)s::timestamptz)
from registry_person s join registry_person g on g.id = %(gone)s
where s.id = %(stays)s and (
    s.birth_date is null and g.birth_date is not null or s.birth_place = '' and g.birth_place <> ''
    or s.mother_name = '' and g.mother_name <> '' or s.religion = '' and g.religion <> ''
    or s.marital = '' and g.marital <> '' or s.education = '' and g.education <> ''
    or s.occupation = '' and g.occupation <> '')

-- name: leaves
-- Nobody is in two families: the place of the one who stays is the one that stays.
select g.id, jsonb_build_object('left_on', greatest(g.joined_on, %(day)s::date))
from registry_membership g
where g.person_id = %(gone)s and g.left_on is null
  and exists (select from registry_membership s where s.person_id = %(stays)s and s.left_on is null)

-- name: with_the_family
-- What runs for the one who goes through a family they leave, runs in the family of the one who stays.
select e.id, jsonb_build_object('family_id', s.family_id)
from registry_enrolment e
join registry_membership s on s.person_id = %(stays)s and s.left_on is null
where e.person_id = %(gone)s and e.to_on is null and e.family_id is distinct from s.family_id
  and e.family_id is not null

-- name: settled
select t.id, jsonb_build_object('closed_at', %(at)s::timestamptz, 'closed_by', 0, 'resolution',
    'Digabung dengan orang yang sama yang sudah tercatat')
from registry_identitytask t where t.person_id = %(gone)s and t.closed_at is null
