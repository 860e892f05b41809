-- name: sent
-- One row a family, as the centre takes it and sends it back with its word; the row policy stands below every table.
select p.number, p.kind, p.region_code, f.kk, h.nik, h.full_name, m.niks, f.address
from proposals_proposal p
join workflow_case c on c.id = p.case_id
join registry_family f on f.id = p.family_id
left join lateral (
    select n.nik, n.full_name from registry_membership s join registry_person n on n.id = s.person_id
    where s.family_id = f.id and s.left_on is null order by s.relation, n.id limit 1) h on true
left join lateral (
    select string_agg(n.nik::text, ' ' order by n.id) as niks
    from proposals_proposalmember s join registry_person n on n.id = s.person_id where s.proposal_id = p.id) m on true
where p.period_id = %(period)s and c.state = any (%(states)s)
order by p.number
