-- What one deliberation speaks about, for the data and for aid, in one place: its screen, its prints and its decisions
-- all read these rows. What is proposed elsewhere joins by a `union all` inside `listed`, with the same columns.

-- name: agenda
with listed as (
    select c.flow, p.id, p.case_id, c.state, p.number, p.family_id, c.title as name,
        case p.kind when 'new' then 'Usulan baru DTSEN' when 'correction' then 'Perbaikan data' else 'Bantuan ' || g.name end
            as proposed,
        p.to_correct as detail, p.deliberation_id, p.is_agreed, p.reason_code, p.reason
    from proposals_proposal p join workflow_case c on c.id = p.case_id
    left join programmes_programme g on g.code = p.programme_id
    where p.period_id = %(period)s and p.region_code = %(village)s
        and (p.deliberation_id = %(deliberation)s or c.state = 'MUSYAWARAH')
)
select l.flow, l.id, l.case_id, l.state, l.number, l.name, head.nik, f.address, f.rt, f.rw,
    (select count(*) from registry_membership m where m.family_id = f.id and m.left_on is null) as members,
    l.proposed, l.detail, coalesce(l.deliberation_id = %(deliberation)s, false) and l.is_agreed is not null as is_said,
    l.is_agreed, l.reason_code, l.reason
from listed l
left join registry_family f on f.id = l.family_id
left join lateral (
    select n.nik from registry_membership s join registry_person n on n.id = s.person_id
    where s.family_id = f.id and s.left_on is null order by s.relation, n.id limit 1
) head on true
where %(open)s or l.deliberation_id = %(deliberation)s
order by f.rw, f.rt, l.name, l.flow, l.id
