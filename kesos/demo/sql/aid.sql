-- name: receiving
select count(*) from registry_enrolment where programme = %(programme)s and to_on is null
    and state in ('AKTIF', 'DITANGGUHKAN')

-- name: candidates
-- Listed families of the village without this programme, poorest first; of each its manager.
select f.id, h.person_id
from registry_family f
join lateral (
    select d.decile from registry_decile d where d.family_id = f.id order by d.release desc limit 1) d on d.decile <= 4
join lateral (
    select m.person_id from registry_membership m join registry_person n on n.id = m.person_id
    where m.family_id = f.id and m.left_on is null and n.nik is not null and n.died_on is null
        and n.birth_date < current_date - interval '18 years'
    order by m.relation, n.id limit 1) h on true
where f.region_code = %(village)s
    and exists (select from registry_listing l where l.family_id = f.id and l.to_on is null)
    and not exists (select from registry_enrolment e where e.family_id = f.id and e.to_on is null)
    and not exists (select from registry_enrolment e join registry_membership m on m.person_id = e.person_id
                    where m.family_id = f.id and e.to_on is null)
    and not exists (select from proposals_proposal p where p.family_id = f.id)
order by d.decile, f.id limit %(most)s

-- name: recipients
-- Of one kelurahan, for the operator's round.
select e.id from registry_enrolment e join registry_person p on p.id = e.person_id
where p.region_code = %(village)s and e.to_on is null and e.state = 'AKTIF' and e.programme in ('PKH', 'SEMBAKO')
order by e.id limit %(most)s

-- name: deaths
-- Three of four held aid themselves, so that places become free; all over the city, so that no kelurahan has none.
(select p.nik, p.full_name, p.birth_date, p.region_code from registry_person p
 where p.nik is not null and p.died_on is null and p.id %% 7 = 3 and exists (
    select from registry_enrolment e where e.person_id = p.id and e.to_on is null)
 order by p.id * 7919 %% 10007, p.id limit %(most)s * 3 / 4)
union all
(select p.nik, p.full_name, p.birth_date, p.region_code from registry_person p
 where p.nik is not null and p.died_on is null and p.id %% 11 = 5 and not exists (
    select from registry_enrolment e where e.person_id = p.id)
 order by p.id * 7919 %% 10007, p.id limit %(most)s / 4)

-- name: moves
-- Families that go to the next kelurahan of the city.
select f.kk, f.region_code, t.code, h.nik, h.full_name
from registry_family f
join lateral (
    select n.nik, n.full_name from registry_membership m join registry_person n on n.id = m.person_id
    where m.family_id = f.id and m.left_on is null and m.relation = 1 and n.nik is not null) h on true
join lateral (
    select r.code from regions_region r
    where r.level = 4 and r.valid_to is null and r.code ^@ left(f.region_code, 4) and r.code > f.region_code
    order by r.code limit 1) t on true
where f.kk is not null and f.id %% 97 = 1 and not exists (
    select from registry_membership m join registry_person n on n.id = m.person_id
    where m.family_id = f.id and m.left_on is null and n.nik is null)
    and not exists (select from proposals_proposal p where p.family_id = f.id)
order by f.id * 7919 %% 10007, f.id limit %(most)s

-- name: in_hand
-- Aid that waits for the word of whoever appoints: endorsed, or proposed as a successor.
select p.number, n.died_on is not null
from proposals_proposal p join workflow_case c on c.id = p.case_id join registry_person n on n.id = p.person_id
where p.period_id = %(period)s and p.programme_id is not null and (c.state = 'DISAHKAN' or c.state = 'DAFTAR_TUNGGU'
    and exists (select from programmes_replacement r join programmes_waiting w on w.id = r.waiting_id
                where w.case_id = c.id and r.outcome = 'proposed'))
order by p.number

-- name: what_holds
-- That no quota is exceeded, and how many families hold two programmes that exclude each other.
select (select count(*) from programmes_quota where taken > places),
    (select count(*) from (
        select e.family_id from registry_enrolment e
        join registry_enrolment o on o.family_id = e.family_id and o.to_on is null and o.programme > e.programme
        join programmes_pair y on y.relation = 'exclusive' and y.first = e.programme and y.second = o.programme
            and y.valid_to is null
        where e.to_on is null and (e.person_id = o.person_id or exists (
            select from programmes_programme g where g.code in (e.programme, o.programme) and g.unit = 'family'))
        group by e.family_id) both_of_them),
    (select count(*) from programmes_vacancy where outcome = ''),
    (select count(*) from programmes_waiting where left_at is null)
