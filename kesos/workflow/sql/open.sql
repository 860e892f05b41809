-- New cases at the beginning of their flow or in a state given, in the order given; ref is the caller's own name for each.

-- name: out_of_reach
select count(*) from ({rows}) q
where not (%(system)s or q.region_code::text ^@ any(%(reach_areas)s::text[])
    or q.holder = any(%(reach_holders)s::text[]))

-- name: open
with given as materialized (
    select row_number() over () as nr, q.* from ({rows}) q
),
numbered as materialized (
    select nextval(pg_get_serial_sequence('workflow_case', 'id')) as id, g.* from (select * from given order by nr) g
),
entering as materialized (
    select n.id, n.nr, n.ref, v.flow, v.version as flow_version, coalesce(nullif(%(state)s, ''), v.starts) as state,
        %(at)s::timestamptz as entered_at, %(at)s::timestamptz as opened_at,
        -- what an institution holds is not shown to the kelurahan around it
        case when v.held_by <> '' then left(n.region_code, 4) else n.region_code end as region_code, n.period,
        n.holder, n.other_region_code, n.other_holder, n.family_id, n.amount, n.title, n.path
    from numbered n cross join (
        select * from workflow_flowversion where (flow, version) = (%(flow)s, %(version)s)
    ) v
),
{terms},
opened as (
    insert into workflow_case (id, flow, flow_version, state, last_seq, entered_at, opened_at, opened_by,
        opened_by_name, due_at, escalate_at, period, region_code, holder, other_region_code, other_holder, family_id,
        amount, title, path)
    select e.id, e.flow, e.flow_version, e.state, 0, e.entered_at, e.opened_at, %(actor)s, %(actor_name)s, t.due_at,
        t.escalate_at, e.period, e.region_code, e.holder, e.other_region_code, e.other_holder, e.family_id, e.amount,
        e.title, e.path
    from entering e full join due_of t on t.id = e.id
)
select id, ref, region_code, state from entering order by nr

-- name: version
select v.version, v.held_by, %(state)s = '' or exists (
    select from workflow_flowstate z
    where (z.flow, z.version, z.state, z.opens) = (v.flow, v.version, %(state)s, true))
from workflow_flowversion v where v.flow = %(flow)s
order by v.since <= %(at)s desc, case when v.since <= %(at)s then -v.version else v.version end limit 1

-- name: listed
select x.ref, x.region_code, x.holder, x.other_region_code, x.other_holder, x.family_id, x.amount, x.title, x.path, x.period
from jsonb_to_recordset(%(rows)s) as x (ref text, region_code text, holder text, other_region_code text,
    other_holder text, family_id bigint, amount bigint, title text, path text, period date)

-- name: without_case
select s.to_state from workflow_flowstep s
where s.flow = %(flow)s and s.state = %(state)s and s.action = %(action)s
    and s.version = (
        select v.version from workflow_flowversion v where v.flow = %(flow)s
        order by v.since <= %(at)s desc, case when v.since <= %(at)s then -v.version else v.version end limit 1)
    and cardinality(s.needs) = 1 and s.needs <@ s.system_may and s.quorum = 1 and s.quorum_rule = ''
    and cardinality(s.guards) = 0 and not s.reason and s.reason_list = '' and s.due_effect not in ('close', 'after')
    and s.papers <@ %(brings)s::text[]
    and not exists (
        select from workflow_freeze f
        where f.flow in ('', %(flow)s) and %(at)s >= f.starts_at and %(at)s < f.ends_at
            and not f.save_for && array[%(action)s, %(flow)s || '.' || %(action)s]::text[])
