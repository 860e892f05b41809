-- name: claimed
-- Who is all that was typed, lives, holds a KTP (from seventeen on) and has no account: one answer for every other case.
select p.id, p.region_code, m.family_id
from registry_person p
    join registry_membership m on m.person_id = p.id and m.left_on is null
    join registry_family f on f.id = m.family_id
where p.nik = %(nik)s and f.kk = %(kk)s and p.birth_date = %(born)s and p.name_key = registry_name_key(%(name)s)
    and p.died_on is null and p.birth_date <= %(today)s::date - interval '17 years'
    and not exists (select from portal_citizenaccount a where a.person_id = p.id and a.ended_at is null)
