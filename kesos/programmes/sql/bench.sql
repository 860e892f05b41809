-- Families of one city for a measure: a mother, a father, a child each, listed, with a decile; a third of them on aid.

-- name: villages
create temporary table village on commit drop as
select code, row_number() over (order by code) - 1 as nr, count(*) over () as n
from regions_region where level = 4 and valid_to is null and code ^@ '3571'

-- name: families
with source as (
    insert into registry_source (kind, title, dated_on, received_at, by_user_id, region_code)
    values ('demo', 'Ukur', %(on)s, %(at)s, 0, '3571') returning id
),
made as (
    insert into registry_family (kk, region_code, address, rt, rw, source_id, updated_at)
    select 9971030000000000 + i, v.code, '', '', '', s.id, %(at)s
    from generate_series(1, %(n)s::int) i join village v on v.nr = i %% v.n cross join source s
    returning id, kk, region_code, source_id
),
people as (
    insert into registry_person (nik, full_name, sex, birth_date, birth_place, mother_name, religion, marital,
        education, occupation, region_code, source_id, updated_at)
    select 9971000000000000 + (m.kk - 9971030000000000) * 10 + k, 'WARGA ' || m.kk || ' ' || k,
        case k when 2 then 'L' else 'P' end, case k when 3 then date '2016-01-01' else date '1985-01-01' end,
        '', '', '', '', '', case when k = 2 and m.kk %% 50 = 0 then '5' else '88' end, m.region_code, m.source_id, %(at)s
    from made m cross join generate_series(1, 3) k
    returning id, nik, source_id
)
select count(*) from people

-- name: members
insert into registry_membership (person_id, family_id, relation, joined_on, source_id)
select p.id, f.id, case p.nik %% 10 when 2 then 1 when 1 then 3 else 4 end, date '2020-01-01', f.source_id
from registry_family f
join registry_person p on p.nik between 9971000000000000 + (f.kk - 9971030000000000) * 10 + 1
    and 9971000000000000 + (f.kk - 9971030000000000) * 10 + 3
where f.kk > 9971030000000000

-- name: facts
-- families of this measure alone: the one before it, of letters, leaves its own, which are listed
with fresh as materialized (
    select f.id, f.kk, f.source_id from registry_family f
    where f.kk > 9971030000000000 and not exists (select from registry_listing l where l.family_id = f.id)
),
listed as (
    insert into registry_listing (family_id, register, number, from_on, decree, source_id)
    select f.id, 'dtsen', '', date '2025-01-01', '', f.source_id from fresh f
),
deciles as (
    insert into registry_decile (family_id, release, decile, as_sent, source_id)
    select f.id, r, 1 + (f.kk %% 7)::int, '', f.source_id
    from fresh f cross join unnest(array['2026-1', '2026-2', '2026-3']) r
)
insert into registry_enrolment (person_id, family_id, programme, state, from_on, source_id, unlisted_reason)
select p.id, f.id, case when f.kk %% 3 = 0 then 'PKH' else 'PBI-JK' end, 'AKTIF', date '2026-01-01', f.source_id, ''
from fresh f join registry_person p on p.nik = 9971000000000000 + (f.kk - 9971030000000000) * 10 + 1
where f.kk %% 3 <> 1 and f.kk %% 10 < 5

-- name: analyses
-- What autovacuum does in a served database. Only the owner may, and only who wrote the rows sees them.
create or replace function bench_analyze() returns void language plpgsql security definer as $$
begin
    analyze registry_person, registry_family, registry_membership, registry_listing, registry_decile,
        registry_enrolment, programmes_waiting, programmes_vacancy, programmes_membershipcase, workflow_case,
        workflow_decision, workflow_paper;
end $$

-- name: analyze
select bench_analyze()

-- name: asked
select f.id, 'SEMBAKO'::text, f.id, p.id
from registry_family f join registry_person p on p.nik = 9971000000000000 + (f.kk - 9971030000000000) * 10 + 1
where f.kk > 9971030000000000

-- name: bare
-- The join the rules need, and nothing judged.
with asked as materialized (select * from ({asked}) q (ref, programme, family_id, person_id))
select count(p.occupation), count(d.decile), count(e.id), count(l.id), count(x.outcome)
from asked a
join registry_membership m on m.family_id = a.family_id and m.left_on is null
join registry_person p on p.id = m.person_id
left join lateral (
    select d.decile from registry_decile d where d.family_id = a.family_id order by d.release desc limit 1) d on true
left join registry_enrolment e on e.family_id = a.family_id and e.to_on is null
left join registry_listing l on l.family_id = a.family_id and l.to_on is null
left join lateral (
    select x.outcome from registry_match x where x.person_id = a.person_id and x.source_system = 'dukcapil'
    order by x.asked_at desc, x.id desc limit 1) x on true

-- name: recipients
-- Those whose places will be left: on a programme of the region, in families that hold nothing else.
with chosen as (
    select p.id as person_id, f.id as family_id, f.source_id
    from registry_family f join registry_person p on p.nik = 9971000000000000 + (f.kk - 9971030000000000) * 10 + 1
    where f.kk > 9971030000000000 and f.kk %% 10 >= 5 order by f.kk limit %(n)s
)
insert into registry_enrolment (person_id, family_id, programme, state, from_on, source_id, unlisted_reason)
select person_id, family_id, 'PBPU-PEMDA', 'AKTIF', date '2026-01-01', source_id, '' from chosen
returning person_id

-- name: dead
update registry_person p set died_on = %(on)s where p.id = any (%(people)s)

-- name: waiting_cases
with opened as (
    insert into workflow_case (flow, flow_version, state, last_seq, entered_at, opened_at, opened_by, opened_by_name,
        period, region_code, holder, other_region_code, other_holder, family_id, title, path)
    select 'usulan_bansos', v.version, v.starts, 0, %(at)s, %(at)s, 990001, 'Operator (ukur)', null, f.region_code, '',
        '', '', f.id, f.kk::text, ''
    from registry_family f
    cross join (select version, starts from workflow_flowversion where flow = 'usulan_bansos'
                order by version desc limit 1) v
    where f.kk > 9971030000000000 order by f.kk limit %(n)s
    returning id
)
select id from opened order by id

-- name: waiting_history
insert into workflow_decision (case_id, seq, stay, from_state, action, to_state, moved, permission, reason, reason_code,
    actor_id, actor_name, actor_roles, on_behalf_of, at, batch)
select c, 1, 0, 'DISAHKAN', 'kuota_penuh', 'DAFTAR_TUNGGU', true, 'x', '', '', 0, 'Sistem', '', '', %(at)s, %(batch)s
from unnest(%(ids)s::bigint[]) c

-- name: waiting_place
update workflow_case set state = 'DAFTAR_TUNGGU', stay = 1, last_seq = 1 where id = any (%(ids)s)

-- name: waiting
insert into programmes_waiting (programme_id, family_id, person_id, region_code, case_id, decile, flags, score,
    proposed_on, entered_at, left_as)
select 'PBPU-PEMDA', f.id, p.id, f.region_code, c.id, 1 + (f.kk %% 7)::int, (f.kk %% 5)::int %% 4, (f.kk %% 11) / 2.0,
    date '2026-06-01' + (f.kk %% 90)::int, %(at)s, ''
from workflow_case c
join registry_family f on f.id = c.family_id
join registry_person p on p.nik = 9971000000000000 + (f.kk - 9971030000000000) * 10 + 2
where c.id = any (%(ids)s)

-- name: planned
select md5(string_agg(vacancy_id || '-' || waiting_id, ',' order by vacancy_id)), count(*)
from programmes_replacement where run_id = %(run)s
