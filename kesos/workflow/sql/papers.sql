-- Papers come to cases; the earlier one of the same code stays, no longer current.

-- name: judge
select c.id, c.flow, c.region_code, c.closed_at is not null as closed,
    array(select code from unnest(%(codes)s::text[]) code
          where not exists (
              select from workflow_flowstep s
              where (s.flow, s.version) = (c.flow, c.flow_version)
                and (s.due_kind = 'paper_date' and s.due_name = code
                     or code = any(string_to_array(array_to_string(s.papers, '|'), '|'))))) as unknown,
    %(system)s or exists (
        select from workflow_flowstep s
            cross join lateral unnest(s.needs) need
            join unnest(%(permissions)s::text[], %(areas)s::text[], %(by_reach)s::bool[]) as g (permission, area, by_reach)
                on g.permission = need
        where (s.flow, s.version) = (c.flow, c.flow_version) and case
            when g.by_reach then c.holder = any(%(reach_holders)s::text[]) or c.other_holder = any(%(reach_holders)s::text[])
            else c.region_code::text ^@ g.area or c.other_region_code <> '' and c.other_region_code::text ^@ g.area
                or c.holder <> '' and c.holder = g.area or c.other_holder <> '' and c.other_holder = g.area end
    ) as allowed
from workflow_case c where c.id = any(%(found)s)

-- name: retire
update workflow_paper set current = false
where case_id = any(%(found)s) and code = any(%(codes)s::text[]) and current

-- name: attach
insert into workflow_paper (case_id, code, file_key, value, by_id, by_name, at, current)
select id, code, file_key, value, %(actor)s, %(actor_name)s, %(at)s, true
from unnest(%(ids)s::bigint[], %(papers)s::text[], %(keys)s::text[], %(values)s::text[]) as a (id, code, file_key, value)

-- name: asks_for_date
select exists (select from workflow_flowstep s join workflow_case c on (s.flow, s.version) = (c.flow, c.flow_version)
               where c.id = any(%(found)s) and s.due_kind = 'paper_date' and s.due_name = any(%(codes)s::text[]))
