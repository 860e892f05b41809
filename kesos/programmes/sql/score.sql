-- name: facts
-- What is known of families that counts for the local score, one row for each and true item, of those that a query
-- gives as (ref, family_id, region_code). Facts of the registry and of the newest closed visit; what nobody asked counts
-- for nothing.
asked as materialized (select * from ({asked}) as q (ref, family_id, region_code)),
families as materialized (select distinct family_id from asked),
visited as materialized (
    select distinct on (v.family_id) v.family_id, v.floor_type, v.toilet_facility, v.power_source, v.power_va_1
    from families f join registry_familyvisit v on v.family_id = f.family_id and not v.draft
    order by v.family_id, v.id desc
),
members as materialized (
    select f.family_id, p.id as person_id, p.birth_date
    from families f
    join registry_membership m on m.family_id = f.family_id and m.left_on is null
    join registry_person p on p.id = m.person_id and p.died_on is null
),
answered as materialized (
    select distinct on (v.person_id) v.person_id, v.pregnant, v.income_month, v.worked,
        '1' in (v.difficulty_vision, v.difficulty_hearing, v.difficulty_mobility, v.difficulty_learning,
            v.difficulty_selfcare) as severe
    from members m join registry_personvisit v on v.person_id = m.person_id and not v.draft
    order by v.person_id, v.id desc
),
people as materialized (
    select m.family_id, m.birth_date, v.person_id is not null as asked,
        v.pregnant = '1' as pregnant, coalesce(v.income_month, 0) > 0 or v.worked = '1' as earns, v.severe
    from members m
    left join answered v on v.person_id = m.person_id
),
known as materialized (
    select p.family_id,
        count(*) = 1 and bool_and(p.birth_date <= %(on)s::date - interval '60 years') as lone_elderly,
        bool_or(p.severe) as severe_disability,
        bool_or(p.pregnant) as pregnant,
        bool_or(p.birth_date > %(on)s::date - interval '6 years') as child_under_six,
        bool_or(p.asked and p.birth_date <= %(on)s::date - interval '18 years')
            and not coalesce(bool_or(p.earns), false) as no_income
    from people p group by p.family_id
),
held as materialized (
    select f.family_id, i.item
    from families f
    left join known k on k.family_id = f.family_id
    left join visited v on v.family_id = f.family_id
    cross join lateral (values ('lone_elderly', k.lone_elderly), ('severe_disability', k.severe_disability),
        ('pregnant', k.pregnant), ('child_under_six', k.child_under_six), ('no_income', k.no_income),
        ('earth_floor', v.floor_type = '8'), ('no_toilet', v.toilet_facility = '6'),
        ('weak_power', v.power_source = '4' or v.power_va_1 = '1')) as i (item, holds)
    where i.holds
),
-- the kab/kota's own weight, else the one for everybody
weights as materialized (
    select distinct on (c.city, w.item) c.city, w.item, w.weight
    from (select distinct left(region_code, 4) as city from asked) c
    join programmes_scoreweight w on w.region_code in (c.city, '')
        and w.valid_from <= %(on)s and coalesce(w.valid_to, 'infinity') >= %(on)s
    order by c.city, w.item, w.region_code desc
)

-- name: parts
with {facts}
select a.ref, h.item, w.weight
from asked a
join held h on h.family_id = a.family_id
join weights w on w.city = left(a.region_code, 4) and w.item = h.item
order by a.ref, w.weight desc, h.item

-- name: waiting
select w.id, w.family_id, w.region_code from programmes_waiting w
where w.left_at is null and exists (select from unnest(%(areas)s::text[]) area where w.region_code ^@ area)

-- name: newcomers
select w.id, w.family_id, w.region_code from programmes_waiting w
where w.left_at is null and (w.case_id = any (%(cases)s) or w.id = any (%(ids)s))

-- name: one_family
select 1::bigint, f.id, f.region_code from registry_family f where f.id = %(family)s

-- name: work_out
-- Of those alone whose numbers differ, so that a quiet night writes nothing.
with {facts},
sums as (
    select a.ref, coalesce(sum(w.weight), 0) as score,
        coalesce(bit_or(case h.item when 'lone_elderly' then 1 when 'severe_disability' then 2 when 'pregnant' then 4
            else 0 end), 0) as flags
    from asked a
    left join held h on h.family_id = a.family_id
    left join weights w on w.city = left(a.region_code, 4) and w.item = h.item
    group by a.ref
),
new as (
    select s.ref, s.score, s.flags, d.decile
    from sums s
    join asked a on a.ref = s.ref
    left join lateral (
        select d.decile from registry_decile d where d.family_id = a.family_id order by d.release desc limit 1
    ) d on true
)
update programmes_waiting w set score = n.score, flags = n.flags, decile = n.decile
from new n
where w.id = n.ref and (w.score, w.flags, w.decile) is distinct from (n.score, n.flags, n.decile)

-- name: weights
select i.item, coalesce(own.weight, general.weight, 0), own.weight is not null, coalesce(own.basis, general.basis, ''),
    coalesce(own.valid_from, general.valid_from), later.weight, later.valid_from, later.id
from unnest(%(items)s::text[]) with ordinality as i (item, turn)
left join programmes_scoreweight general on general.item = i.item and general.region_code = ''
    and general.valid_from <= %(on)s and coalesce(general.valid_to, 'infinity') >= %(on)s
left join programmes_scoreweight own on own.item = i.item and own.region_code = %(city)s and %(city)s <> ''
    and own.valid_from <= %(on)s and coalesce(own.valid_to, 'infinity') >= %(on)s
left join lateral (
    select l.id, l.weight, l.valid_from from programmes_scoreweight l
    where l.item = i.item and l.region_code = %(city)s and l.valid_from > %(on)s order by l.valid_from limit 1
) later on true
order by i.turn

-- name: remember
create temporary table weighed on commit drop as
select w.id, w.region_code, w.score from programmes_waiting w
where w.left_at is null and exists (select from unnest(%(areas)s::text[]) area where w.region_code ^@ area)

-- name: moved
select b.region_code, count(*) filter (where w.score > b.score), count(*) filter (where w.score < b.score)
from weighed b join programmes_waiting w on w.id = b.id and w.score <> b.score
group by b.region_code order by b.region_code
