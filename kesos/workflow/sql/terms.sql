-- Deadlines of cases that enter a state. Needs a relation `entering` (id, flow, flow_version, state, entered_at,
-- opened_at, region_code, period); gives `due_of` (id, due_at, escalate_at). Each different term is counted once.

-- name: terms
bases as (
    select e.id, s.due_kind, s.due_n, s.due_name, s.office_hours, s.due_escalate, s.due_effect, e.region_code,
        coalesce(e.period, date '0001-01-01') as period,
        case when s.due_since in ('', e.state) then e.entered_at else coalesce(
            (select max(d.at) from workflow_decision d
             where d.case_id = e.id and d.to_state = s.due_since and d.moved), e.opened_at) end as since,
        coalesce((select p.value from workflow_paper p
                  where s.due_kind = 'paper_date' and p.case_id = e.id and p.code = s.due_name and p.current), '') as given
    from entering e
        join workflow_flowstep s on (s.flow, s.version, s.state) = (e.flow, e.flow_version, e.state)
    where s.due_kind <> ''
),
counted as materialized (
    select t.*,
        workflow_due(due_kind, due_n, due_name, office_hours, since, region_code,
            nullif(period, date '0001-01-01'), given) as due_at,
        case when due_escalate > 0 then workflow_due(due_kind, due_escalate, due_name, office_hours, since, region_code,
            nullif(period, date '0001-01-01'), given) end as escalate_at
    from (select distinct due_kind, due_n, due_name, office_hours, due_escalate, since, region_code, period, given
          from bases) t
),
due_of as (
    -- the day the office must act by; where nothing is asked of it, the day something happens by itself
    select b.id, coalesce(min(c.due_at) filter (where b.due_effect <> 'after'), min(c.due_at)) as due_at,
        min(c.escalate_at) as escalate_at
    -- every base has its term and every term a base; a full join cannot become a loop over both, whatever is guessed
    from bases b full join counted c
        using (due_kind, due_n, due_name, office_hours, due_escalate, since, region_code, period, given)
    group by b.id
)
