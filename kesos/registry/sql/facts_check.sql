-- name: sent
-- What was sent, by field. {columns} names the mapped columns and those told once for all rows.
-- The offset is a fence: each cell is cut out of its row once, not once a use.
select r.line, {columns} from bulk_staged_row r
where r.batch_id = {batch} and r.line >= {data_from} and r.line between %(first)s and %(last)s
offset 0

-- name: numbers
-- Card and NIK without what people put between their digits; an empty line is no row.
cross join lateral (
    select kk_text, nik_text, registry_number_is_sound(kk_text, false) as kk_sound,
        registry_number_is_sound(nik_text, true) as nik_sound
    from (select translate(s.kk, ' .-''’' || chr(160), '') as kk_text, {nik_text} as nik_text) cleaned offset 0) n
where num_nonnulls(variadic array[{mapped}]) > 0

-- name: whose_card
case when n.kk_sound then n.kk_text::bigint end as kk,
case when s.kk is null then 'KK_BLANK'
     when s.kk_kind = 'n' or s.kk ~ '^[0-9][.,][0-9]+E' then 'KK_NUMBER'
     when not n.kk_sound then 'KK_WRONG' end as card_fault

-- name: whose_nik
case when n.nik_sound then n.nik_text::bigint end as nik, n.nik_text,
coalesce(s.full_name, '') as full_name,
case when s.nik_kind = 'n' or s.nik ~ '^[0-9][.,][0-9]+E' then 'NIK_NUMBER' end as nik_fault

-- name: families
-- The cards named, as far as they live in the sender's areas; an earlier number of a family finds it too.
create temporary table fact_family on commit drop as
with named as (select distinct kk from fact_read where kk is not null)
select distinct on (kk) kk, family_id, old_card from (
    select n.kk, f.id as family_id, false as old_card
    from named n join registry_family f on f.kk = n.kk where f.region_code ^@ any (%(areas)s)
    union all
    select n.kk, f.id, true
    from named n join registry_pastfamilycard c on c.kk = n.kk join registry_family f on f.id = c.family_id
    where f.region_code ^@ any (%(areas)s)
) found order by kk, old_card, family_id

-- name: holders
-- Whom a row means: the holder of the NIK, if name or card agree.
create temporary table fact_person on commit drop as
select r.line, p.id as person_id, home.family_id, false as by_name
from fact_read r
join registry_person p on p.nik = r.nik and p.region_code ^@ any (%(areas)s)
left join registry_membership home on home.person_id = p.id and home.left_on is null
left join fact_family f on f.kk = r.kk
where r.full_name in ('', p.full_name) or home.family_id = f.family_id
   or similarity(p.name_key, registry_name_key(r.full_name)) >= %(same_name)s

-- name: unfound
create temporary table fact_unfound on commit drop as
select r.line, f.family_id, registry_name_key(r.full_name) as name_key, {born} as born
from fact_read r join fact_family f on f.kk = r.kk
where r.full_name <> '' and not exists (select from fact_person p where p.line = r.line)

-- name: namesakes
-- Else the one member of the card who bears the name; of several the one who was born on the day.
insert into fact_person
select r.line, coalesce(min(p.id) filter (where p.birth_date = r.born), min(p.id)), r.family_id, true
from fact_unfound r
join registry_membership m on m.family_id = r.family_id and m.left_on is null
join registry_person p on p.id = m.person_id and p.name_key = r.name_key and p.region_code ^@ any (%(areas)s)
group by r.line, r.family_id having count(*) = 1 or count(*) filter (where p.birth_date = r.born) = 1

-- name: whose_family
-- What is wrong with a card, and whose it is.
select r.*, f.family_id, null::bigint as person_id,
    concat_ws(' ', nullif(r.cell_faults, ''), r.card_fault,
        case when r.card_fault is null and f.family_id is null then 'FAMILY_UNKNOWN' end) as faults,
    concat_ws(' ', nullif(r.cell_warnings, ''), case when f.old_card then 'CARD_OLD' end) as warnings
from fact_read r left join fact_family f on f.kk = r.kk

-- name: whose_person
select r.*, p.family_id, p.person_id,
    concat_ws(' ', nullif(r.cell_faults, ''), r.nik_fault,
        case when r.nik_fault is null and p.person_id is null then
             case when r.nik is null and r.nik_text is not null then 'NIK_WRONG'
                  when r.nik is null then 'NIK_BLANK' else 'PERSON_UNKNOWN' end end) as faults,
    concat_ws(' ', nullif(r.cell_warnings, ''), case when p.by_name then 'FOUND_BY_NAME' end) as warnings
