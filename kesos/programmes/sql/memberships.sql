-- name: choose
-- The memberships an act is about, as far as the actor sees them, with the day it takes effect; those that stand
-- elsewhere by now are left out. The row is held: whoever acts on it at the same time finds what has become of it.
select q.enrolment_id, q.day from ({query}) as q (enrolment_id, day)
join registry_enrolment e on e.id = q.enrolment_id and e.state = any (%(from_states)s)
order by e.id for no key update of e

-- name: gather
create temporary table moving on commit drop as
select q.enrolment_id, q.day, m.case_id
from unnest(%(enrolments)s::bigint[], %(days)s::date[]) as q (enrolment_id, day)
left join programmes_membershipcase m on m.enrolment_id = q.enrolment_id

-- name: to_open
-- Those without a case yet, in the state they stand in.
select e.id::text, p.region_code, coalesce(e.family_id, s.family_id), p.full_name || ' · ' || e.programme,
    '/penerima/' || e.id || '/'
from moving v
join registry_enrolment e on e.id = v.enrolment_id and e.state = '{state}'
join registry_person p on p.id = e.person_id
left join registry_membership s on s.person_id = e.person_id and s.left_on is null
where v.case_id is null
order by e.id

-- name: states_without_case
select distinct e.state from moving v join registry_enrolment e on e.id = v.enrolment_id where v.case_id is null

-- name: keep_cases
with opened as (
    insert into programmes_membershipcase (enrolment_id, case_id)
    select * from unnest(%(enrolments)s::bigint[], %(cases)s::bigint[])
    returning enrolment_id, case_id
)
update moving v set case_id = o.case_id from opened o where o.enrolment_id = v.enrolment_id

-- name: cases
select enrolment_id, case_id, day from moving order by case_id

-- name: follow
-- The registry's own row says what the case has come to; what it was before is kept. A death counts from its day.
with came as (
    select m.enrolment_id, e.state as from_state, d.reason_code, d.reason,
        case when %(state)s in ('AKTIF', 'DITANGGUHKAN') then null else greatest(e.from_on, coalesce(
            case when %(state)s = 'NONAKTIF_MENINGGAL' and p.value ~ '^\d{4}-\d{2}-\d{2}$' then p.value::date end,
            case when %(state)s = 'DIGANTIKAN' then e.to_on end, %(today)s)) end as to_on
    from programmes_membershipcase m
    join registry_enrolment e on e.id = m.enrolment_id and e.state <> %(state)s
    join workflow_case c on c.id = m.case_id
    left join workflow_decision d on d.case_id = c.id and d.seq = c.stay
    left join workflow_paper p on p.case_id = c.id and p.code = 'catatan_kematian' and p.current
    where m.case_id = any (%(ids)s)
),
noted as (
    insert into programmes_membershipchange (enrolment_id, from_state, to_state, on_day, reason_code, reason,
        by_user_id, at)
    select enrolment_id, from_state, %(state)s, coalesce(to_on, %(today)s), coalesce(reason_code, ''),
        coalesce(reason, ''), %(actor)s, %(at)s
    from came order by enrolment_id
)
update registry_enrolment e set state = %(state)s, to_on = came.to_on
from came where e.id = came.enrolment_id

-- name: suspended_before
select f.id from (
    select distinct on (c.enrolment_id) c.enrolment_id as id, c.from_state, c.to_state
    from unnest(%(enrolments)s::bigint[]) as i (id) join programmes_membershipchange c on c.enrolment_id = i.id
    order by c.enrolment_id, c.id desc
) f
where f.to_state = 'NONAKTIF_MENINGGAL' and f.from_state = 'DITANGGUHKAN'

