-- name: as_a_set
-- Rows staged a moment ago are unknown to the planner, which takes them for one: it must not pair each with each, nor
-- think a file too small for several workers. Nor does it look at the batch's number, because the statement is prepared.
set local enable_nestloop = off; set local plan_cache_mode = force_generic_plan;
set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0;
set local min_parallel_table_scan_size = 0; set local min_parallel_index_scan_size = 0

-- name: as_usual
set local enable_nestloop to default; set local plan_cache_mode to default;
set local parallel_setup_cost to default; set local parallel_tuple_cost to default;
set local min_parallel_table_scan_size to default; set local min_parallel_index_scan_size to default

-- name: sent
-- What was sent, by field. It is read where it stands, because parallel workers may not read a temporary table. An offset
-- fences a subquery off, and only one that is a bigint from the start, '0' and not 0, leaves it to several workers.
(select r.line, {columns} from bulk_staged_row r where r.batch_id = {batch} and r.line >= {data_from} {only} offset '0')

-- name: places
-- A million rows name few different places, and write few different words: each is looked up once.
with told as (select distinct coalesce(village, '') v, coalesce(district, '') s, coalesce(city, '') c from {sent} sent)
select village, subdistrict, district, code
from kesos_resolve_places((select array_agg(v) from told), (select array_agg(s) from told),
                          (select array_agg(c) from told), %(areas)s)
where code is not null

-- name: codes
-- What a file may write for a code: the code itself or its label, capitals and marks apart.
with told as (  -- few different rows of words: they are taken apart once each, not once a person
    select distinct religion, marital, education, occupation, relation from {sent} sent
), written as (
    select distinct list, word
    from told
    cross join lateral (values ('agama', religion), ('status_kawin', marital), ('pendidikan', education),
                               ('pekerjaan', occupation), ('shdk', relation)) as by_list (list, word)
    where word is not null
)
select distinct on (w.list, w.word) w.list, w.word, e.code
from written w join regions_codeentry e on e.list = w.list
    and (e.valid_to is null or e.valid_to >= %(dated_on)s)
    and (e.code = btrim(w.word) or kesos_folded_name(e.label) = kesos_folded_name(w.word))
order by w.list, w.word, (e.code = btrim(w.word)) desc, e.code

