-- name: in_state
select c.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = %(state)s and c.flow = %(flow)s order by c.id

-- name: in_states
select c.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = any (%(states)s) order by c.id

-- name: move
update proposals_proposal set period_id = %(to)s, deliberation_id = null, is_agreed = null, reason_code = '', reason = ''
where case_id = any (%(ids)s) returning id

-- name: move_members
update proposals_proposalmember m set period_id = %(to)s
from proposals_proposal p where p.id = m.proposal_id and p.case_id = any (%(ids)s) returning m.id

-- name: counts
select c.state, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s group by c.state order by c.state

-- name: to_open
-- Between the day entry opens and the day it closes, as the place counts them. Whoever may propose in a whole
-- province opens no month: only kab/kota with officials of their own below.
select place.code, place.month from (
    select r.code::text as code, date_trunc('month', %(at)s::timestamptz at time zone workflow_zone(r.code::text))::date as month,
        (%(at)s::timestamptz at time zone workflow_zone(r.code::text))::date as today
    from regions_region r
    where r.level = 2 and r.valid_to is null
        and r.code = any (select left(area, 4) from unnest(%(areas)s::text[]) area where length(area) >= 4)
) place
where today >= coalesce(workflow_day_of_month(code, 'buka_periode', month), month)
    and today <= coalesce(workflow_day_of_month(code, 'tutup_entri', month), today)
    and not exists (select from proposals_period p where p.region_code = place.code and p.month = place.month)
order by code

-- name: to_keep
select p.id from proposals_period p join workflow_case c on c.id = p.case_id
where c.closed_at is null and (c.state = 'DITETAPKAN' or c.state = 'DIBUKA' and c.due_at <= %(at)s) order by p.id
