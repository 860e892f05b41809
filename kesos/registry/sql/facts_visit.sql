-- name: yes_no
case when lower({raw}) in ('1', 'ya', 'true') then true when lower({raw}) in ('0', '2', 'tidak', 'false') then false end

-- name: set
-- Codes with any mark between them; null where one of them is unknown.
case when {raw} is not null then (
    select case when bool_and(code is not null) then array_agg(code::varchar order by code) end
    from (select {each} as code from unnest(string_to_array(translate({raw}, ';|', ',,'), ',')) one) each_) end

-- name: person
case when {raw} ~ '^[1-9][0-9]{15}$' then (
    select p.id from registry_person p where p.nik = {raw}::bigint and p.region_code ^@ any ({mine}::text[])) end

-- name: read
-- Every cell as a value of its variable's type, then what is wrong with it; made from the one table of variables.
-- The offset is a fence: each value is read once, not once in every rule that names it.
select {kept}, concat_ws(' ', variadic array[{faults}]::text[]) as cell_faults, concat_ws(' ', variadic array[{skips}]::text[]) as cell_warnings
from (
    select s.line, {raw}, {whose}, num_nonnulls(variadic array[{asked}]) = 0 as says_nothing, {values}
    from ({sent}) s {numbers}
    offset 0
) t

-- name: family_judge
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, null::bigint as visit_id, concat_ws('|', w.family_id, w.a_survey_date) as said,
    w.faults, w.warnings, w.says_nothing as nothing, k.id as known_id,
    k.id is not null and {differs} as differs, coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose_visit}) w
left join lateral (
    select v.* from registry_familyvisit v
    where v.family_id = w.family_id and v.survey_date = w.a_survey_date and not v.draft order by v.id desc limit 1) k on true
left join registry_source src on src.id = k.source_id

-- name: individual_judge
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, visit.id as visit_id, w.person_id::text as said,
    w.faults, w.warnings, w.says_nothing as nothing, k.id as known_id,
    k.id is not null and {differs} as differs, coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose_visit}) w
left join lateral (
    select v.id from registry_familyvisit v
    where v.family_id = w.family_id and not v.draft order by v.survey_date desc, v.id desc limit 1) visit on true
left join lateral (
    select v.* from registry_personvisit v
    where v.person_id = w.person_id and v.visit_id is not distinct from visit.id and not v.draft order by v.id desc limit 1) k on true
left join registry_source src on src.id = k.source_id

-- name: family_new
insert into registry_familyvisit (id, family_id, source_id, recorded_at, {into})
select f.fact_id, f.family_id, %(source)s, %(at)s, {from}
from fact_verdict f join fact_value s on s.line = f.line
on conflict do nothing

-- name: individual_new
insert into registry_personvisit (id, person_id, visit_id, source_id, recorded_at, {into})
select f.fact_id, f.person_id, f.visit_id, %(source)s, %(at)s, {from}
from fact_verdict f join fact_value s on s.line = f.line
on conflict do nothing