-- name: read
-- Every cell as a value of its type, or as a fault. Rows without NIK, card and name are empty lines.
prepare import_reading (bigint, bigint) as
with cleaned as (
    select s.*,
           case when s.nik ~ '[^0-9]' then translate(s.nik, ' .-''’' || chr(160), '') else s.nik end as nik_text,
           case when s.kk ~ '[^0-9]' then translate(s.kk, ' .-''’' || chr(160), '') else s.kk end as kk_text,
           registry_name_key(s.full_name) as name_key, upper(left(btrim(s.sex), 1)) as sex_letter,
           kesos_read_date(s.birth_date, s.birth_date_kind) as born
    from {sent} s
    where num_nonnulls(s.nik, s.kk, s.full_name) > 0
    offset '0'  -- a fence: without it every later mention would work these out again
), judged as (
    select c.*, registry_number_is_sound(nik_text, true) as nik_sound, registry_number_is_sound(kk_text, false) as kk_sound
    from cleaned c
    offset '0'
)
select j.line,
    case when nik_sound then nik_text::bigint end as nik,
    case when not nik_sound then btrim(j.nik) end as nik_written,
    case when j.nik is null then
        coalesce(%(reasons)s::jsonb ->> kesos_folded_name(coalesce(j.no_nik_reason, '')), 'unknown') end as no_nik_reason,
    case when kk_sound then kk_text::bigint end as kk,
    coalesce(btrim(j.full_name), '') as full_name, coalesce(name_key, '') as name_key,
    case when sex_letter in ('L', '1', 'M') then 'L' when sex_letter in ('P', '2', 'F', 'W') then 'P' else '' end as sex,
    born as birth_date, coalesce(j.birth_place, '') as birth_place, coalesce(j.mother_name, '') as mother_name,
    coalesce(religion.code, '') as religion, coalesce(marital.code, '') as marital,
    coalesce(education.code, '') as education, coalesce(occupation.code, '') as occupation,
    relation.code::smallint as relation,
    coalesce(place.code, '') as region_code, coalesce(j.address, '') as address,
    case when j.rt ~ '^[0-9]{3}$' then j.rt
         when j.rt ~ '[0-9]' then lpad(right(regexp_replace(j.rt, '[^0-9]', '', 'g'), 3), 3, '0') else '' end as rt,
    case when j.rw ~ '^[0-9]{3}$' then j.rw
         when j.rw ~ '[0-9]' then lpad(right(regexp_replace(j.rw, '[^0-9]', '', 'g'), 3), 3, '0') else '' end as rw,
    concat_ws(' ',
        case when j.nik_kind = 'n' or not nik_sound and j.nik ~ '^[0-9][.,][0-9]+E' then 'NIK_NUMBER' end,
        case when j.kk_kind = 'n' or not kk_sound and j.kk ~ '^[0-9][.,][0-9]+E' then 'KK_NUMBER' when not kk_sound then 'KK_WRONG' end,
        case when coalesce(name_key, '') = '' then 'NAME_BLANK' end,
        case when sex_letter is null or sex_letter not in ('L', 'P', '1', '2', 'M', 'F', 'W') then 'SEX_UNREADABLE' end,
        case when j.birth_date is not null and born is null then 'BIRTH_UNREADABLE'
             when born > %(dated_on)s then 'BIRTH_IN_FUTURE' when born < date '1890-01-01' then 'BIRTH_TOO_EARLY' end,
        case when j.relation is not null and relation.code is null then 'RELATION_UNREADABLE' end,
        case when place.code is null or length(place.code) <> 10 then
                  case when closed.code is not null then 'REGION_CLOSED' else 'REGION_UNKNOWN' end
             when not place.code ^@ any (%(areas)s) then 'REGION_NOT_YOURS' end) as faults,
    concat_ws(' ',
        case when j.nik is null then 'NIK_BLANK' when not nik_sound then 'NIK_MALFORMED' end,
        case when nik_sound then case when nik_text ^@ '99' then 'NIK_SYNTHETIC' when issued.code is null then
                  'NIK_REGION_UNKNOWN' when issued.valid_to is not null then 'NIK_REGION_HISTORIC' end end,
        case when nik_sound and sex_letter in ('L', 'P') and (substr(nik_text, 7, 1) >= '4') <> (sex_letter = 'P')
             then 'SEX_MISMATCH' end,
        case when nik_sound and substr(nik_text, 7, 6)::int %% 400000 <> extract(day from born) * 10000
                  + extract(month from born) * 100 + extract(year from born)::int %% 100
             then 'BIRTH_MISMATCH' end,
        case when num_nonnulls(j.religion, j.marital, j.education, j.occupation)
                  > num_nonnulls(religion.code, marital.code, education.code, occupation.code)
             then 'CODE_UNREADABLE' end) as warnings
from judged j
left join unnest(%(villages)s::text[], %(subdistricts)s::text[], %(districts)s::text[], %(places)s::text[])
    as place (village, subdistrict, district, code) on (place.village, place.subdistrict, place.district)
    = (coalesce(j.village, ''), coalesce(j.district, ''), coalesce(j.city, ''))
left join regions_region closed on place.code is null and closed.code = translate(j.village, '. ', '')
    and closed.valid_to is not null
left join regions_region issued on issued.code = left(nik_text, 6)
left join unnest(%(religion_words)s::text[], %(religion_codes)s::text[]) as religion (word, code) on religion.word = j.religion
left join unnest(%(marital_words)s::text[], %(marital_codes)s::text[]) as marital (word, code) on marital.word = j.marital
left join unnest(%(education_words)s::text[], %(education_codes)s::text[]) as education (word, code) on education.word = j.education
left join unnest(%(occupation_words)s::text[], %(occupation_codes)s::text[]) as occupation (word, code) on occupation.word = j.occupation
left join unnest(%(relation_words)s::text[], %(relation_codes)s::text[]) as relation (word, code) on relation.word = j.relation

