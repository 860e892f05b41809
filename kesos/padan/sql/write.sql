-- name: said
-- What a run says of one bucket, and whom it looked at. What a power cut takes away of it is written again: the run
-- ends with a commit that waits for the disk. By way of tables of its own also where nothing is known yet: PostgreSQL
-- copies into no table that has row policies.
set local synchronous_commit = off;
create temporary table padan_said (
    person_id bigint, nik bigint, bucket smallint, region_code text, outcome text, differs text, likeness smallint,
    their_name text, their_birth_date date, their_sex text, their_region text, their_death date
) on commit drop;
create temporary table padan_looked_at (nik bigint) on commit drop

-- name: copy_said
copy padan_said from stdin (format csv)

-- name: copy_looked_at
copy padan_looked_at from stdin (format csv)

-- name: any
select from padan_finding where source = %(source)s and bucket = %(bucket)s order by source, bucket, nik limit 1

-- name: known
-- rows just copied are unknown to the planner
analyze padan_said; analyze padan_looked_at

-- name: over
-- Cases of what is not said any more, or not so any more: whoever acted, acted on something else.
select f.case_id from padan_finding f join workflow_case c on c.id = f.case_id
left join padan_said s on s.nik = f.nik
where f.source = %(source)s and f.bucket = %(bucket)s and c.closed_at is null
  and (s.nik is not null or %(whole)s or f.nik in (select nik from padan_looked_at))
  and (s.nik is null or {same} is distinct from {said})

-- name: gone
delete from padan_finding f
where f.source = %(source)s and f.bucket = %(bucket)s
  and (%(whole)s or f.nik in (select nik from padan_looked_at))
  and not exists (select from padan_said s where s.nik = f.nik)

-- name: changed
update padan_finding f
set person_id = s.person_id, region_code = s.region_code, outcome = s.outcome, differs = btrim(s.differs),
    likeness = s.likeness, their_name = coalesce(s.their_name, ''), their_birth_date = s.their_birth_date,
    their_sex = coalesce(s.their_sex, ''), their_region = coalesce(s.their_region, ''), their_death = s.their_death,
    run_id = %(run)s, state = 'TERBUKA', case_id = null
from padan_said s
where f.source = %(source)s and f.bucket = %(bucket)s and f.nik = s.nik
  and {same} is distinct from {said}

-- name: same
(f.person_id, f.region_code, f.outcome, f.differs, f.likeness, f.their_name, f.their_birth_date, f.their_sex,
 f.their_region, f.their_death)

-- name: said_so
(s.person_id, s.region_code, s.outcome, btrim(s.differs), s.likeness, coalesce(s.their_name, ''),
 s.their_birth_date, coalesce(s.their_sex, ''), coalesce(s.their_region, ''), s.their_death)

-- name: new
insert into padan_finding (source, bucket, nik, person_id, region_code, outcome, differs, likeness, their_name,
    their_birth_date, their_sex, their_region, their_death, state, run_id)
select %(source)s, s.bucket, s.nik, s.person_id, s.region_code, s.outcome, btrim(s.differs), s.likeness,
    coalesce(s.their_name, ''), s.their_birth_date, coalesce(s.their_sex, ''), coalesce(s.their_region, ''),
    s.their_death, 'TERBUKA', %(run)s
from padan_said s

-- name: unless_known
on conflict (source, bucket, nik) do nothing

-- name: leave_out
-- Who was taken out of the registry since it was copied.
delete from padan_said s
where s.person_id is not null and not exists (select from registry_person p where p.id = s.person_id)

-- name: forget
drop table padan_said, padan_looked_at
