-- name: people
-- Whose NIK, or whose card, is one of a few hundred numbers: each is looked up by its key. At most a handful come out.
with near as (
    select id, false as by_card from registry_person where nik = any (%(niks)s::bigint[])
    union all
    select stays_id, false from registry_merge where nik = any (%(niks)s::bigint[]) and undone_at is null
    union all
    select m.person_id, true from registry_family f
    join registry_membership m on m.family_id = f.id and m.left_on is null and m.relation = 1
    where f.kk = any (%(cards)s::bigint[])
)
select p.id, p.full_name, p.nik, p.birth_date, r.name, bool_and(n.by_card)
from near n join registry_person p on p.id = n.id join regions_region r on r.code = p.region_code
where p.region_code ^@ any (%(areas)s::text[]) and p.died_on is null
group by p.id, r.name order by p.name_key, p.id limit %(most)s

-- name: namesakes
-- The function begins at the name itself, so whoever bears exactly this name comes first.
select p.id, p.full_name, p.nik, p.birth_date, r.name, false
from registry_search_names(%(name)s, '', false, registry_name_key(%(name)s), -1, %(look_at)s) s
join registry_person p on p.id = s.person_id join regions_region r on r.code = p.region_code
where p.name_key = registry_name_key(%(name)s) and p.birth_date = %(birth_date)s and p.died_on is null
  and p.region_code ^@ any (%(areas)s::text[])
order by p.name_key, p.id limit %(most)s
