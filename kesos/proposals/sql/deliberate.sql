-- name: not_over
-- Also one whose minutes are there and not yet carried out: its families still wait for what it said.
select d.held_on, c.state from proposals_deliberation d join workflow_case c on c.id = d.case_id
where d.period_id = %(period)s and d.region_code = %(village)s
    and (c.closed_at is null or c.state in ('DIUNGGAH', 'DIGANTI_SPTJM') and d.carried_out_at is null)
order by d.held_on limit 1

-- name: waiting
select p.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.region_code = %(village)s and c.state = 'MUSYAWARAH' order by p.id

-- name: agree
update proposals_proposal set deliberation_id = %(deliberation)s, is_agreed = true, reason_code = '', reason = ''
where id = any (%(ids)s)

-- name: refuse
update proposals_proposal p
set deliberation_id = %(deliberation)s, is_agreed = false, reason_code = said.code, reason = said.reason
from unnest(%(ids)s::bigint[], %(codes)s::text[], %(reasons)s::text[]) as said (id, code, reason) where p.id = said.id

-- name: decided
select c.flow, p.case_id, p.is_agreed, p.reason_code, p.reason
from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.deliberation_id = %(deliberation)s and c.state = 'MUSYAWARAH' order by p.id
