-- name: village
-- Who is written down from a list of residents lives in the home.
coalesce({village}, (select h.region_code from institutions_panti h where h.code = upper(btrim({panti_code})) and length(h.region_code) = 10))

-- name: panti_read
select s.line, {whose_somebody}, upper(btrim(s.panti_code)) as panti_code, coalesce(s.panti, '') as panti,
    coalesce(place.code, '') as panti_region,
    coalesce(registry_day(s.from_on, s.from_on_kind), case when s.from_on is null then %(from_default)s::date end) as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on,
    concat_ws(' ',
        case when s.panti_code is null then 'PANTI_BLANK'
             when upper(btrim(s.panti_code)) !~ '^[A-Z0-9][A-Z0-9./-]{0,19}$' then 'PANTI_WRONG' end,
        case when s.from_on is null and %(from_default)s::date is null then 'FROM_BLANK'
             when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE' end,
        case when registry_day(s.to_on, s.to_on_kind) < coalesce(registry_day(s.from_on, s.from_on_kind), %(from_default)s::date)
             then 'DAYS_TURNED' end) as cell_faults,
    '' as cell_warnings
from ({sent}) s
left join regions_region place on place.code = translate(s.village, '. ', '') and place.valid_to is null
{numbers}

-- name: panti_judge
create temporary table fact_judged on commit drop as
with w as materialized ({whose}),
first_open as (
    select distinct on (person_id) person_id, panti_code from w
    where faults = '' and to_on is null and person_id is not null order by person_id, line
)
select w.line, w.family_id, w.person_id, null::bigint as visit_id,
    concat_ws('|', w.person_id, w.panti_code, case when w.to_on is null then 'open' else w.from_on::text end) as said,
    concat_ws(' ', nullif(w.faults, ''),
        case when w.faults = '' and home.id is null and (w.panti = '' or coalesce(nullif(w.panti_region, ''), run.region_code) = '')
             then 'PANTI_UNKNOWN' end,
        case when w.faults = '' and w.to_on is null and known.died_on is not null then 'DIED' end,
        case when w.faults = '' and w.to_on is null and f.panti_code <> w.panti_code then 'STAY_TWICE'
             when w.faults = '' and exists (
                select from institutions_stay o
                where o.person_id = w.person_id and o.id is distinct from k.id
                  and daterange(o.from_on, o.to_on) && daterange(w.from_on, w.to_on)
                  and (k.id is null or k.from_on = w.from_on)) then 'STAY_ELSEWHERE' end) as faults,
    concat_ws(' ', nullif(w.warnings, ''), case when home.id is null then 'PANTI_NEW' end,
        case when k.from_on <> w.from_on then 'STAY_SINCE_OTHER' end) as warnings,
    false as nothing, k.id as known_id, k.from_on = w.from_on and k.to_on is distinct from w.to_on as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from w
join registry_importrun run on run.id = %(run)s
left join institutions_panti home on home.code = w.panti_code
left join first_open f on f.person_id = w.person_id
left join registry_person known on known.id = w.person_id
left join lateral (
    select s.* from institutions_stay s
    where s.person_id = w.person_id and s.panti_id = home.id and (s.from_on = w.from_on or s.to_on is null and w.to_on is null)
    order by s.from_on = w.from_on desc, s.id desc limit 1) k on true
left join registry_source src on src.id = k.source_id

-- name: panti_first
-- Homes named for the first time.
insert into institutions_panti (code, name, region_code, source_id)
select distinct on (s.panti_code) s.panti_code, s.panti, coalesce(nullif(s.panti_region, ''), run.region_code), %(source)s
from fact_verdict f join fact_value s on s.line = f.line join registry_importrun run on run.id = %(run)s
where f.verdict = 'new' and not exists (select from institutions_panti h where h.code = s.panti_code)
order by s.panti_code, s.line
on conflict do nothing

-- name: panti_new
insert into institutions_stay (id, person_id, panti_id, from_on, to_on, source_id)
select f.fact_id, f.person_id, h.id, s.from_on, s.to_on, %(source)s
from fact_verdict f join fact_value s on s.line = f.line join institutions_panti h on h.code = s.panti_code
where f.verdict = 'new' and exists (select from registry_person p where p.id = f.person_id)
on conflict do nothing

-- name: panti_changed
update institutions_stay t set to_on = s.to_on, source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'changed' and t.id = f.fact_id
