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

-- name: stopped
-- What was taken from a person or their family as unfit, also where somebody has followed into the place since.
select e.id, coalesce(g.name, e.programme), e.to_on
from (
    select o.id from registry_enrolment o where o.person_id = %(person)s and o.to_on is not null
    union
    select o.id from registry_enrolment o where o.family_id = %(family)s and o.to_on is not null
) mine
join registry_enrolment e on e.id = mine.id
left join programmes_programme g on g.code = e.programme
where e.state = 'NONAKTIF_TIDAK_LAYAK' or e.state = 'DIGANTIKAN' and 'NONAKTIF_TIDAK_LAYAK' = (
    select c.from_state from programmes_membershipchange c
    where c.enrolment_id = e.id and c.to_state = 'DIGANTIKAN' order by c.id desc limit 1)
order by e.to_on desc, e.id limit 20
