-- Deadlines of open cases counted again, after a calendar, a period or a date on a paper has changed.

-- name: count
with entering as (
    select c.id, c.flow, c.flow_version, c.state, c.entered_at, c.opened_at, c.region_code::text as region_code, c.period
    from workflow_case c where c.closed_at is null and (%(ids)s::bigint[] is null or c.id = any(%(ids)s))
        and c.region_code::text ^@ %(area)s
),
{terms}
update workflow_case c set due_at = m.due_at, escalate_at = m.escalate_at
from (select e.id, t.due_at, t.escalate_at from entering e full join due_of t on t.id = e.id) m
where c.id = m.id and (c.due_at, c.escalate_at) is distinct from (m.due_at, m.escalate_at)

-- name: period
update workflow_case set period = %(period)s where id = any(%(found)s) and closed_at is null
    and period is distinct from %(period)s

-- name: holder
-- Of nobody so far, or of another of the same kind.
update workflow_case set holder = %(holder)s
where id = any(%(found)s) and closed_at is null and holder <> %(holder)s
    and (holder = '' or split_part(holder, ':', 1) = split_part(%(holder)s, ':', 1))
