-- Who follows whom. Vacancies and those who wait are gathered once; each programme is then filled from the same
-- kelurahan, then the kecamatan, then the city, by the order of the list. The same rows give the same plan.

-- name: lock_vacancies
-- Whoever plans at the same time waits here, and finds what was planned before.
select v.id from programmes_vacancy v
where v.outcome = '' and v.region_code ^@ %(area)s and (%(programme)s = '' or v.programme_id = %(programme)s)
    and not exists (
        select from programmes_replacement r where r.vacancy_id = v.id and r.outcome not in ('refused', 'dropped'))
order by v.id for update

-- name: gather_vacancies
create temporary table free_place on commit drop as
select v.id, v.programme_id as programme, g.position, v.region_code, v.opened_at, v.enrolment_id is null as additional
from programmes_vacancy v join programmes_programme g on g.code = v.programme_id
where v.id = any (%(ids)s) and not exists (
    select from programmes_replacement r where r.vacancy_id = v.id and r.outcome not in ('refused', 'dropped'))

-- name: gather_waiting
create temporary table candidate on commit drop as
select w.id, w.programme_id as programme, w.family_id, w.person_id, w.region_code,
    row_number() over (partition by w.programme_id order by w.returns_id is null, w.decile nulls last,
        bit_count(w.flags::int::bit(8)) desc, w.score desc, w.proposed_on, w.id) as turn,
    jsonb_build_object('desil', w.decile, 'prioritas', w.flags, 'skor', w.score, 'diusulkan', w.proposed_on,
        'kembali', w.returns_id is not null) as order_key,
    null::text as refused
from programmes_waiting w
where w.left_at is null and w.region_code ^@ %(city)s and w.programme_id in (select programme from free_place)
    and not exists (
        select from programmes_replacement r where r.waiting_id = w.id and r.outcome not in ('refused', 'dropped'));
create index on candidate (programme, turn);
create temporary table chosen (vacancy_id bigint primary key, waiting_id bigint unique, programme text, family_id bigint,
    person_id bigint, reach int, rank int, among int) on commit drop;
analyze free_place;
analyze candidate

-- name: programmes
select programme from free_place group by programme, position order by position, programme

-- name: choose
-- The first of each list beside the first vacancy of the same area. Who is chosen for a programme that excludes this
-- one, here or in an earlier plan, waits on.
with excluding as (
    select case y.first when %(programme)s then y.second else y.first end as programme from programmes_pair y
    where y.relation = 'exclusive' and %(programme)s in (y.first, y.second)
        and y.valid_from <= %(on)s and coalesce(y.valid_to, 'infinity') >= %(on)s
),
elsewhere as materialized (
    select x.family_id from chosen x join excluding e on e.programme = x.programme
    union
    select w.family_id from programmes_replacement r
    join programmes_waiting w on w.id = r.waiting_id
    join excluding e on e.programme = w.programme_id
    where r.outcome in ('planned', 'proposed')
)
insert into chosen (vacancy_id, waiting_id, programme, family_id, person_id, reach, rank, among)
select v.id, c.id, %(programme)s, c.family_id, c.person_id, %(reach)s, c.nr, c.among
from (
    select f.id, left(f.region_code, %(reach)s) as area,
        row_number() over (partition by left(f.region_code, %(reach)s) order by f.opened_at, f.id) as nr
    from free_place f
    where f.programme = %(programme)s and not exists (select from chosen x where x.vacancy_id = f.id)
        -- an additional place is the whole area's of its quota, and of nobody outside it
        and (not f.additional or char_length(f.region_code) = %(reach)s)
) v
join (
    select c.id, c.family_id, c.person_id, left(c.region_code, %(reach)s) as area,
        row_number() over (partition by left(c.region_code, %(reach)s) order by c.turn) as nr,
        count(*) over (partition by left(c.region_code, %(reach)s)) as among
    from candidate c
    where c.programme = %(programme)s and c.refused is null
        and not exists (select from chosen x where x.waiting_id = c.id)
        and not exists (select from elsewhere e where e.family_id = c.family_id)
) c using (area, nr)
order by v.id
returning waiting_id

-- name: asked
select w.id, w.programme_id, w.family_id, w.person_id from programmes_waiting w where w.id = any (%(ids)s)

-- name: refuse
with told as (
    update candidate c set refused = t.why
    from unnest(%(ids)s::bigint[], %(whys)s::text[]) as t (id, why) where c.id = t.id
)
delete from chosen where waiting_id = any (%(ids)s)

