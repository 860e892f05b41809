-- name: ppks_read
select s.line, {whose_somebody}, {types} ->> lower(btrim(s.type)) as type, kinds.known as disabilities,
    coalesce(registry_day(s.from_on, s.from_on_kind), case when s.from_on is null then %(from_default)s::date end) as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on,
    concat_ws(' ',
        case when {types} ->> lower(btrim(s.type)) is null then 'PPKS_UNKNOWN' end,
        case when s.from_on is null and %(from_default)s::date is null then 'FROM_BLANK'
             when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE' end,
        case when registry_day(s.to_on, s.to_on_kind) < coalesce(registry_day(s.from_on, s.from_on_kind), %(from_default)s::date)
             then 'DAYS_TURNED' end) as cell_faults,
    case when kinds.unknown then 'DISABILITY_UNKNOWN' else '' end as cell_warnings
from ({sent}) s
cross join lateral (
    select coalesce(array_agg(distinct code::varchar order by code::varchar) filter (where code is not null), '{}') as known,
        coalesce(bool_or(code is null), false) as unknown
    from (select {disabilities} ->> btrim(one) as code
          from regexp_split_to_table(lower(s.disability), '\s*([,;|/&+]|\mdan\M)\s*') one where btrim(one) not in ('', '-')) each_
) kinds
{numbers}

-- name: ppks_judge
-- Age and sex are looked at on the day the record begins; what does not fit is kept and looked at by people.
create temporary table fact_judged on commit drop as
with rule as materialized (
    select distinct on (code) code as type, (details ->> 'age_min')::int as least,
        (details ->> 'age_max')::int - coalesce((details ->> 'age_max_exclusive')::int, 0) as most,
        details ->> 'sex' as sex, details ->> 'nik_optional' = '1' as nik_optional,
        details ->> 'needs_disability_type' = '1' as needs_kind
    from regions_codeentry where list = 'ppks_types' and coalesce(valid_to, 'infinity') >= %(dated_on)s
    order by code, valid_from desc nulls last
)
select w.line, w.family_id, w.person_id, null::bigint as visit_id,
    concat_ws('|', w.person_id, w.type, case when w.to_on is null then 'open' else w.from_on::text end) as said,
    concat_ws(' ', nullif(w.faults, ''),
        -- of somebody who is known it counts what is known: a row with a wrong NIK may mean one kept without any
        case when w.faults = '' and not rule.nik_optional
                  and case when known.id is null then w.without_nik else known.no_nik_reason is not null end
             then 'NIK_NEEDED' end,
        case when w.faults = '' and w.to_on is null and known.died_on is not null then 'DIED' end) as faults,
    concat_ws(' ', nullif(w.warnings, ''),
        case when k.from_on <> w.from_on then 'PPKS_SINCE_OTHER' end,
        case when age.years not between coalesce(rule.least, 0) and coalesce(rule.most, 200) then 'AGE_OUTSIDE' end,
        case when coalesce(known.sex, w.brought_sex) <> rule.sex then 'SEX_OUTSIDE' end,
        case when rule.needs_kind and w.disabilities = '{}' and coalesce(k.disabilities, '{}') = '{}' then 'DISABILITY_MISSING' end
    ) as warnings,
    false as nothing, k.id as known_id,
    k.from_on = w.from_on and (k.to_on, k.disabilities) is distinct from
        (w.to_on, case when w.disabilities = '{}' then k.disabilities else w.disabilities end) as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join rule on rule.type = w.type
left join registry_person known on known.id = w.person_id
left join lateral (
    select r.* from registry_ppksrecord r
    where r.person_id = w.person_id and r.type = w.type and (r.from_on = w.from_on or r.to_on is null and w.to_on is null)
    order by r.from_on = w.from_on desc, r.id desc limit 1) k on true
left join registry_source src on src.id = k.source_id
cross join lateral (
    select extract(year from age(w.from_on, coalesce(known.birth_date, w.brought_born, w.born)))::int as years) age

-- name: ppks_new
insert into registry_ppksrecord (id, person_id, type, disabilities, from_on, to_on, source_id, region_code)
select f.fact_id, f.person_id, s.type, s.disabilities, s.from_on, s.to_on, %(source)s, p.region_code
from fact_verdict f join fact_value s on s.line = f.line join registry_person p on p.id = f.person_id
where f.verdict = 'new'
on conflict do nothing

-- name: ppks_changed
update registry_ppksrecord r
set to_on = s.to_on, disabilities = case when s.disabilities = '{}' then r.disabilities else s.disabilities end,
    source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'changed' and r.id = f.fact_id

-- name: rule
-- A type is one of the list, and stands for somebody without a NIK only where the list says so. Runs as kesos_reader: no
-- policy is asked again for each row of a set.
create function registry_refuse_ppks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wrong text;
begin
    with rule as materialized (
        select code, bool_or(details ->> 'nik_optional' = '1') as nik_optional
        from regions_codeentry where list = 'ppks_types' group by code
    )
    select format('%s of person %s', a.type, a.person_id) into wrong
    from added a left join rule on rule.code = a.type
    where rule.code is null or not rule.nik_optional and exists (
        select from registry_person p where p.id = a.person_id and p.no_nik_reason is not null)
    limit 1;
    if wrong is not null then
        raise check_violation using constraint = 'ppks_type_with_nik', table = 'registry_ppksrecord',
            message = format('%s: no type of the list, or one that needs a NIK', wrong);
    end if;
    return null;
end $$;
grant select on regions_codeentry to kesos_reader;
grant create on schema public to kesos_reader;
alter function registry_refuse_ppks() owner to kesos_reader;
revoke create on schema public from kesos_reader;
create trigger type_with_nik after insert on registry_ppksrecord
    referencing new table as added for each statement execute function registry_refuse_ppks();

-- name: drop_rule
drop trigger type_with_nik on registry_ppksrecord;
drop function registry_refuse_ppks;
