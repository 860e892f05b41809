-- Steps that the system takes when their day has come (`after`), by kab/kota.

-- name: due
-- A case's own term is the earliest of its state that asks something of an office; where its state has such a one
-- besides, only the rule itself knows the day.
select s.flow, s.action, c.city_code, array_agg(c.id order by c.id)
from workflow_flowstep s
    join workflow_case c on (c.flow, c.state, c.flow_version) = (s.flow, s.state, s.version) and c.closed_at is null
where s.due_effect = 'after' and s.needs <> '{}' and s.needs <@ s.system_may
    and (c.due_at <= %(at)s or exists (
        select from workflow_flowstep o
        where (o.flow, o.version, o.state) = (s.flow, s.version, s.state) and o.due_kind <> '' and o.due_effect <> 'after'))
group by s.flow, s.action, c.city_code order by 1, 2, 3
