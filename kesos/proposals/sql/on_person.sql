-- name: proposed
select p.programme_id as programme, 'Usulan' as what, c.flow, c.state, c.opened_at::date as since, p.person_id, c.path
from proposals_proposal p join workflow_case c on c.id = p.case_id
where (p.person_id = %(person)s or p.family_id = (select family_id from mine)) and p.programme_id is not null
  and c.closed_at is null
