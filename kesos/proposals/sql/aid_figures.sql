-- Aid of one month, by kelurahan; of one kab/kota, whose rows its region code finds. Past the row policies, numbers only.

-- name: of_month
-- The moments of the month as the place counts its days.
select %(month)s::timestamp at time zone workflow_zone(%(city)s),
    (%(month)s::timestamp + interval '1 month') at time zone workflow_zone(%(city)s)

-- name: by_programme
-- Measure, programme, kelurahan, number. Who receives today; the proposals of the month; who waits; who followed.
with bounds as ({of_month}),
span (begins, ends) as (select * from bounds)
select 'penerima', e.programme, p.region_code, count(*)
from registry_person p
join registry_enrolment e on e.person_id = p.id and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
where p.region_code ^@ %(city)s group by 2, 3
union all
select 'diusulkan', p.programme_id, p.region_code, count(*)
from proposals_proposal p join workflow_case c on c.id = p.case_id and c.state <> 'DITARIK'
where p.period_id = %(period)s and p.programme_id is not null group by 2, 3
union all
select 'diperiksa', p.programme_id, p.region_code, count(*)
from proposals_proposal p join workflow_case c on c.id = p.case_id
    and c.state in ('MENUNGGU_PENGESAHAN', 'DISAHKAN', 'DAFTAR_TUNGGU', 'DITETAPKAN_PENERIMA', 'TIDAK_DITETAPKAN')
where p.period_id = %(period)s and p.programme_id is not null group by 2, 3
union all
select 'menunggu', w.programme_id, w.region_code, count(*)
from programmes_waiting w where w.left_at is null and w.region_code ^@ %(city)s group by 2, 3
union all
select 'diganti', v.programme_id, v.region_code, count(*)
from programmes_vacancy v, span s
where v.enrolment_id is not null and v.outcome = 'filled' and v.outcome_at >= s.begins and v.outcome_at < s.ends and v.region_code ^@ %(city)s
group by 2, 3

-- name: tidak_layak
select k.region_code, count(*) from programmes_check k
where k.city_code = %(city)s and k.month = %(month)s and k.state = 'DISETUJUI_TIDAK_LAYAK' group by 1

-- name: menunggu
select w.region_code, count(*) from programmes_waiting w
where w.left_at is null and w.region_code ^@ %(city)s group by 1

-- name: ganda
-- Families that hold what nobody may hold together, or a programme for families twice. Each pair once. What may not be
-- together is few: it is worked out first, so that no family's ten memberships are laid beside each other in vain.
with held as materialized (
    select e.id, e.person_id, e.family_id, e.programme, p.region_code, coalesce(g.unit = 'family', false) as for_family
    from registry_person p
    join registry_enrolment e on e.person_id = p.id and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    left join programmes_programme g on g.code = e.programme
    where p.region_code ^@ %(city)s
),
ruled (one, other) as (
    select y.first, d.programme
    from programmes_pair y
    join (select distinct programme from held) d
        on d.programme = y.second or y.second = '*' and d.programme <> y.first
    where y.relation = 'exclusive' and y.valid_from < %(month)s::date + interval '1 month'
        and coalesce(y.valid_to, 'infinity') >= %(month)s
),
forbidden as materialized (select one, other from ruled union select other, one from ruled),
found as (
    select a.region_code, a.family_id, a.person_id
    from held a join held b on b.family_id = a.family_id and b.programme = a.programme and b.id > a.id
    where a.for_family
    union all
    select a.region_code, a.family_id, a.person_id
    from held a
    join forbidden f on f.one = a.programme
    join held b on b.family_id = a.family_id and b.programme = f.other and b.id > a.id
    where a.person_id = b.person_id or a.for_family or b.for_family
    union all
    select n.region_code, case when b.id < n.id then b.family_id end, n.person_id
    from held n
    join forbidden f on f.one = n.programme
    join held b on b.person_id = n.person_id and b.programme = f.other and b.id <> n.id
    where n.family_id is null
)
select f.region_code, count(distinct coalesce('k' || f.family_id, 'o' || f.person_id)) from found f group by 1

-- name: diganti
-- an additional place of a raised quota replaces nobody
with bounds as ({of_month}),
span (begins, ends) as (select * from bounds)
select v.region_code, count(*) from programmes_vacancy v, span s
where v.enrolment_id is not null and v.outcome = 'filled' and v.outcome_at >= s.begins and v.outcome_at < s.ends and v.region_code ^@ %(city)s
group by 1

-- name: kosong
select v.region_code, count(*) from programmes_vacancy v
where v.enrolment_id is not null and v.outcome in ('', 'proposed') and v.region_code ^@ %(city)s group by 1

-- name: hari_ganti
with bounds as ({of_month}),
span (begins, ends) as (select * from bounds)
select v.region_code, round(avg(extract(epoch from v.outcome_at - v.opened_at)) / 86400, 1)
from programmes_vacancy v, span s
where v.enrolment_id is not null and v.outcome = 'filled' and v.outcome_at >= s.begins and v.outcome_at < s.ends and v.region_code ^@ %(city)s
group by 1