-- name: keep
with planned as (
    insert into programmes_replacement (run_id, region_code, vacancy_id, waiting_id, outcome, reach, rank, among,
        order_key, note)
    select %(run)s, f.region_code, x.vacancy_id, x.waiting_id, 'planned', x.reach, x.rank, x.among, c.order_key, ''
    from chosen x join free_place f on f.id = x.vacancy_id join candidate c on c.id = x.waiting_id
    order by f.position, f.opened_at, f.id
    returning id
),
passed as (
    insert into programmes_passedover (run_id, waiting_id, region_code, reason)
    select %(run)s, c.id, c.region_code, c.refused from candidate c where c.refused is not null order by c.id
)
select count(*) from planned

-- name: lock_left
-- The membership, its case, then what their steps change: whoever brings a membership back comes the same way.
select e.id from registry_enrolment e
where e.id in (
    select v.enrolment_id from programmes_replacement r join programmes_vacancy v on v.id = r.vacancy_id
    where r.run_id = %(run)s and r.outcome = 'planned')
order by e.id for no key update

-- name: lock_cases
-- Of both sides.
select c.id from workflow_case c
where c.id in (
    select unnest(array[w.case_id, m.case_id])
    from programmes_replacement r
    join programmes_waiting w on w.id = r.waiting_id
    join programmes_vacancy v on v.id = r.vacancy_id
    left join programmes_membershipcase m on m.enrolment_id = v.enrolment_id
    where r.run_id = %(run)s and r.outcome = 'planned')
order by c.id for no key update

-- name: of_run
-- What a plan asks of both sides, one row a replacement.
select r.id, g.decided_by, w.id, w.case_id, v.enrolment_id
from programmes_replacement r
join programmes_vacancy v on v.id = r.vacancy_id
join programmes_programme g on g.code = v.programme_id
join programmes_waiting w on w.id = r.waiting_id
where r.run_id = %(run)s and r.outcome = 'planned' order by r.id for update of r, v, w

-- name: propose
-- A programme of the centre: the successor is proposed and takes effect with the decree.
with told as (
    update programmes_replacement r set outcome = 'proposed' where r.id = any (%(ids)s) returning r.vacancy_id
)
update programmes_vacancy v set outcome = 'proposed', outcome_at = %(at)s from told where v.id = told.vacancy_id

-- name: settle
-- The place passes on: the seat first, so that nobody takes it between and no second one is counted.
with given as materialized (
    select r.id, r.vacancy_id, r.waiting_id, v.enrolment_id as from_enrolment, v.programme_id, w.family_id, w.person_id,
        g.unit, nextval(pg_get_serial_sequence('registry_enrolment', 'id')) as enrolment_id
    from programmes_replacement r
    join programmes_vacancy v on v.id = r.vacancy_id
    join programmes_waiting w on w.id = r.waiting_id
    join programmes_programme g on g.code = v.programme_id
    where r.id = any (%(ids)s) order by r.id
),
passed as (
    update programmes_seat s set enrolment_id = g.enrolment_id from given g where s.enrolment_id = g.from_enrolment
),
filled as (
    update programmes_vacancy v set outcome = 'filled', outcome_at = %(at)s from given g where v.id = g.vacancy_id
),
placed as (
    update programmes_waiting w set left_at = %(at)s, left_as = 'placed' from given g where w.id = g.waiting_id
),
told as (
    update programmes_replacement r set outcome = 'done', enrolment_id = g.enrolment_id from given g where r.id = g.id
)
select enrolment_id, person_id, family_id, programme_id from given

-- name: enrol
insert into registry_enrolment (id, person_id, family_id, programme, state, from_on, source_id, unlisted_reason)
select * from unnest(%(ids)s::bigint[], %(people)s::bigint[], %(families)s::bigint[], %(programmes)s::text[],
    array_fill('AKTIF'::text, array[cardinality(%(ids)s::bigint[])]),
    array_fill(%(on)s::date, array[cardinality(%(ids)s::bigint[])]),
    array_fill(%(source)s::bigint, array[cardinality(%(ids)s::bigint[])]),
    array_fill(''::text, array[cardinality(%(ids)s::bigint[])]))

-- name: drop
update programmes_replacement r set outcome = 'dropped', note = t.why
from unnest(%(ids)s::bigint[], %(whys)s::text[]) as t (id, why) where r.id = t.id
