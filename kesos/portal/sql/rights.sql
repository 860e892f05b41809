-- name: follow_case
update portal_rightrequest q set state = c.state, due_at = coalesce(c.due_at, q.due_at), ended_at = c.closed_at,
    answer = case when c.closed_at is null then '' else coalesce((
        select d.reason from workflow_decision d where d.case_id = c.id and d.moved order by d.seq desc limit 1), '') end
from workflow_case c where c.id = q.case_id and c.id = any(%(ids)s)

-- name: act_on_consents
-- What was withdrawn is acted on; a withdrawal taken back leaves the consent as it was.
update portal_consent k set acted_at = case when q.state = 'DIPENUHI' then %(at)s::timestamptz else k.acted_at end,
    withdrawn_at = case when q.state = 'DIBATALKAN' then null else k.withdrawn_at end
from portal_rightrequest q
where q.consent_id = k.id and q.case_id = any(%(ids)s) and q.state in ('DIPENUHI', 'DIBATALKAN')

-- name: readers
-- Accounts that hear of the end of their own demand.
select q.id, a.user_id, q.kind, q.state from portal_rightrequest q
    join portal_citizenaccount a on a.person_id = q.person_id and a.ended_at is null
where q.case_id = any(%(ids)s) and q.ended_at is not null