from fact_read r left join fact_person p on p.line = r.line

-- name: whose_household
-- The family of the card; where there is none by that number, the one in which the person named lives now.
select r.*, coalesce(f.family_id, p.family_id) as family_id, null::bigint as person_id,
    concat_ws(' ', nullif(r.cell_faults, ''),
        case when coalesce(f.family_id, p.family_id) is null then coalesce(r.card_fault, 'FAMILY_UNKNOWN') end) as faults,
    concat_ws(' ', nullif(r.cell_warnings, ''), case when f.old_card then 'CARD_OLD' end,
        case when f.family_id is null and p.family_id is not null then 'FOUND_BY_HEAD' end) as warnings
from fact_read r left join fact_family f on f.kk = r.kk left join fact_person p on p.line = r.line

-- name: store
-- One verdict a row. What a row says again is a double of the first that says it.
insert into registry_factrow (run_id, by_user_id, line, verdict, faults, warnings, family_id, person_id, visit_id, fact_id)
with first_said as (
    select said, min(line) as line from fact_judged where faults = '' and not nothing group by said having count(*) > 1
), decided as (
    select j.*, f.line is not null and f.line < j.line as again,
        case when j.faults <> '' then 'faulty' when j.nothing then 'nothing'
             when f.line < j.line then 'doubled' when j.known_id is null then 'new'
             when j.differs and not j.older then 'changed' else 'same' end as verdict
    from fact_judged j left join first_said f on f.said = j.said and j.faults = '' and not j.nothing
)
select %(run)s, %(user)s, line, verdict, concat_ws(' ', nullif(faults, ''), case when again then 'ROW_DOUBLED' end),
    concat_ws(' ', nullif(warnings, ''), case when verdict = 'same' and differs and older then 'OLDER_THAN_KNOWN' end),
    family_id, person_id, visit_id,
    case when verdict = 'new' or {appends} and verdict = 'changed' then nextval(%(sequence)s)
         when verdict in ('changed', 'same') then known_id end
from decided

-- name: slice_verdicts
-- Verdicts and values of one slice, with their statistics: rows just staged and judged have none, and a planner that
-- expects one of them would read the slice once a row.
create temporary table fact_verdict on commit drop as
select * from registry_factrow
where run_id = %(run)s and line between %(first)s and %(last)s and verdict in ('new', 'changed')

-- name: slice_values
create temporary table fact_value on commit drop as select {values} from ({read}) s

-- name: counts
select count(*), count(*) filter (where verdict = 'faulty'), count(*) filter (where verdict = 'doubled'),
       count(*) filter (where verdict not in ('faulty', 'doubled') and warnings <> ''), coalesce(max(line), 0)
from registry_factrow where run_id = %(run)s

-- name: verdicts
select verdict, count(*) from registry_factrow where run_id = %(run)s group by verdict order by verdict

-- name: faults
-- How often each fault or warning, and the first lines that have it; what is to be known of a row is so of one that stands.
select code, count(*), (array_agg(line order by line))[1:5]
from registry_factrow cross join lateral unnest(string_to_array(nullif({column}, ''), ' ')) code
where run_id = %(run)s and ('{column}' = 'faults' or faults = '') group by code order by 2 desc, 1

-- name: samples
select s.verdict, s.line, coalesce(p.full_name, brought.full_name, 'Keluarga ' || head.full_name, ''), s.warnings, s.faults
from unnest(%(verdicts)s::text[]) with ordinality v (verdict, place)
cross join lateral (
    select * from registry_factrow f where f.run_id = %(run)s and f.verdict = v.verdict order by f.line limit %(most)s) s
left join registry_person p on p.id = s.person_id
left join registry_importrow brought on brought.run_id = %(run)s and brought.line = s.line
left join lateral (
    select one.full_name from registry_membership m join registry_person one on one.id = m.person_id
    where m.family_id = s.family_id and m.left_on is null order by m.relation, m.id limit 1) head on true
order by v.place, s.line

-- name: rejected
-- Rows written a moment ago are unknown to the planner, which would walk the whole file for each wrong one: by its key.
select r.line, r.texts, r.kinds, f.faults
from (select line, faults from registry_factrow where run_id = %(run)s and faults <> '') f
cross join lateral (select * from bulk_staged_row where batch_id = %(batch)s and line = f.line offset 0) r
order by f.line

-- name: forget
delete from registry_factrow where run_id = %(run)s

-- name: clear
drop table if exists fact_read, fact_family, fact_person, fact_unfound, fact_judged, fact_unknown, fact_brought
