-- name: weigh
-- Kepmensos 262/HUK/2022 over the newest closed visit of each family; what is asked gives (ref, family_id).
-- true: met, false: not met, null: the visit does not say. FM-0 alone decides; of the others a number is needed.
with asked as materialized (select * from ({asked}) as q (ref, family_id)),
seen as materialized (
    select a.ref, a.family_id, v.survey_date, v.recorded_at, v.has_dwelling, v.food_insecure_12m, v.food_spend,
        v.total_spend, v.clothes_spend_12m, v.floor_type, v.wall_type, v.toilet_facility, v.power_source,
        v.power_va_1, v.power_va_2, v.power_va_3, h.worked
    from asked a
    left join lateral (
        select v.* from registry_familyvisit v where v.family_id = a.family_id and not v.draft
        order by v.id desc limit 1
    ) v on true
    left join registry_membership m on m.family_id = a.family_id and m.relation = 1 and m.left_on is null
    left join lateral (
        select p.worked from registry_personvisit p where p.person_id = m.person_id and not p.draft
        order by p.id desc limit 1
    ) h on true
)
select s.ref, coalesce(s.survey_date, s.recorded_at::date), c.code, c.met
from seen s
cross join lateral (values
    ('FM-0', not s.has_dwelling),
    ('FM-A', s.worked = '2'),
    ('FM-B', s.food_insecure_12m),
    ('FM-C', case when s.total_spend > 0 then s.food_spend * 2 > s.total_spend end),
    ('FM-D', s.clothes_spend_12m = 0),
    -- cement or red brick, earth
    ('FM-E', s.floor_type in ('6', '8')),
    -- a brick wall may be plastered or not: the form does not ask
    ('FM-F', case when s.wall_type in ('2', '3', '4', '5', '6') then true end),
    ('FM-G', s.toilet_facility <> '1'),
    -- without a meter, or not from PLN, nobody knows how many VA
    ('FM-H', case when s.power_source = '4' then true
        when s.power_source = '1' and s.power_va_1 is not null
            then s.power_va_1 = '1' and s.power_va_2 is null and s.power_va_3 is null end)
) as c (code, met)
order by s.ref, c.code

-- name: of_enrolments
select e.id, coalesce(e.family_id, m.family_id) from registry_enrolment e
left join registry_membership m on m.person_id = e.person_id and m.left_on is null
where e.id = any (%(ids)s)

-- name: thresholds
-- The narrowest one that holds on the day, by the place of each.
select distinct on (e.id) e.id, t.least, t.basis
from registry_enrolment e
join registry_person p on p.id = e.person_id
join programmes_criteriathreshold t on p.region_code ^@ t.region_code
    and t.valid_from <= %(on)s and coalesce(t.valid_to, 'infinity') >= %(on)s
where e.id = any (%(ids)s)
order by e.id, char_length(t.region_code) desc

-- name: any_threshold
select exists (select from programmes_criteriathreshold t
    where t.valid_from <= %(on)s and coalesce(t.valid_to, 'infinity') >= %(on)s)

-- name: end_threshold
update programmes_criteriathreshold set valid_to = %(before)s
where region_code = %(region)s and valid_from < %(day)s and coalesce(valid_to, 'infinity') >= %(day)s
