-- name: rows
-- The ids come first and few; everything shown beside a name is fetched for one page.
with chosen as ({ids})
select p.id, p.full_name, p.nik, p.sex, p.birth_date, p.died_on, p.region_code, r.name,
       coalesce(f.address, ''), coalesce(f.rt, ''), coalesce(f.rw, ''), coalesce(head.full_name, ''),
       d.decile, l.id is not null, p.name_key
from chosen c
join registry_person p on p.id = c.id
join regions_region r on r.code = p.region_code
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
left join registry_membership hm on hm.family_id = f.id and hm.relation = 1 and hm.left_on is null
left join registry_person head on head.id = hm.person_id
left join lateral (select decile from registry_decile where family_id = f.id order by release desc limit 1) d on true
left join lateral (select id from registry_listing where family_id = f.id and to_on is null limit 1) l on true
where p.region_code ^@ any (%(areas)s::text[]) or registry_reaches(p.id)
order by p.name_key, p.id
limit %(limit)s

-- name: ids_by_number
select id from registry_person where nik = %(number)s
union select id from registry_person where nik_claimed = %(number)s
-- the number of somebody who was merged leads to who stays
union select stays_id from registry_merge where nik = %(number)s and undone_at is null
union select stays_id from registry_merge where nik_claimed = %(number)s and undone_at is null
union select m.person_id from registry_membership m join registry_family f on f.id = m.family_id
      where f.kk = %(number)s and m.left_on is null
union select m.person_id from registry_membership m join registry_pastfamilycard c on c.family_id = m.family_id
      where c.kk = %(number)s and m.left_on is null

-- name: ids_by_name
select s.person_id as id
from registry_search_names(%(asked)s, %(within)s, %(tolerant)s, %(after_key)s, %(after_id)s, %(most)s) s
order by s.name_key, s.person_id limit %(most)s

-- name: ids_in_village
select id from registry_person
where region_code = %(village)s and (name_key, id) > (%(after_key)s, %(after_id)s)
order by name_key, id limit %(most)s
