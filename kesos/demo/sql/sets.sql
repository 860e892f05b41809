-- name: ppks
-- The living of the data, spread over the city: each type with those whom its rule means, and some without papers.
with somebody as (
    select p.*, f.kk, extract(year from age(%(on)s::date, p.birth_date)) as years, row_number() over (order by p.id) as n
    from registry_listing l
    join registry_membership m on m.family_id = l.family_id and m.left_on is null
    join registry_person p on p.id = m.person_id
    join registry_family f on f.id = m.family_id
    where l.to_on is null and l.register = 'dtsen' and p.nik is not null and p.died_on is null and p.id %% 7 = 3
), kinds (type, least, most, sex, kinds, most_rows) as (values
    ('PPKS-08', 60, 120, null, '', 70), ('PPKS-09', 18, 70, null, 'fisik;sensorik', 40), ('PPKS-23', 18, 59, 'P', '', 40),
    ('PPKS-02', 6, 17, null, '', 20), ('PPKS-05', 3, 16, null, 'intelektual', 12), ('PPKS-13', 20, 70, null, '', 12)
)
select s.nik::text, s.kk::text, s.full_name, s.sex, s.birth_date::text, s.region_code, k.type, k.kinds, '2026-03-02'
from kinds k cross join lateral (
    select * from somebody s
    where s.years between k.least and k.most and (k.sex is null or s.sex = k.sex) and s.n %% 6 = right(k.type, 1)::int %% 6
    order by s.id limit k.most_rows) s
union all
select '', '', name, sex, '', '3571031009', 'PPKS-11', '', '2026-05-11'
from (values ('MBAH SURO', 'L'), ('MAK TUN', 'P'), ('PAK SLAMET', 'L')) as street (name, sex)

-- name: panti
-- Two homes of twenty; two of the old have no papers.
select h.name, h.code, r.nik::text, r.full_name, r.sex, r.birth_date::text, h.region_code, '2025-09-01'
from (values ('Panti Lanjut Usia Contoh', 'CONTOH-01', '3571031009', 60, 120, 5),
             ('Panti Disabilitas Contoh', 'CONTOH-02', '3571011001', 18, 59, 6)) as h (name, code, region_code, least, most, turn)
cross join lateral (
    select p.* from registry_person p
    where p.region_code ^@ '3571' and p.nik is not null and p.died_on is null and p.id %% 11 = h.turn
      and extract(year from age(%(on)s::date, p.birth_date)) between h.least and h.most
    order by p.id limit 19) r
union all
select 'Panti Lanjut Usia Contoh', 'CONTOH-01', '', name, sex, '', '3571031009', '2026-02-10'
from (values ('MBAH KROMO', 'L'), ('MBAH NAH', 'P')) as without (name, sex)

-- name: psks
select * from (
    select (array['PSKS-02', 'PSKS-03', 'PSKS-09'])[1 + n %% 3], nik::text, full_name, region_code, '2024-01-15'
    from (select p.*, row_number() over (order by p.id) as n from registry_person p
          where p.region_code ^@ '3571' and p.sex = 'P' and p.nik is not null and p.died_on is null and p.id %% 13 = 4
            and extract(year from age(%(on)s::date, p.birth_date)) between 20 and 39 order by p.id limit 18) people
    union all
    select kind, '', said || ' ' || name, code, '2023-08-17'
    from (select r.code, r.name from regions_region r where r.code ^@ '357103' and length(r.code) = 10 and r.valid_to is null
          order by r.code limit 4) village
    cross join (values ('PSKS-05', 'Karang Taruna'), ('PSKS-08', 'WKSBM'), ('PSKS-04', 'LKS Contoh')) as known (kind, said)
) helpers

-- name: ekstrem
select f.kk::text, head.nik::text, head.full_name, f.region_code, '2026'
from registry_decile d
join registry_family f on f.id = d.family_id and f.kk is not null
join registry_membership m on m.family_id = f.id and m.left_on is null and m.relation = 1
join registry_person head on head.id = m.person_id
where d.release = (select max(release) from registry_decile) and d.decile = 1 and f.region_code = '3571031009'
order by f.id limit 20