-- name: keep_read
create temporary table import_read on commit drop as execute import_reading (%(batch)s, %(data_from)s)

-- name: merged_numbers
-- The number of somebody who was merged means who stays. Merges are few, and mostly there are none.
update {read} r set nik = p.nik
from registry_merge m join registry_person p on p.id = m.stays_id and p.nik is not null
where m.nik = r.nik and m.undone_at is null

-- name: any_merged
select exists (select from registry_merge)

-- name: prepared_before
-- by a check that failed: only the end of the connection takes it away
select from pg_prepared_statements where name = 'import_reading'

-- name: unprepare
deallocate import_reading

-- name: repeated
-- Numbers that stand in more than one sound row, with the first of them: few, found without sorting the file.
create temporary table import_repeated on commit drop as
select f.*, r.name_key as first_key, r.birth_date as first_born from (
    select coalesce(nik::text, concat_ws('|', nik_written, kk, name_key, birth_date)) as number, min(line) as first_line
    from import_read where faults = '' group by 1 having count(*) > 1
) f join import_read r on r.line = f.first_line

-- name: leaders
-- For each card the row that speaks for the family: its head, else its first; how many heads it has; and whether the
-- card is known where this importer may not write.
create temporary table import_leader on commit drop as
select l.*, card.id is not null as elsewhere
from (
    select kk, coalesce(min(line) filter (where relation = 1), min(line)) as leader, min(line) filter (where relation = 1) as head
    from import_read where faults = '' and kk is not null group by kk
) l left join registry_family card on card.kk = l.kk and not card.region_code ^@ any (%(areas)s)

-- name: judge
-- Each row beside its file and beside what is known: doubled, new, changed, same, a second claimant, unplaced.
insert into registry_importrow (
    run_id, by_user_id, line, verdict, faults, warnings, leads_family, person_id, nik, nik_written, no_nik_reason, kk,
    full_name, name_key, sex, birth_date, birth_place, mother_name, religion, marital, education, occupation,
    relation, region_code, address, rt, rw)
