-- name: faults
-- How often each fault or warning stands in a run, and the first lines that have it.
select f.code, count(*), (array_agg(r.line order by r.line))[1:5]
from registry_importrow r
cross join lateral unnest(string_to_array(nullif(r.{column}, ''), ' ')) f (code)
where r.run_id = %(run)s group by f.code order by 2 desc, 1

-- name: samples
-- The first rows of each verdict, by the key of the run.
select v.verdict, s.line, s.full_name, s.nik, s.nik_written, s.birth_date, s.region_name, s.warnings, s.faults
from unnest(%(verdicts)s::text[]) with ordinality v (verdict, place)
cross join lateral (
    select r.line, r.full_name, r.nik, r.nik_written, r.birth_date, coalesce(g.name, r.region_code) as region_name,
           r.warnings, r.faults
    from registry_importrow r left join regions_region g on g.code = r.region_code
    where r.run_id = %(run)s and r.verdict = v.verdict order by r.line limit %(most)s
) s
order by v.place, s.line

-- name: wrong_rows
-- Rows to be mended, as they were sent, with the codes of what is wrong and the line a doubled row repeats. Where the NIK
-- is none, whoever of that village alone bears the name and was born on the day: one look by the key of place and name.
-- The first of each number is found by sorting once: rows written a moment ago are unknown to the planner, which would
-- pair each doubled one with each row of the file.
with told as (
    select line, verdict, faults, region_code, name_key, birth_date, nik_written,
        min(line) filter (where string_to_array(faults, ' ') <@ array['HEAD_TWICE', 'NIK_ELSEWHERE', 'KK_ELSEWHERE'])
            over (partition by coalesce(nik::text, concat_ws('|', nik_written, kk, name_key, birth_date))) as first
    from registry_importrow where run_id = %(run)s
), wrong as materialized (
    select * from told where verdict in ('faulty', 'doubled')
)
select s.line, s.texts, s.kinds, r.faults, case when r.verdict = 'doubled' then r.first end, perhaps.nik, perhaps.full_name
from wrong r
cross join lateral (select * from bulk_staged_row where batch_id = %(batch)s and line = r.line offset 0) s  -- by its key
left join lateral (
    select min(p.nik) as nik, min(p.full_name) as full_name from registry_person p
    where (r.nik_written is not null or strpos(r.faults, 'NIK_NUMBER') > 0) and p.region_code = r.region_code
      and p.name_key = r.name_key and p.birth_date = r.birth_date and p.nik is not null
    having count(*) = 1
) perhaps on true
order by r.line
