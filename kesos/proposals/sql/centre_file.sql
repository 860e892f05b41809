-- name: to_send
-- What the centre is asked: endorsed families for the data, endorsed aid of its own programmes, and successors of this
-- kab/kota that were proposed and stand in no list yet, of whichever month they are. Aid that the region appoints
-- itself is not its matter.
select p.id, null::bigint as replacement_id
from proposals_proposal p
join workflow_case c on c.id = p.case_id and c.state = 'DISAHKAN'
left join programmes_programme g on g.code = p.programme_id
where p.period_id = %(period)s and (p.programme_id is null or g.decided_by = 'centre')
union all
select p.id, r.id
from programmes_replacement r
join programmes_vacancy v on v.id = r.vacancy_id and v.outcome = 'proposed'
join programmes_waiting w on w.id = r.waiting_id and w.left_at is null
join proposals_proposal p on p.case_id = w.case_id
where r.outcome = 'proposed' and r.region_code ^@ %(city)s
    and not exists (select from proposals_sentrow s where s.replacement_id = r.id)

-- name: keep
-- The list as it is locked; what is sent again next year must be the same.
insert into proposals_sentrow (period_id, proposal_id, replacement_id, region_code, number, kind, kk, head_nik, head_name,
    member_niks, address, programme_code, recipient_nik, recipient_name, left_nik)
select %(period)s, p.id, t.replacement_id, p.region_code, p.number, p.kind, f.kk, h.nik, coalesce(h.full_name, ''),
    coalesce(m.niks, ''), f.address, coalesce(p.programme_id, ''), n.nik, coalesce(n.full_name, ''), o.nik
from ({to_send}) t
join proposals_proposal p on p.id = t.id
join registry_family f on f.id = p.family_id
left join registry_person n on n.id = p.person_id
left join programmes_replacement r on r.id = t.replacement_id
left join programmes_vacancy v on v.id = r.vacancy_id
left join registry_enrolment e on e.id = v.enrolment_id
left join registry_person o on o.id = e.person_id
left join lateral (
    select n.nik, n.full_name from registry_membership s join registry_person n on n.id = s.person_id
    where s.family_id = f.id and s.left_on is null order by s.relation, n.id limit 1) h on true
left join lateral (
    select string_agg(lpad(n.nik::text, 16, '0'), ' ' order by n.id) as niks
    from proposals_proposalmember s join registry_person n on n.id = s.person_id where s.proposal_id = p.id) m on true
order by p.number

-- name: fingerprint
-- Of the list as it is kept, so that whoever holds the file can work it out from the file alone.
select encode(sha256(convert_to(coalesce(string_agg(line, e'\n' order by line collate "C"), ''), 'UTF8')), 'hex')
from (
    select number || '|' || coalesce(lpad(kk::text, 16, '0'), '') || '|' || region_code || '|'
        || replace(member_niks, ' ', ',') || case when kind = 'aid' then '|' || programme_code || '|'
            || coalesce(lpad(recipient_nik::text, 16, '0'), '') || '|' || coalesce(lpad(left_nik::text, 16, '0'), '')
        else '' end as line
    from proposals_sentrow where period_id = %(period)s
) listed

-- name: sent
-- One row a proposal, as the centre takes it and sends it back with its word; the row policy stands below.
select s.number, s.kind, s.replacement_id is not null, s.region_code, s.kk, s.head_nik, s.head_name, s.member_niks,
    s.address, s.programme_code, s.recipient_nik, s.recipient_name, s.left_nik
from proposals_sentrow s where s.period_id = %(period)s
order by s.number

-- name: mark
select value from workflow_paper where case_id = %(case)s and code = 'jejak_daftar' and current
