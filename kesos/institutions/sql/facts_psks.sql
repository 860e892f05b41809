-- name: psks_read
select s.line, {whose_somebody}, {types} ->> lower(btrim(s.type)) as type, place.code as region_code,
    coalesce(registry_day(s.from_on, s.from_on_kind), case when s.from_on is null then %(from_default)s::date end) as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on, regexp_replace(btrim(s.full_name), '\s+', ' ', 'g') as name,
    concat_ws(' ',
        case when {types} ->> lower(btrim(s.type)) is null then 'PSKS_UNKNOWN' end,
        case when s.full_name is null then 'NAME_BLANK' end,
        case when place.code is null then 'PLACE_UNKNOWN' when not place.code ^@ any (%(areas)s) then 'REGION_NOT_YOURS' end,
        case when s.from_on is null and %(from_default)s::date is null then 'FROM_BLANK'
             when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE' end,
        case when registry_day(s.to_on, s.to_on_kind) < coalesce(registry_day(s.from_on, s.from_on_kind), %(from_default)s::date)
             then 'DAYS_TURNED' end) as cell_faults,
    '' as cell_warnings
from ({sent}) s
left join regions_region place on place.code = translate(s.village, '. ', '') and place.valid_to is null
{numbers}

-- name: psks_judge
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, null::bigint as visit_id,
    concat_ws('|', w.type, coalesce(w.person_id::text, w.region_code || '/' || upper(w.name)),
              case when w.to_on is null then 'open' else w.from_on::text end) as said,
    concat_ws(' ', nullif(w.faults, ''),
        case when w.faults = '' and w.is_nobody and exists (
                select from regions_codeentry c
                where c.list = 'psks_types' and c.code = w.type and c.details ->> 'subject' = 'individual')
             then 'PSKS_NIK_NEEDED' end) as faults,
    concat_ws(' ', nullif(w.warnings, ''), case when k.from_on <> w.from_on then 'PSKS_SINCE_OTHER' end) as warnings,
    false as nothing, k.id as known_id,
    k.from_on = w.from_on and (k.to_on, k.region_code) is distinct from (w.to_on, w.region_code) as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join lateral (
    select p.* from institutions_psks p
    where p.person_id = w.person_id and p.type = w.type and (p.from_on = w.from_on or p.to_on is null and w.to_on is null)
    union all
    select p.* from institutions_psks p
    where w.is_nobody and p.person_id is null and p.region_code = w.region_code and p.type = w.type
      and upper(p.name) = upper(w.name) and (p.from_on = w.from_on or p.to_on is null and w.to_on is null)
    order by id desc limit 1) k on true
left join registry_source src on src.id = k.source_id

-- name: psks_new
insert into institutions_psks (id, type, person_id, name, region_code, from_on, to_on, source_id)
select f.fact_id, s.type, f.person_id, case when f.person_id is null then s.name else '' end, s.region_code, s.from_on,
    s.to_on, %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'new' and (f.person_id is null or exists (select from registry_person p where p.id = f.person_id))
on conflict do nothing

-- name: psks_changed
update institutions_psks p set to_on = s.to_on, region_code = s.region_code, source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'changed' and p.id = f.fact_id
