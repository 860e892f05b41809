-- name: one
select 1::bigint, %(programme)s::text, %(family)s::bigint, %(person)s::bigint

-- name: waiting_cases
-- By the case of the proposal, or of the membership that was left.
select w.case_id, w.programme_id, w.family_id, w.person_id
from unnest(%(ids)s::bigint[]) as c (id)
join programmes_waiting w on w.case_id = c.id
union all
select m.case_id, w.programme_id, w.family_id, w.person_id
from unnest(%(ids)s::bigint[]) as c (id)
join programmes_membershipcase m on m.case_id = c.id
join programmes_vacancy v on v.enrolment_id = m.enrolment_id
join programmes_replacement r on r.vacancy_id = v.id and r.outcome in ('planned', 'proposed')
join programmes_waiting w on w.id = r.waiting_id
