-- name: eligible
select p.id, p.full_name
from registry_enrolment n
join registry_membership m on m.family_id = n.family_id and m.left_on is null
join registry_person p on p.id = m.person_id
where n.id = %(enrolment)s and n.state = 'NONAKTIF_MENINGGAL' and p.died_on is null and p.id <> n.person_id
  and p.birth_date <= %(today)s::date - interval '18 years'
  and not exists (
    select from registry_enrolment o where o.person_id = p.id and o.programme = n.programme and o.to_on is null)
order by m.relation, p.birth_date, p.id

-- name: chosen
select k.enrolment_id, w.value::bigint as person_id
from programmes_membershipcase k
join workflow_case c on c.id = k.case_id
join workflow_decision d on d.case_id = c.id and d.seq = c.stay and d.action = 'ganti_pengurus'
join workflow_paper w on w.case_id = c.id and w.code = 'pengganti_dalam_kk' and w.current and w.value ~ '^[0-9]{1,18}$'
where k.case_id = any (%(cases)s)

-- name: lead
update registry_membership m set relation = 1
from ({chosen}) s join registry_enrolment n on n.id = s.enrolment_id
where m.person_id = s.person_id and m.family_id = n.family_id and m.left_on is null
  and not exists (
    select from registry_membership h where h.family_id = m.family_id and h.left_on is null and h.relation = 1)

-- name: take_over
update registry_enrolment n set person_id = s.person_id from ({chosen}) s where n.id = s.enrolment_id
