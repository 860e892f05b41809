-- name: population
-- The registry beside the population registry: one row for each person with a NIK for whom the two say something else.
-- Plain SQL that DuckDB and Spark read alike (tests/padan/test_engines.py); bucket_of is of snapshots/places.py.
select r.person_id, r.nik, bucket_of(r.nik) as bucket, r.region_code,
    case when p.nik is null then 'tidak_ditemukan'
         when p.copies > 1 then 'ganda'
         when p.alive = 0 and r.alive = 1 then 'meninggal'
         when p.region_code <> r.region_code then 'pindah'
         else 'sebagian' end as outcome,
    concat(
        case when p.name_key <> r.name_key then 'nama ' else '' end,
        case when p.birth_date <> r.birth_date then 'tanggal_lahir ' else '' end,
        case when p.sex <> r.sex then 'jk ' else '' end,
        case when p.region_code <> r.region_code then 'wilayah ' else '' end,
        case when p.alive <> r.alive then 'hidup ' else '' end) as differs,
    case when p.nik is null then null when p.name_key = r.name_key then 100
         else cast(floor(100 - cast(100 * levenshtein(p.name_key, r.name_key) as double)
                               / greatest(length(p.name_key), length(r.name_key))) as integer) end as likeness,
    p.full_name as their_name, p.birth_date as their_birth_date, p.sex as their_sex,
    p.region_code as their_region, p.died_on as their_death
from registry r left join population p on p.nik = r.nik
where r.nik is not null
  and (p.nik is null or p.copies > 1 or p.name_key <> r.name_key or p.birth_date <> r.birth_date or p.sex <> r.sex
       or p.region_code <> r.region_code or p.alive <> r.alive)

-- name: list
-- A list of recipients beside both: who stands in it twice, whom nobody knows, who is dead.
select r.person_id, l.nik, bucket_of(l.nik) as bucket,
    coalesce(r.region_code, l.region_code, p.region_code, '') as region_code,
    case when r.nik is null then 'tidak_ditemukan'
         when p.alive = 0 then 'meninggal'
         when l.copies > 1 then 'ganda'
         else 'sebagian' end as outcome,
    case when l.copies > 1 then 'baris ' else '' end as differs,
    case when r.nik is null then null when l.name_key = r.name_key then 100
         else cast(floor(100 - cast(100 * levenshtein(l.name_key, r.name_key) as double)
                               / greatest(length(l.name_key), length(r.name_key))) as integer) end as likeness,
    l.full_name as their_name, cast(null as date) as their_birth_date, cast(null as varchar(1)) as their_sex,
    cast(null as varchar(10)) as their_region, p.died_on as their_death
from list l left join registry r on r.nik = l.nik left join population p on p.nik = l.nik
where r.nik is null or p.alive = 0 or l.copies > 1

-- name: narrowed
-- Of a side, those whom one of the snapshots says something new of.
select * from every_one where nik in (select nik from changed)
