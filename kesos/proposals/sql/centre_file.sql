-- name: keep
-- The list as it is locked; what is sent again next year must be the same.
insert into proposals_sentrow (proposal_id, region_code, kk, head_nik, head_name, member_niks, address)
select p.id, p.region_code, f.kk, h.nik, coalesce(h.full_name, ''), coalesce(m.niks, ''), f.address
from proposals_proposal p
join registry_family f on f.id = p.family_id
left join lateral (
    select n.nik, n.full_name from registry_membership s join registry_person n on n.id = s.person_id
    where s.family_id = f.id and s.left_on is null order by s.relation, n.id limit 1) h on true
left join lateral (
    select string_agg(lpad(n.nik::text, 16, '0'), ' ' order by n.id) as niks
    from proposals_proposalmember s join registry_person n on n.id = s.person_id where s.proposal_id = p.id) m on true
where p.case_id = any (%(ids)s)
on conflict do nothing

-- name: sent
-- One row a family, as the centre takes it and sends it back with its word; the row policy stands below every table.
select p.number, p.kind, p.region_code, s.kk, s.head_nik, s.head_name, s.member_niks, s.address
from proposals_proposal p
join workflow_case c on c.id = p.case_id
join proposals_sentrow s on s.proposal_id = p.id
where p.period_id = %(period)s and c.state = any (%(states)s)
order by p.number

-- name: mark
select value from workflow_paper where case_id = %(case)s and code = 'jejak_daftar' and current
