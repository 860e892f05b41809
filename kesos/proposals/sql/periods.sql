-- name: in_state
select c.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = %(state)s order by c.id

-- name: in_states
select c.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = any (%(states)s) order by c.id

-- name: move
update proposals_proposal set period_id = %(to)s, deliberation_id = null, is_agreed = null, reason_code = '', reason = ''
where case_id = any (%(ids)s) returning id

-- name: move_members
update proposals_proposalmember m set period_id = %(to)s
from proposals_proposal p where p.id = m.proposal_id and p.case_id = any (%(ids)s) returning m.id

-- name: endorsed_list
select string_agg(line, e'\n' order by line) from (
    select concat_ws('|', p.number, f.kk, p.region_code,
        (select string_agg(coalesce(n.nik::text, n.id::text), ',' order by n.id)
         from proposals_proposalmember m join registry_person n on n.id = m.person_id where m.proposal_id = p.id)) as line
    from proposals_proposal p join registry_family f on f.id = p.family_id join workflow_case c on c.id = p.case_id
    where p.period_id = %(period)s and c.state = 'DISAHKAN'
) as endorsed

-- name: counts
select c.state, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s group by c.state order by c.state
