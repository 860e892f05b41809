-- name: known_papers
-- What the registry vouches for: the card, a NIK for every member (or the reason why there is none), a visit.
select
    case when f.kk is not null then 'tercatat' end,
    case when not exists (
        select from proposals_proposalmember m join registry_person n on n.id = m.person_id
        where m.proposal_id = p.id and n.nik is null and n.no_nik_reason is null
    ) then 'lengkap' end,
    (select 'kunjungan ' || to_char(coalesce(v.survey_date, v.recorded_at::date), 'FMDD-FMMM-YYYY')
     from registry_familyvisit v where v.family_id = f.id and not v.draft order by v.id desc limit 1)
from proposals_proposal p join registry_family f on f.id = p.family_id
where p.id = %(proposal)s

-- name: members
select p.case_id, coalesce(array_agg(m.person_id order by m.person_id) filter (
    where n.nik is not null or n.no_nik_reason is null), '{}')
from proposals_proposal p join proposals_proposalmember m on m.proposal_id = p.id
    join registry_person n on n.id = m.person_id
where p.case_id = any (%(ids)s) group by p.case_id

-- name: waiting_for_match
-- Locked: whoever carries them on at the same time waits here, and then finds them moved.
select c.id from workflow_case c
where c.id = any (%(ids)s) and c.flow = 'usulan_dtks' and c.state = 'DIAJUKAN' and c.closed_at is null
order by c.id for no key update

-- name: proposed_where
select r.name from proposals_proposalmember m
join proposals_proposal p on p.id = m.proposal_id
join workflow_case c on c.id = p.case_id and c.closed_at is null
join regions_region r on r.code = p.region_code
where m.period_id = %(period)s and m.person_id = any (%(people)s) and m.programme_code = '' limit 1
