-- name: ekstrem_read
select s.line, {whose}, regexp_replace(btrim(s.period), '\D+', '-', 'g') as period, t.state,
    coalesce(registry_day(s.from_on, s.from_on_kind), case when s.from_on is null then coalesce(%(from_default)s::date, %(dated_on)s) end) as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on,
    concat_ws(' ',
        case when s.period is null or regexp_replace(btrim(s.period), '\D+', '-', 'g') !~ '^[12][0-9]{3}(-[0-9]{1,2})?$'
             then 'PERIOD_UNREADABLE' end,
        case when t.state not in ('SASARAN', 'TERTANGANI', 'DIKELUARKAN') then 'TARGET_STATE_UNKNOWN'
             when t.state <> 'SASARAN' and s.to_on is null then 'TARGET_ENDED_WITHOUT_DAY' end,
        case when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE' end,
        case when registry_day(s.to_on, s.to_on_kind) < coalesce(registry_day(s.from_on, s.from_on_kind), %(from_default)s::date)
             then 'DAYS_TURNED' end) as cell_faults,
    '' as cell_warnings
from ({sent}) s cross join lateral (select upper(btrim(coalesce(s.state, 'SASARAN'))) as state) t {numbers}

-- name: ekstrem_judge
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, null::bigint as visit_id, concat_ws('|', w.family_id, w.period) as said,
    concat_ws(' ', nullif(w.faults, ''), case when w.to_on < k.from_on then 'DAYS_TURNED' end) as faults, w.warnings,
    false as nothing, k.id as known_id, (k.state, k.to_on) is distinct from (w.state, w.to_on) as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join registry_povertytarget k on k.family_id = w.family_id and k.period = w.period
left join registry_source src on src.id = k.source_id

-- name: ekstrem_new
insert into registry_povertytarget (id, family_id, period, state, from_on, to_on, source_id)
select f.fact_id, f.family_id, s.period, s.state, s.from_on, s.to_on, %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'new'
on conflict do nothing

-- name: ekstrem_changed
update registry_povertytarget t set state = s.state, to_on = s.to_on, source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'changed' and t.id = f.fact_id
