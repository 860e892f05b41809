-- name: listing_read
select s.line, {whose_card}, lower(btrim(s.register)) as register, coalesce(s.number, '') as number,
    case when s.from_on is null then %(from_default)s::date else registry_day(s.from_on, s.from_on_kind) end as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on, coalesce(s.decree, '') as decree,
    concat_ws(' ',
        case when s.register is null or lower(btrim(s.register)) not in ('dtks', 'dtsen') then 'REGISTER_UNKNOWN' end,
        case when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE' end,
        case when registry_day(s.to_on, s.to_on_kind) < registry_day(s.from_on, s.from_on_kind) then 'DAYS_TURNED' end
    ) as cell_faults, '' as cell_warnings
from ({sent}) s {numbers}

-- name: listing_judge
-- A row with only a last day ends the open listing; one inside a known stretch says nothing new.
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, null::bigint as visit_id, concat_ws('|', w.family_id, w.register) as said,
    concat_ws(' ', nullif(w.faults, ''),
        case when w.faults = '' and w.from_on is null and w.to_on is not null and k.id is null then 'NOT_LISTED'
             when w.to_on < k.from_on then 'DAYS_TURNED' end) as faults,
    concat_ws(' ', nullif(w.warnings, ''),
        case when k.id is not null and w.from_on is not null and k.from_on <> w.from_on then 'LISTED_SINCE_OTHER' end) as warnings,
    w.faults = '' and w.from_on is null and w.to_on is null as nothing,
    k.id as known_id,
    k.id is not null and (k.from_on = w.from_on or w.from_on is null)
        and (k.to_on, k.number, k.decree) is distinct from
            (coalesce(w.to_on, k.to_on), coalesce(nullif(w.number, ''), k.number), coalesce(nullif(w.decree, ''), k.decree)) as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join lateral (
    select l.* from registry_listing l
    where l.family_id = w.family_id and l.register = w.register
      and case when w.from_on is null then l.to_on is null or l.to_on = w.to_on
               else coalesce(l.to_on, 'infinity') >= w.from_on and l.from_on <= coalesce(w.to_on, 'infinity') end
    order by l.from_on = w.from_on desc nulls last, l.from_on desc limit 1) k on true
left join registry_source src on src.id = k.source_id

-- name: listing_new
insert into registry_listing (id, family_id, register, number, from_on, to_on, decree, source_id)
select f.fact_id, f.family_id, s.register, s.number, s.from_on, s.to_on, s.decree, %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'new'
on conflict do nothing

-- name: listing_changed
update registry_listing l
set to_on = coalesce(s.to_on, l.to_on), number = coalesce(nullif(s.number, ''), l.number),
    decree = coalesce(nullif(s.decree, ''), l.decree), source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'changed' and l.id = f.fact_id

-- name: decile_read
select s.line, {whose_card}, regexp_replace(btrim(s.release), '^([0-9]{4}).*?([1-4])$', '\1-\2') as release,
    case when s.decile ~ '^0*([1-9]|10)([.,]0+)?$' then regexp_replace(s.decile, '[.,]0+$', '')::smallint end as decile,
    coalesce(s.decile, '') as as_sent,
    concat_ws(' ', case when s.release is null or btrim(s.release) !~ '^[0-9]{4}\D*[1-4]$' then 'RELEASE_UNREADABLE' end,
        case when s.decile is null then 'DECILE_BLANK' end) as cell_faults,
    case when s.decile !~ '^0*([1-9]|10)([.,]0+)?$' then 'DECILE_OUTSIDE' else '' end as cell_warnings
from ({sent}) s {numbers}

-- name: decile_judge
create temporary table fact_judged on commit drop as
select w.line, w.family_id, w.person_id, null::bigint as visit_id, concat_ws('|', w.family_id, w.release) as said, w.faults, w.warnings,
    false as nothing, k.id as known_id, k.as_sent is distinct from w.as_sent as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join registry_decile k on k.family_id = w.family_id and k.release = w.release
left join registry_source src on src.id = k.source_id

-- name: decile_new
insert into registry_decile (id, family_id, release, decile, as_sent, source_id)
select f.fact_id, f.family_id, s.release, s.decile, s.as_sent, %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'new'
on conflict do nothing

-- name: decile_changed
update registry_decile d set decile = s.decile, as_sent = s.as_sent, source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'changed' and d.id = f.fact_id

