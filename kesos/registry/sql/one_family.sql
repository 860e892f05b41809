-- name: hold
-- Two forms with one number among them go one after the other, so that the second is judged beside what the first wrote.
-- The numbers come sorted: two forms never hold each other up crosswise.
select pg_advisory_xact_lock(hashtextextended('registry number ' || n, 0)) from unnest(%(numbers)s::text[]) n

-- name: judged
-- What became of each row, and where somebody who is known already stands now.
-- `staying` is how many others of that family this form leaves there.
select r.line, r.verdict, r.faults, r.warnings, r.person_id, r.nik, r.full_name, m.family_id, m.relation, p.died_on,
    case when p.name_key is distinct from r.name_key then p.full_name end as known_as,
    (select count(*) from registry_membership o
     where o.family_id = m.family_id and o.left_on is null and not exists (
        select from registry_importrow s where s.run_id = r.run_id and s.person_id = o.person_id)) as staying
from registry_importrow r
left join registry_person p on p.id = r.person_id
left join registry_membership m on m.person_id = r.person_id and m.left_on is null
where r.run_id = %(run)s order by r.line

-- name: written
-- Everybody of the form stands in the family now.
select m.family_id, count(*)
from registry_importrow r join registry_family f on f.kk = r.kk
join registry_membership m on m.person_id = r.person_id and m.family_id = f.id and m.left_on is null
where r.run_id = %(run)s group by 1
