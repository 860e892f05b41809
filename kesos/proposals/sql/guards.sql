-- name: period_not_in
select p.case_id, d.month from proposals_proposal p
join proposals_period d on d.id = p.period_id
join workflow_case c on c.id = d.case_id
where p.case_id = any (%(ids)s) and not c.state = any (%(states)s)

-- name: unverified
select d.case_id, count(*) from proposals_period d
join proposals_proposal p on p.period_id = d.id
join workflow_case c on c.id = p.case_id and c.state = 'DIVERIFIKASI'
where d.case_id = any (%(ids)s) group by d.case_id

-- name: dead
select p.case_id, n.full_name, n.died_on from proposals_proposal p
join registry_person n on n.id = p.person_id and n.died_on is not null
where p.case_id = any (%(ids)s)
