-- name: members
-- Also who has left the family since; whoever lives in another's area by now keeps a row without a name.
select m.person_id, n.full_name, n.nik, n.no_nik_reason, n.sex, n.birth_date, s.relation
from proposals_proposalmember m
join proposals_proposal p on p.id = m.proposal_id
left join registry_person n on n.id = m.person_id
left join registry_membership s on s.person_id = n.id and s.family_id = p.family_id and s.left_on is null
where m.proposal_id = %(proposal)s order by s.relation nulls last, n.birth_date nulls last, m.person_id

-- name: joined_since
-- Who is in the family today and was not proposed with it: born, moved in, or added since.
select n.id, n.full_name from proposals_proposal p
join registry_membership s on s.family_id = p.family_id and s.left_on is null
join registry_person n on n.id = s.person_id
where p.id = %(proposal)s
    and not exists (select from proposals_proposalmember m where m.proposal_id = p.id and m.person_id = n.id)
order by s.relation, n.birth_date, n.id

-- name: months
select distinct month from proposals_period order by month desc limit %(most)s

-- name: without_minutes
-- Villages of the month whose proposals wait for a deliberation that has not yet been carried out.
select r.code, r.name, count(*) as waiting, min(d.held_on),
    bool_or(d.state in ('DIUNGGAH', 'DIGANTI_SPTJM')) as has_paper
from proposals_proposal p
join workflow_case c on c.id = p.case_id and c.state = 'MUSYAWARAH'
join regions_region r on r.code = p.region_code
left join lateral (
    select m.held_on, k.state from proposals_deliberation m join workflow_case k on k.id = m.case_id
    where m.period_id = p.period_id and m.region_code = p.region_code and k.state <> 'BATAL'
    order by m.held_on desc limit 1
) d on true
where p.period_id = %(period)s
group by r.code, r.name order by r.name

-- name: deliberations
select m.id, m.region_code, r.name, m.held_on, m.place, c.state, c.due_at,
    (select count(*) from proposals_proposal p join workflow_case k on k.id = p.case_id
     where p.period_id = m.period_id and p.region_code = m.region_code and k.state = 'MUSYAWARAH') as waiting,
    (select count(*) from proposals_proposal p where p.deliberation_id = m.id and p.is_agreed) as agreed,
    (select count(*) from proposals_proposal p where p.deliberation_id = m.id and not p.is_agreed) as refused
from proposals_deliberation m
join workflow_case c on c.id = m.case_id
join regions_region r on r.code = m.region_code
where m.period_id = %(period)s
  and exists (select from unnest(%(areas)s::text[]) a where m.region_code ^@ a)
order by m.held_on, r.name, m.id
