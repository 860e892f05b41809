-- name: families
-- Families first, each written by one row of the file, so that no two slices disagree about an address.
insert into registry_family as f (kk, region_code, address, rt, rw, source_id, updated_at)
select kk, region_code, address, rt, rw, %(source)s, %(at)s
from registry_importrow where run_id = %(run)s and line between %(first)s and %(last)s and leads_family
order by kk
on conflict (kk) do update
set region_code = excluded.region_code,
    address = coalesce(nullif(excluded.address, ''), f.address),
    rt = coalesce(nullif(excluded.rt, ''), f.rt), rw = coalesce(nullif(excluded.rw, ''), f.rw),
    source_id = excluded.source_id, updated_at = excluded.updated_at
where (f.region_code, f.address, f.rt, f.rw) is distinct from
      (excluded.region_code, coalesce(nullif(excluded.address, ''), f.address),
       coalesce(nullif(excluded.rt, ''), f.rt), coalesce(nullif(excluded.rw, ''), f.rw))
  and (select dated_on from registry_source where id = f.source_id) <= %(dated_on)s

-- name: people
-- The ids were given out when the file was checked: a second try finds its own rows and leaves them.
insert into registry_person (id, nik, nik_claimed, nik_as_written, no_nik_reason, full_name, sex, birth_date, birth_place,
    mother_name, religion, marital, education, occupation, region_code, source_id, updated_at)
select person_id, case when verdict = 'new' then nik end, case when verdict = 'claimant' then nik end,
    case when verdict = 'unplaced' then nik_written end,
    case when verdict = 'unplaced' and nik_written is null then no_nik_reason end,
    full_name, sex, birth_date, birth_place, mother_name, religion, marital, education, occupation, region_code,
    %(source)s, %(at)s
from registry_importrow where run_id = %(run)s and line between %(first)s and %(last)s and verdict in ('new', 'claimant', 'unplaced')
on conflict do nothing

-- name: changes
update registry_person p
set full_name = r.full_name, sex = r.sex, birth_date = coalesce(r.birth_date, p.birth_date),
    birth_place = coalesce(nullif(r.birth_place, ''), p.birth_place),
    mother_name = coalesce(nullif(r.mother_name, ''), p.mother_name),
    religion = coalesce(nullif(r.religion, ''), p.religion), marital = coalesce(nullif(r.marital, ''), p.marital),
    education = coalesce(nullif(r.education, ''), p.education),
    occupation = coalesce(nullif(r.occupation, ''), p.occupation),
    region_code = r.region_code, source_id = %(source)s, updated_at = %(at)s
from registry_importrow r
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.verdict = 'changed' and p.id = r.person_id
  and p.source_id <> %(source)s

-- name: leave
-- Who stands in another family now leaves it on the day of the file; only who was known before can stand in one.
update registry_membership m set left_on = greatest(m.joined_on, %(dated_on)s)
from registry_importrow r join registry_family f on f.kk = r.kk
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.verdict in ('same', 'changed')
  and m.person_id = r.person_id and m.left_on is null and m.family_id <> f.id and m.joined_on <= %(dated_on)s

-- name: former_heads
-- One head a family: the file's head takes the place of the one known before.
update registry_membership m set relation = 11
from registry_importrow r join registry_family f on f.kk = r.kk
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.relation = 1 and m.family_id = f.id and m.relation = 1
  and m.left_on is null and m.person_id <> r.person_id

-- name: relations
update registry_membership m set relation = r.relation, source_id = %(source)s
from registry_importrow r join registry_family f on f.kk = r.kk
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.verdict in ('same', 'changed')
  and r.relation is not null and m.person_id = r.person_id
  and m.family_id = f.id and m.left_on is null and m.relation <> r.relation

-- name: join
insert into registry_membership (person_id, family_id, relation, joined_on, source_id)
select r.person_id, f.id, coalesce(r.relation, 11), %(dated_on)s, %(source)s
from registry_importrow r join registry_family f on f.kk = r.kk join registry_person p on p.id = r.person_id
where r.run_id = %(run)s and r.line between %(first)s and %(last)s
on conflict do nothing

-- name: tasks
insert into registry_identitytask (person_id, kind, region_code, opened_at, resolution)
select r.person_id,
    case when r.verdict = 'claimant' then 'second_claimant' when r.nik_written is not null then 'malformed' else 'no_nik' end,
    r.region_code, %(at)s, ''
from registry_importrow r join registry_person p on p.id = r.person_id
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.verdict in ('claimant', 'unplaced')
on conflict do nothing

-- name: listings
-- The file is the list itself: its families stand in the integrated data, unless they do already.
insert into registry_listing (family_id, register, number, from_on, decree, source_id)
select f.id, %(register)s, '', %(listed_from)s, %(decree)s, %(source)s
from registry_importrow r join registry_family f on f.kk = r.kk
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.leads_family
on conflict do nothing

-- name: sizes
-- After the first slice into tables that the planner still takes for empty or small: who writes more than is there.
select registry_look_at_sizes() from pg_class
where oid = 'registry_membership'::regclass and reltuples < %(rows)s

-- name: tidy_as_a_set
-- Rows that came a moment ago are unknown to the planner, which would walk the verdicts once a row.
set local enable_nestloop = off

-- name: tidy_staged
-- What has come in needs its row as sent no more; what was kept out does, until it is mended.
delete from bulk_staged_row s
where s.batch_id = %(batch)s and s.line >= %(data_from)s and not exists (
    select from registry_importrow r where r.run_id = %(run)s and r.line = s.line and r.verdict in ('faulty', 'doubled'))

-- name: tidy_verdicts
delete from registry_importrow where run_id = %(run)s and verdict not in ('faulty', 'doubled')

-- name: tidy_staged_facts
delete from bulk_staged_row s
where s.batch_id = %(batch)s and s.line >= %(data_from)s and not exists (
    select from registry_factrow r where r.run_id = %(run)s and r.line = s.line and r.faults <> '')

-- name: tidy_facts
delete from registry_factrow where run_id = %(run)s and faults = ''

-- name: waits
select exists (select from registry_importrow where run_id = %(run)s and verdict not in ('faulty', 'doubled'))

-- name: waits_facts
select exists (select from registry_factrow where run_id = %(run)s and faults = '')

-- name: merged_since
update {table} r set verdict = 'doubled'
from registry_merge m
where r.run_id = %(run)s and r.person_id = m.gone_id and m.undone_at is null
