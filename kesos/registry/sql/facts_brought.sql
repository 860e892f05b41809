-- name: whose_somebody
-- Who a row speaks of, as far as the file says it.
{whose}, s.sex is null as sex_blank, kesos_read_date(s.birth_date, s.birth_date_kind) as born

-- name: unknown
-- Rows whose person is not known yet: these alone are judged as the import of people judges.
create temporary table fact_unknown on commit drop as
select r.line from fact_read r
where not exists (select from fact_person p where p.line = r.line) and (%(anybody)s is false or coalesce(r.nik_text, '') <> '')

-- name: only_unknown
and exists (select from fact_unknown u where u.line = r.line)

-- name: sex
-- A woman's day of birth stands in her NIK with forty added.
coalesce({sex}, case when registry_number_is_sound(translate({nik}, ' .-', ''), true)
                     then case when substr(translate({nik}, ' .-', ''), 7, 1) >= '4' then 'P' else 'L' end end)

-- name: brought
-- Whom the unknown rows mean: somebody known after all, or somebody to be written down, once for all their rows.
create temporary table fact_brought on commit drop as
with judged as (
    select r.line, r.verdict, r.faults, r.person_id, r.sex, r.birth_date, r.name_key,
        r.nik is null and r.nik_written is null as without_nik,
        array_to_string(array_replace(array_remove(
            string_to_array(r.warnings, ' '), 'NIK_SYNTHETIC'), 'NIK_BLANK', 'WITHOUT_NIK'), ' ') as warnings,
        coalesce(r.nik::text, concat_ws('|', r.nik_written, r.kk, r.name_key, r.birth_date)) as number
    from registry_importrow r where r.run_id = %(run)s
), first_of as (
    select distinct on (number) number, verdict, faults, person_id
    from judged where verdict <> 'doubled' order by number, verdict = 'faulty', line
)
select j.line, j.sex, j.birth_date, j.without_nik, j.warnings,
    case when j.verdict = 'doubled' then f.verdict else j.verdict end as verdict,
    case when j.verdict = 'doubled' then f.faults else j.faults end as faults,
    case when j.verdict = 'doubled' then f.person_id
         when j.verdict in ('new', 'claimant', 'unplaced')
         then min(j.person_id) over (partition by j.verdict, j.number, j.name_key, j.birth_date)
         else j.person_id end as person_id
from judged j left join first_of f on j.verdict = 'doubled' and f.number = j.number

-- name: persons
insert into fact_person
select b.line, b.person_id, m.family_id, false
from fact_brought b left join registry_membership m on m.person_id = b.person_id and m.left_on is null
where b.person_id is not null

-- name: whose_brought
select r.*, p.family_id, p.person_id, b.without_nik,
    b.verdict in ('new', 'claimant', 'unplaced') as is_brought, b.sex as brought_sex, b.birth_date as brought_born,
    concat_ws(' ', nullif(r.cell_faults, ''), r.nik_fault,
        case when r.nik_fault is null and p.person_id is null
             then coalesce(nullif(b.faults, ''), 'PERSON_UNKNOWN') end) as faults,
    concat_ws(' ', nullif(r.cell_warnings, ''),
        case when p.by_name then case when coalesce(r.nik_text, '') = '' then 'FOUND_WITHOUT_NIK' else 'FOUND_BY_NAME' end end,
        case when b.verdict in ('new', 'claimant', 'unplaced') then
             concat_ws(' ', 'PERSON_NEW', case when r.sex_blank then 'SEX_BY_NIK' end, nullif(b.warnings, '')) end) as warnings
from fact_read r left join fact_person p on p.line = r.line left join fact_brought b on b.line = r.line

-- name: whose_anybody
-- As above; where the row names no NIK, nobody of the registry is meant.
select w.*, coalesce(w.nik_text, '') = '' as is_nobody from (
    select r.*, p.family_id, p.person_id, b.without_nik, b.verdict in ('new', 'claimant', 'unplaced') as is_brought,
        concat_ws(' ', nullif(r.cell_faults, ''), r.nik_fault,
            case when r.nik_fault is null and p.person_id is null and coalesce(r.nik_text, '') <> ''
                 then coalesce(nullif(b.faults, ''), 'PERSON_UNKNOWN') end) as faults,
        concat_ws(' ', nullif(r.cell_warnings, ''), case when p.by_name then 'FOUND_BY_NAME' end,
            case when b.verdict in ('new', 'claimant', 'unplaced') then
                 concat_ws(' ', 'PERSON_NEW', case when r.sex_blank then 'SEX_BY_NIK' end, nullif(b.warnings, '')) end) as warnings
    from fact_read r left join fact_person p on p.line = r.line left join fact_brought b on b.line = r.line) w

-- name: bringers
-- Somebody is written down by the first of their rows that stands, and a card that nobody has yet by the first of its own.
with stands as (
    select distinct on (b.person_id) b.line, b.person_id, b.verdict
    from fact_brought b join registry_factrow f on f.run_id = %(run)s and f.line = b.line and f.verdict = 'new'
    where b.verdict in ('new', 'claimant', 'unplaced') order by b.person_id, b.line
), writes as (
    select s.*, r.kk is not null and s.line = min(s.line) over (partition by r.kk)
        and not exists (select from registry_family known where known.kk = r.kk) as leads_family
    from stands s join registry_importrow r on r.run_id = %(run)s and r.line = s.line
), no_longer as (
    delete from registry_importrow r
    where r.run_id = %(run)s and not exists (select from writes w where w.line = r.line)
)
update registry_importrow r
set verdict = w.verdict, person_id = w.person_id, leads_family = w.leads_family
from writes w where r.run_id = %(run)s and r.line = w.line

-- name: overtaken
-- Whose NIK came in by another way between the check and now.
select r.person_id, p.id from registry_importrow r join registry_person p on p.nik = r.nik
where r.run_id = %(run)s and r.line between %(first)s and %(last)s and r.verdict = 'new' and p.id <> r.person_id

-- name: point_to
update registry_factrow f set person_id = o.now
from unnest(%(was)s::bigint[], %(now)s::bigint[]) as o (was, now)
where f.run_id = %(run)s and f.person_id = o.was

-- name: how_many
select count(*) from registry_importrow where run_id = %(run)s
