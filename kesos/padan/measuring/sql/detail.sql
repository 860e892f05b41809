-- name: population
-- As one would ask DuckDB alone: who is not found, stands twice, is dead, moved, or is written otherwise, and how alike.
select r.person_id, r.nik, r.region_code,
    case when p.nik is null then 'tidak_ditemukan' when p.copies > 1 then 'ganda'
         when p.alive = 0 and r.alive = 1 then 'meninggal' when p.region_code <> r.region_code then 'pindah'
         else 'sebagian' end as outcome,
    p.full_name, p.birth_date, p.sex, p.region_code as their_region, p.died_on,
    jaro_winkler_similarity(p.name_key, r.name_key) as likeness
from registry r left join population p on p.nik = r.nik
where p.nik is null or p.copies > 1 or p.name_key <> r.name_key or p.birth_date <> r.birth_date or p.sex <> r.sex
    or p.region_code <> r.region_code or p.alive <> r.alive

-- name: list
select l.nik, r.person_id, coalesce(r.region_code, l.region_code, p.region_code, '') as region_code,
    case when r.nik is null then 'tidak_ditemukan' when p.alive = 0 then 'meninggal' else 'ganda' end as outcome,
    l.full_name, p.died_on, jaro_winkler_similarity(l.name_key, r.name_key) as likeness
from list l left join registry r on r.nik = l.nik left join population p on p.nik = l.nik
where r.nik is null or p.alive = 0 or l.copies > 1