with known as (
    select r.*, f.first_line, l.leader, l.head, l.elsewhere as card_elsewhere, holder.id as holder_id, holder.region_code as holder_region,
        holder_source.dated_on as holder_dated,
        -- the day of birth stands in the number itself, so it proves little: with it half the likeness of names is enough,
        -- without any likeness somebody else was given the number
        holder.id is not null and (holder.name_key = r.name_key or similarity(holder.name_key, r.name_key)
            >= %(same_name)s * case when holder.birth_date = r.birth_date then 0.5 else 1 end) as is_holder,
        f.first_line <> r.line and (f.first_key = r.name_key or similarity(f.first_key, r.name_key)
            >= %(same_name)s * case when f.first_born = r.birth_date then 0.5 else 1 end) as is_double,
        holder.id is not null and
        (holder.full_name, holder.sex, holder.birth_date, holder.birth_place, holder.mother_name, holder.religion,
         holder.marital, holder.education, holder.occupation, holder.region_code)
        is distinct from
        (r.full_name, r.sex, coalesce(r.birth_date, holder.birth_date),
         coalesce(nullif(r.birth_place, ''), holder.birth_place), coalesce(nullif(r.mother_name, ''), holder.mother_name),
         coalesce(nullif(r.religion, ''), holder.religion), coalesce(nullif(r.marital, ''), holder.marital),
         coalesce(nullif(r.education, ''), holder.education), coalesce(nullif(r.occupation, ''), holder.occupation),
         r.region_code) as differs
    from import_read r
    left join import_repeated f on r.faults = ''
        and f.number = coalesce(r.nik::text, concat_ws('|', r.nik_written, r.kk, r.name_key, r.birth_date))
    left join import_leader l on l.kk = r.kk
    left join registry_person holder on holder.nik = r.nik
    left join registry_source holder_source on holder_source.id = holder.source_id
), decided as (
    select k.*,
        -- somebody already kept without the number: a claimant of it, a member of the family without a sound one
        case when nik is null and kk is not null then (
                select c.id from registry_family fam
                join registry_membership m on m.family_id = fam.id and m.left_on is null
                join registry_person c on c.id = m.person_id
                where fam.kk = k.kk and c.nik is null and c.name_key = k.name_key
                  and c.birth_date is not distinct from k.birth_date limit 1)
             -- without a card, somebody of the same place without one
             when nik is null then (
                select c.id from registry_person c
                where c.region_code = k.region_code and c.name_key = k.name_key and c.nik is null and c.nik_claimed is null
                  and c.birth_date is not distinct from k.birth_date
                  and c.nik_as_written is not distinct from k.nik_written
                  and not exists (select from registry_membership m where m.person_id = c.id and m.left_on is null)
                order by c.id limit 1)
             when (holder_id is not null or first_line <> line) and is_holder is not true then (
                select c.id from registry_person c where c.nik_claimed = k.nik and c.name_key = k.name_key
                  and c.birth_date is not distinct from k.birth_date limit 1) end as twin_id,
        concat_ws(' ', nullif(faults, ''),
            case when faults = '' and is_double then 'ROW_DOUBLED' end,
            case when faults = '' and is_double is not true and relation = 1 and head < line then 'HEAD_TWICE' end,
            case when faults = '' and is_holder and not holder_region ^@ any (%(areas)s) then 'NIK_ELSEWHERE' end,
            case when faults = '' and card_elsewhere then 'KK_ELSEWHERE' end
        ) as all_faults
    from known k
), numbered as (
    select d.*,
        case when faults = '' and is_double then 'doubled' when all_faults <> '' then 'faulty'
             when nik is null then case when twin_id is null then 'unplaced' else 'same' end
             when is_holder then case when differs and holder_dated <= %(dated_on)s then 'changed' else 'same' end
             when twin_id is not null then 'same'
             when holder_id is not null or first_line <> line then 'claimant'
             else 'new' end as verdict
    from decided d
)
select %(run)s, %(user)s, line, verdict, all_faults,
    concat_ws(' ', nullif(warnings, ''), case when verdict = 'claimant' then 'NIK_CLAIMED' end,
        case when is_holder and differs and holder_dated > %(dated_on)s then 'OLDER_THAN_KNOWN' end),
    coalesce(verdict not in ('faulty', 'doubled') and leader = line, false),
    case when verdict in ('new', 'claimant', 'unplaced') then nextval('registry_person_id_seq')
         when verdict in ('same', 'changed') then coalesce(case when is_holder then holder_id end, twin_id) end,
    nik, nik_written, no_nik_reason, kk, full_name, name_key, sex, birth_date, birth_place, mother_name, religion,
    marital, education, occupation, relation, region_code, address, rt, rw
from numbered

-- name: counts
select count(*), count(*) filter (where verdict = 'faulty'), count(*) filter (where verdict = 'doubled'),
       count(*) filter (where verdict not in ('faulty', 'doubled') and btrim(replace(warnings, 'NIK_SYNTHETIC', '')) <> ''),
       count(*) filter (where strpos(warnings, 'NIK_SYNTHETIC') > 0), coalesce(max(line), 0)
from registry_importrow where run_id = %(run)s

-- name: verdicts
select verdict, count(*) from registry_importrow where run_id = %(run)s group by verdict

-- name: faults
-- How often each fault or warning, and the first lines that have it.
select code, count(*), (array_agg(line order by line))[1:5]
from registry_importrow cross join lateral unnest(string_to_array(case when {column} = '' then null else {column} end, ' ')) code
where run_id = %(run)s group by code order by 2 desc, 1

-- name: forget
delete from registry_importrow where run_id = %(run)s

-- name: clear
drop table import_read, import_repeated, import_leader
