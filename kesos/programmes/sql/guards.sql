-- name: plans
-- The planned replacement behind each case: of the one who waits, or of the membership that was left.
asked as materialized (select unnest(%(ids)s::bigint[]) as case_id),
-- one way for each side: a join over either of two columns would read every plan for every case
standing as materialized (
    select w.case_id, r.id, r.vacancy_id, r.waiting_id
    from asked a join programmes_waiting w on w.case_id = a.case_id
    join programmes_replacement r on r.waiting_id = w.id and r.outcome in ('planned', 'proposed')
    union all
    select m.case_id, r.id, r.vacancy_id, r.waiting_id
    from asked a join programmes_membershipcase m on m.case_id = a.case_id
    join programmes_vacancy v on v.enrolment_id = m.enrolment_id
    join programmes_replacement r on r.vacancy_id = v.id and r.outcome in ('planned', 'proposed')
),
plans as materialized (
    select a.case_id, max(s.id) as plan, max(s.vacancy_id) as vacancy_id, max(s.waiting_id) as waiting_id
    from asked a left join standing s on s.case_id = a.case_id group by a.case_id
)

-- name: without_vacancy
with {plans}
select p.case_id from plans p left join programmes_vacancy v on v.id = p.vacancy_id
where v.id is null or v.outcome not in ('', 'proposed')

-- name: passed_over
-- The plan looked at everybody who waited then; somebody who came since, from as near, may stand before.
with {plans},
newcomers as materialized (
    select w.* from programmes_waiting w
    where w.left_at is null and w.entered_at > (
        select min(u.at) from plans p join programmes_replacement r on r.id = p.plan
        join programmes_replacementrun u on u.id = r.run_id)
)
select p.case_id, count(*) from newcomers w
join programmes_waiting own on own.programme_id = w.programme_id
join plans p on p.waiting_id = own.id
join programmes_replacement r on r.id = p.plan
join programmes_replacementrun u on u.id = r.run_id and w.entered_at > u.at
join programmes_vacancy v on v.id = r.vacancy_id and w.region_code ^@ left(v.region_code, r.reach)
    and (w.returns_id is null, coalesce(w.decile, 99), -bit_count(w.flags::int::bit(8)), -w.score, w.proposed_on, w.id)
        < (own.returns_id is null, coalesce(own.decile, 99), -bit_count(own.flags::int::bit(8)), -own.score, own.proposed_on, own.id)
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

-- name: still_dead
select m.case_id, p.full_name, p.died_on from programmes_membershipcase m
join registry_enrolment e on e.id = m.enrolment_id
join registry_person p on p.id = e.person_id and p.died_on is not null
where m.case_id = any (%(ids)s)
