-- name: follow_case
-- Reports and their cases stay in step; who told them may follow the end.
update portal_report r set state = c.state, state_at = c.entered_at, due_at = coalesce(c.due_at, r.due_at),
    escalate_at = coalesce(c.escalate_at, r.escalate_at), ended_at = c.closed_at
from workflow_case c where c.id = r.case_id and c.id = any(%(ids)s)
returning r.id, r.state

-- name: end_reporters
update portal_reporter w set ended_at = r.ended_at
from portal_report r where r.id = w.report_id and r.case_id = any(%(ids)s) and r.ended_at is not null
    and w.ended_at is null

-- name: readers
-- Accounts that hear of a new state of their own reports.
select r.id, w.user_id, r.state from portal_report r join portal_reporter w on w.report_id = r.id
where r.case_id = any(%(ids)s) and w.user_id is not null

-- name: to_raise
select city_code, array_agg(id order by id) from portal_report
where ended_at is null and raised_at is null and escalate_at <= %(at)s
group by city_code order by city_code

-- name: raised
update portal_report set raised_at = %(at)s where id = any(%(ids)s) and raised_at is null

-- name: late_rate
-- Of the reports whose 14 days are over or that were settled: how many came late, or still wait.
select count(*) filter (where ended_at is not null or due_at <= %(at)s),
    count(*) filter (where due_at <= coalesce(ended_at, %(at)s))
from portal_report
where sent_at >= %(since)s and (%(cities)s::text[] is null or city_code = any(%(cities)s::text[]))
    and region_code ^@ any(%(areas)s::text[])

-- name: recipients
-- Who receives now in one kelurahan, by name: read there alone.
select e.id, p.full_name, e.programme, coalesce(f.rt, ''), coalesce(f.rw, '')
from registry_person p
    join registry_enrolment e on e.person_id = p.id and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    left join registry_family f on f.id = e.family_id
where p.region_code = %(village)s and p.died_on is null
    and strpos(p.name_key, registry_name_key(%(name)s)) > 0
order by p.name_key, p.id, e.id limit %(most)s