-- name: enrolment_read
select s.line, {whose_card}, {whose_nik}, t.programme, for_family,
    coalesce(registry_day(s.from_on, s.from_on_kind), case when s.from_on is null then %(from_default)s::date end) as from_on,
    registry_day(s.to_on, s.to_on_kind) as to_on, t.state, coalesce(s.unlisted_reason, '') as unlisted_reason,
    concat_ws(' ',
        case when t.programme is null then 'PROGRAMME_UNKNOWN' end,
        case when s.target is not null and for_family is null then 'TARGET_UNKNOWN' end,
        case when s.from_on is null and %(from_default)s::date is null then 'FROM_BLANK'
             when s.from_on is not null and registry_day(s.from_on, s.from_on_kind) is null then 'FROM_UNREADABLE' end,
        case when s.to_on is not null and registry_day(s.to_on, s.to_on_kind) is null then 'TO_UNREADABLE'
             when s.to_on is null and t.state = 'SELESAI' then 'TO_BLANK' end,
        case when registry_day(s.to_on, s.to_on_kind) < coalesce(registry_day(s.from_on, s.from_on_kind), %(from_default)s::date)
             then 'DAYS_TURNED' end,
        case when {states} ->> lower(t.state) = t.state then null else 'STATE_UNKNOWN' end) as cell_faults,
    '' as cell_warnings
from ({sent}) s
cross join lateral (select {programmes} ->> lower(btrim(s.programme)) as programme,
    case when s.target is null then null when upper(s.target) ~ '^(KELUARGA|KK|KPM|RUMAH ?TANGGA)' then true
         when upper(s.target) ~ '^(ORANG|INDIVIDU|PERORANGAN|JIWA|PERSON)' then false end as for_family,
    upper(regexp_replace(btrim(coalesce(s.state, 'AKTIF')), '[ -]+', '_', 'g')) as state) t
{numbers}

-- name: enrolment_judge
-- UU 13/2011: who is not in the integrated data on the days of the aid needs a reason; registry_refuse_unlisted says the same.
create temporary table fact_judged on commit drop as
select w.line, case when w.for_family then w.family_id end as family_id, w.person_id, null::bigint as visit_id,
    concat_ws('|', w.person_id, w.programme, case when w.to_on is null then 'open' else w.from_on::text end) as said,
    concat_ws(' ', nullif(w.faults, ''),
        case when w.faults = '' and w.unlisted_reason = '' and k.id is null and not exists (
                select from registry_listing l
                where l.family_id = w.family_id
                  and l.from_on <= coalesce(w.to_on, greatest(w.from_on, %(dated_on)s))
                  and coalesce(l.to_on, 'infinity') >= case when w.to_on is null then greatest(w.from_on, %(dated_on)s)
                                                            else w.from_on end)
             then 'UNLISTED' end,
        -- a file gives the dead nothing, and does not take back what was decided here
        case when w.faults = '' and w.to_on is null and w.state in ('AKTIF', 'DITANGGUHKAN')
             then case when dead.id is not null then 'DEAD'
                       when k.from_on = w.from_on and k.state not in ('AKTIF', 'DITANGGUHKAN', 'SELESAI') then 'ENDED_HERE'
                  end end) as faults,
    concat_ws(' ', nullif(w.warnings, ''), case when k.from_on <> w.from_on then 'ENROLLED_SINCE_OTHER' end) as warnings,
    false as nothing, k.id as known_id,
    k.from_on = w.from_on and (k.state, k.to_on) is distinct from (w.state, w.to_on) as differs,
    coalesce(src.dated_on > %(dated_on)s, false) as older
from ({whose}) w
left join lateral (
    select e.* from registry_enrolment e
    where e.person_id = w.person_id and e.programme = w.programme
      and (e.from_on = w.from_on or e.to_on is null and w.to_on is null)
    order by e.from_on = w.from_on desc, e.id desc limit 1) k on true
left join registry_source src on src.id = k.source_id
left join registry_person dead on dead.id = w.person_id and dead.died_on is not null

-- name: enrolment_new
insert into registry_enrolment (id, person_id, family_id, programme, state, from_on, to_on, unlisted_reason, source_id)
select f.fact_id, f.person_id, f.family_id, s.programme, s.state, s.from_on, s.to_on, s.unlisted_reason, %(source)s
from fact_verdict f join fact_value s on s.line = f.line where f.verdict = 'new'
on conflict do nothing

-- name: enrolment_changed
update registry_enrolment e set state = s.state, to_on = s.to_on, source_id = %(source)s
from fact_verdict f join fact_value s on s.line = f.line
where f.verdict = 'changed' and e.id = f.fact_id

-- name: admitted_unlisted
-- How many memberships this run wrote for a reason in place of a listing, and the reasons given.
select count(*), coalesce(string_agg(distinct e.unlisted_reason, '; '), '')
from registry_enrolment e
join registry_factrow f on f.fact_id = e.id and f.run_id = %(run)s and f.verdict = 'new'
where e.unlisted_reason <> ''
