-- name: candidates
-- Families of the village not listed now, with a card and a NIK for every member.
select f.id from registry_family f
where f.region_code = %(village)s and f.kk is not null
  and not exists (select from registry_listing l where l.family_id = f.id and l.to_on is null)
  and not exists (select from proposals_proposal p where p.family_id = f.id)
  and exists (select from registry_membership m where m.family_id = f.id and m.left_on is null and m.relation = 1)
  and not exists (select from registry_membership m join registry_person n on n.id = m.person_id
                  where m.family_id = f.id and m.left_on is null and n.nik is null)
order by f.id limit %(most)s

-- name: carried_over
select p.id from proposals_proposal p join proposals_period d on d.id = p.period_id
where d.month = %(month)s::date + interval '1 month'

-- name: in_state
select c.id from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = %(state)s and c.flow = %(flow)s order by c.id

-- name: sent
select p.number from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and c.state = 'DIKIRIM' order by p.number

-- name: listed_person
select m.person_id from registry_listing l
join registry_membership m on m.family_id = l.family_id and m.left_on is null and m.relation = 1
join registry_person p on p.id = m.person_id
where l.to_on is null and p.region_code = %(village)s and p.nik is not null and p.died_on is null
order by l.id limit 1

-- name: recipients
select count(distinct family_id) from registry_enrolment where to_on is null

-- name: people
select count(*), (select count(*) from registry_family) from registry_person

-- name: ward_of_recipients
-- The smallest RW of a kelurahan in which families receive something.
select f.rw from registry_family f
where f.region_code = %(village)s and f.rw <> '' and exists (
    select from registry_enrolment e where e.family_id = f.id and e.to_on is null and e.state = 'AKTIF')
group by f.rw order by count(*), f.rw limit 1

-- name: recipient_without_account
-- A grown-up who receives something, for the account at the counter.
select p.id from registry_person p
join registry_enrolment e on e.person_id = p.id and e.to_on is null and e.state = 'AKTIF'
join registry_membership m on m.person_id = p.id and m.left_on is null
where p.region_code = %(village)s and p.died_on is null and p.birth_date < current_date - interval '25 years'
    and not exists (select from portal_citizenaccount a where a.person_id = p.id)
order by e.programme = 'SEMBAKO' desc, p.id limit 1
