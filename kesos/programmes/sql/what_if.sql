-- name: compare
-- Who holds a place or would get the next one, now and with other weights, another limit or another number of places.
-- Whoever receives comes before whoever waits; among each the lower decile, more needs, the higher score, the earlier
-- day. With the other limit whoever is above it leaves, and nobody above it comes in.
with {facts},
sums as (
    select a.ref,
        coalesce(sum(w.weight), 0) as score_now,
        coalesce(sum(coalesce((%(weights)s::jsonb ->> h.item)::numeric, w.weight)), 0) as score_then,
        count(*) filter (where h.item in ('lone_elderly', 'severe_disability', 'pregnant')) as needs,
        coalesce(bool_or(h.item = 'severe_disability'), false) as disabled
    from asked a
    left join held h on h.family_id = a.family_id
    left join weights w on w.city = left(a.region_code, 4) and w.item = h.item
    group by a.ref
),
everyone as materialized (
    select s.*, s.ref > 0 as receives, a.region_code, d.decile, p.sex,
        extract(year from age(%(on)s::date, p.birth_date))::int as years,
        coalesce(e.from_on, w.proposed_on) as since
    from sums s
    join asked a on a.ref = s.ref
    left join registry_enrolment e on e.id = s.ref
    left join programmes_waiting w on w.id = -s.ref
    join registry_person p on p.id = coalesce(e.person_id, w.person_id)
    left join lateral (
        select d.decile from registry_decile d where d.family_id = a.family_id order by d.release desc limit 1
    ) d on true
),
turns as (
    -- whoever receives stays under the limit of today; only another limit that is asked for lets them go
    select e.*, e.receives or %(limit_now)s::int is null or e.decile <= %(limit_now)s::int as in_now,
        case when %(limit_then)s::int is not null then coalesce(e.decile <= %(limit_then)s::int, e.receives)
            else e.receives or %(limit_now)s::int is null or e.decile <= %(limit_now)s::int end as in_then
    from everyone e
),
ranked as (
    select t.*,
        row_number() over (partition by in_now order by not receives, decile nulls last, needs desc, score_now desc,
            since, ref desc) as turn_now,
        row_number() over (partition by in_then order by not receives, decile nulls last, needs desc, score_then desc,
            since, ref desc) as turn_then
    from turns t
),
marked as materialized (
    select region_code, sex, disabled, receives,
        case when years < 6 then 'a' when years < 18 then 'b' when years < 60 then 'c' else 'd' end as age,
        coalesce(in_now, false) and turn_now <= %(places_now)s as now,
        coalesce(in_then, false) and turn_then <= %(places_then)s as then
    from ranked
)
select grouping(region_code, sex, age, disabled), region_code, sex, age, disabled,
    count(*) filter (where not m.now and m.then), count(*) filter (where m.now and not m.then),
    count(*) filter (where m.now), count(*) filter (where m.then)
from marked m
group by grouping sets ((region_code), (sex), (age), (disabled), ())

-- name: concerned
select e.id, e.family_id, p.region_code
from registry_enrolment e join registry_person p on p.id = e.person_id
where e.programme = %(programme)s and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    and e.family_id is not null and p.region_code ^@ %(city)s
union all
select -w.id, w.family_id, w.region_code
from programmes_waiting w
where w.programme_id = %(programme)s and w.left_at is null and w.region_code ^@ %(city)s

-- name: standing
-- Places as they are: of quotas inside the city and of those around it; without a quota as many as receive or are kept.
select (select sum(q.places) from programmes_quota q
        where q.programme_id = %(programme)s and q.region_code ^@ %(city)s
            and q.valid_from <= %(on)s and coalesce(q.valid_to, 'infinity') >= %(on)s),
    (select count(*) from registry_enrolment e join registry_person p on p.id = e.person_id
        where e.programme = %(programme)s and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
            and p.region_code ^@ %(city)s),
    (select count(*) from programmes_vacancy v
        where v.programme_id = %(programme)s and v.outcome = '' and v.region_code ^@ %(city)s),
    (select count(*) from programmes_waiting w
        where w.programme_id = %(programme)s and w.left_at is null and w.region_code ^@ %(city)s),
    t.decile_most, t.amount_idr, t.amount_per
from programmes_programme g
left join programmes_programmeterm t on t.programme_id = g.code
    and t.valid_from <= %(on)s and coalesce(t.valid_to, 'infinity') >= %(on)s
where g.code = %(programme)s
