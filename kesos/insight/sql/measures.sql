-- What a place is counted by. Each gives (region_code, value, number), once a region and value, of the day on; each reads its
-- tables once, by night, and adds up in one hash: 29 million people are some 8,500 rows of answer a value.

-- name: people
select p.region_code, '', count(*) from registry_person p where p.died_on is null group by p.region_code

-- name: families
-- With somebody living in them: a card whose people have all died or left is no family any more.
select f.region_code, '', count(*) from registry_family f
where exists (select from registry_membership m join registry_person p on p.id = m.person_id
    where m.family_id = f.id and m.left_on is null and p.died_on is null)
group by f.region_code

-- name: listed_families
select f.region_code, l.register, count(*)
from registry_listing l join registry_family f on f.id = l.family_id
where l.from_on <= %(on)s and coalesce(l.to_on, 'infinity') >= %(on)s
group by f.region_code, l.register

-- name: listed_people
-- The living of listed families, where they live themselves.
select p.region_code, l.register, count(*)
from registry_listing l
join registry_membership m on m.family_id = l.family_id and m.left_on is null
join registry_person p on p.id = m.person_id and p.died_on is null
where l.from_on <= %(on)s and coalesce(l.to_on, 'infinity') >= %(on)s
group by p.region_code, l.register

-- name: deciles
-- Families by the decile of the newest release there is. What was sent outside 1 to 10 has none.
select f.region_code, coalesce(d.decile::text, 'none'), count(*)
from registry_decile d join registry_family f on f.id = d.family_id
where d.release = (select max(release) from registry_decile)
group by f.region_code, d.decile

-- name: enrolments
-- Places that are held now, those suspended included, where the recipient lives.
select p.region_code, e.programme, count(*)
from registry_enrolment e join registry_person p on p.id = e.person_id
where e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
group by p.region_code, e.programme

-- name: ppks
-- People by type; who stands in two types is counted in both.
select p.region_code, k.type, count(*)
from registry_ppksrecord k join registry_person p on p.id = k.person_id and p.died_on is null
where k.from_on <= %(on)s and coalesce(k.to_on, 'infinity') >= %(on)s
group by p.region_code, k.type

-- name: psks
select k.region_code, k.type, count(*) from institutions_psks k
where k.from_on <= %(on)s and coalesce(k.to_on, 'infinity') >= %(on)s
group by k.region_code, k.type

-- name: stays
-- Where the home stands, as narrow as that is known.
select h.region_code, '', count(*)
from institutions_stay s join institutions_panti h on h.id = s.panti_id
where s.from_on <= %(on)s and coalesce(s.to_on, 'infinity') > %(on)s
group by h.region_code

-- name: poverty_targets
-- Families still aimed at in the newest period there is.
select f.region_code, '', count(*)
from registry_povertytarget t join registry_family f on f.id = t.family_id
where t.state = 'SASARAN' and t.period = (select max(period) from registry_povertytarget)
group by f.region_code

-- name: pillars
-- People who hold a service of a pillar, each once a pillar, where they live: places in programmes, those suspended
-- included, and a stay in a home. Which programme stands under which pillar on the day is the registry's list.
select p.region_code, s.pillar, count(*)
from (
    select e.person_id, coalesce(m.pillar, 'lain') as pillar
    from registry_enrolment e
    left join unnest(%(programmes)s::text[], %(pillars)s::text[]) m (programme, pillar) on m.programme = e.programme
    where e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    union
    select t.person_id, 'rehabilitasi' from institutions_stay t
    where t.from_on <= %(on)s and coalesce(t.to_on, 'infinity') > %(on)s
) s
join registry_person p on p.id = s.person_id and p.died_on is null
group by p.region_code, s.pillar
