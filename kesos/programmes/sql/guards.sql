-- name: plans
-- The planned replacement behind each case: of the one who waits, or of the membership that was left.
plans as (
    select c.id as case_id, p.id as plan, p.vacancy_id, p.waiting_id
    from unnest(%(ids)s::bigint[]) as c (id)
    left join lateral (
        select r.* from programmes_replacement r
        left join programmes_waiting w on w.id = r.waiting_id
        left join programmes_vacancy v on v.id = r.vacancy_id
        left join programmes_membershipcase m on m.enrolment_id = v.enrolment_id
        where (w.case_id = c.id or m.case_id = c.id) and r.outcome in ('planned', 'proposed')
        order by r.id desc limit 1
    ) p on true
)

-- name: without_vacancy
with {plans}
select p.case_id from plans p left join programmes_vacancy v on v.id = p.vacancy_id
where v.id is null or v.outcome not in ('', 'proposed')

-- name: passed_over
-- The plan looked at everybody who waited then; somebody who came since, from as near, may stand before.
with {plans}
select p.case_id, count(*) from plans p
join programmes_replacement r on r.id = p.plan
join programmes_replacementrun u on u.id = r.run_id
join programmes_vacancy v on v.id = r.vacancy_id
join programmes_waiting own on own.id = r.waiting_id
join programmes_waiting w on w.programme_id = own.programme_id and w.left_at is null and w.entered_at > u.at
    and w.region_code ^@ left(v.region_code, r.reach)
    and (coalesce(w.decile, 99), -bit_count(w.flags::int::bit(8)), -w.score, w.proposed_on, w.id)
        < (coalesce(own.decile, 99), -bit_count(own.flags::int::bit(8)), -own.score, own.proposed_on, own.id)
where not exists (
    select from programmes_replacement x where x.waiting_id = w.id and x.outcome not in ('refused', 'dropped'))
group by p.case_id

-- name: waits_for_decree
with {plans}
select p.case_id, g.name from plans p
join programmes_vacancy v on v.id = p.vacancy_id
join programmes_programme g on g.code = v.programme_id and g.decided_by = 'centre'
join programmes_waiting w on w.id = p.waiting_id
where not exists (
    select from workflow_paper k where k.case_id = w.case_id and k.code = 'nomor_sk' and k.current)

-- name: of_the_centre
select m.case_id, g.name from programmes_membershipcase m
join registry_enrolment e on e.id = m.enrolment_id
join programmes_programme g on g.code = e.programme and g.decided_by = 'centre'
where m.case_id = any (%(ids)s)
