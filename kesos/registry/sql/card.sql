-- name: card
-- Who has this number, where, and what of the four pillars: what is asked at the counter hundreds of times a day, in one
-- round trip. The number of somebody who was merged leads to who stays. Nothing where the person is out of reach.
with holder as materialized (
    select coalesce((select id from registry_person where nik = %(nik)s::bigint),
                    (select stays_id from registry_merge where nik = %(nik)s::bigint and undone_at is null)) as id
), mine as materialized (
    select m.family_id from registry_membership m where m.person_id = (select id from holder) and m.left_on is null
)
select {lists}, p.id, p.full_name, p.nik, p.sex, p.birth_date, p.died_on, p.region_code,
    (select string_agg(r.name, ', ' order by r.level desc) from regions_region r
     where r.code in (p.region_code, left(p.region_code, 6), left(p.region_code, 4), left(p.region_code, 2))),
    f.kk, f.address, f.rt, f.rw,
    (select h.full_name from registry_membership m join registry_person h on h.id = m.person_id
     where m.family_id = f.id and m.left_on is null and m.relation = 1),
    (select count(*) from registry_membership m where m.family_id = f.id and m.left_on is null)
from registry_person p
left join registry_family f on f.id = (select family_id from mine)
where p.id = (select id from holder) and (p.region_code ^@ any (%(areas)s::text[]) or registry_reaches(p.id))