-- name: end_without_case
-- The step of the system, taken on the rows themselves. Left to the cases are those somebody has acted on before, and
-- families in which another adult can take over: there somebody has to act.
with told as materialized (
    select t.id, t.day, e.programme, e.state as from_state, p.region_code, greatest(e.from_on, t.day) as to_on
    from unnest(%(enrolments)s::bigint[], %(days)s::date[]) as t (id, day)
    join registry_enrolment e on e.id = t.id
    join registry_person p on p.id = e.person_id
    left join programmes_programme g on g.code = e.programme
    where not exists (select from programmes_membershipcase m where m.enrolment_id = t.id)
        and not (g.unit is not distinct from 'family' and {another_adult})
),
noted as (
    insert into programmes_membershipchange (enrolment_id, from_state, to_state, on_day, reason_code, reason,
        by_user_id, at)
    select id, from_state, %(state)s, to_on, '', '', %(actor)s, %(at)s from told order by id
),
opened as (
    insert into programmes_vacancy (programme_id, region_code, month, enrolment_id, why, opened_at, outcome, note)
    select t.programme, t.region_code, date_trunc('month', %(today)s::date)::date, t.id, %(state)s, %(at)s, '', ''
    from told t where exists (select from programmes_programme g where g.code = t.programme) order by t.id
    on conflict do nothing
)
update registry_enrolment e set state = %(state)s, to_on = t.to_on from told t where e.id = t.id
returning e.id

-- name: another_adult
-- `offset 0` keeps this a look into one family: hashed, it would read all families of the country for a few deaths.
exists (
    select from registry_membership s join registry_person o on o.id = s.person_id
    where s.family_id = e.family_id and s.left_on is null and o.died_on is null
        and o.birth_date <= %(today)s::date - interval '18 years'
    offset 0)

-- name: open_vacancies
-- A place is free when its holder is gone for good. A family whose manager or head died keeps its place while an adult
-- of the same card lives, the manager as well; who says that nobody can take over opens the place by `free_places`.
insert into programmes_vacancy (programme_id, region_code, month, enrolment_id, why, opened_at, outcome, note)
select e.programme, p.region_code, date_trunc('month', %(today)s::date)::date, e.id, e.state, %(at)s, '', ''
from programmes_membershipcase m
join registry_enrolment e on e.id = m.enrolment_id
join registry_person p on p.id = e.person_id
join programmes_programme g on g.code = e.programme
where m.case_id = any (%(ids)s) and e.state like 'NONAKTIF%%'
    and not (e.state = 'NONAKTIF_MENINGGAL' and g.unit = 'family' and {another_adult})
order by e.id
on conflict do nothing

-- name: take_back_vacancies
update programmes_vacancy v set outcome = 'taken_back', outcome_at = %(at)s
from programmes_membershipcase m
where m.case_id = any (%(ids)s) and v.enrolment_id = m.enrolment_id and v.outcome in ('', 'proposed')

-- name: drop_successors
-- Who was to follow into a place that was taken back waits on. A statement of its own: it sees what was planned while
-- the one before waited for the row.
update programmes_replacement r set outcome = 'dropped', note = 'Penerima semula menerima kembali.'
from programmes_membershipcase m
join programmes_vacancy v on v.enrolment_id = m.enrolment_id and v.outcome = 'taken_back'
where m.case_id = any (%(ids)s) and r.vacancy_id = v.id and r.outcome in ('planned', 'proposed')

-- name: of_the_dead
-- What the dead themselves held, and what their family held through its manager or with them as its head. From each of
-- the dead by index: `offset 0` keeps the planner from beginning with the programmes, or with the few dead it knows of
-- from before, and passing all of them by all of these.
select distinct on (h.id) h.id, p.died_on
from unnest(%(people)s::bigint[]) as i (id)
cross join lateral (select o.id, o.died_on from registry_person o where o.id = i.id offset 0) p
cross join lateral (
    select e.id from registry_enrolment e where e.person_id = p.id and e.to_on is null
    union all
    select e.id
    from (
        -- who leads and who led: each by its own index
        select s.family_id from registry_membership s where s.person_id = p.id and s.relation = 1 and s.left_on is null
        union all
        select s.family_id from registry_membership s
        where s.person_id = p.id and s.relation = 1 and s.left_on >= p.died_on
        offset 0
    ) led
    cross join lateral (
        select e.id, e.programme from registry_enrolment e where e.family_id = led.family_id and e.to_on is null offset 0
    ) e
    join programmes_programme g on g.code = e.programme and g.unit = 'family'
    offset 0
) h
where p.died_on is not null
order by h.id, p.died_on
