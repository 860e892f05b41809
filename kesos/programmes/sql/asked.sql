-- name: one
select 1::bigint, %(programme)s::text, %(family)s::bigint, %(person)s::bigint

-- name: waiting_cases
-- By the case of the proposal, or of the membership that was left.
select c.id, w.programme_id, w.family_id, w.person_id
from unnest(%(ids)s::bigint[]) as c (id)
join programmes_replacement r on r.outcome in ('planned', 'proposed')
join programmes_waiting w on w.id = r.waiting_id
join programmes_vacancy v on v.id = r.vacancy_id
left join programmes_membershipcase m on m.enrolment_id = v.enrolment_id
where w.case_id = c.id or m.case_id = c.id
