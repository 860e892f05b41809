-- name: exclusive
select e.programme, t.programme
from registry_enrolment e
join registry_enrolment t on t.person_id = %(stays)s and t.to_on is null and t.programme <> e.programme
join programmes_pair y on y.relation = 'exclusive' and y.valid_to is null
    and (y.first, y.second) in ((e.programme, t.programme), (t.programme, e.programme))
where e.person_id = %(gone)s and e.to_on is null order by 1, 2

-- name: twice_in_the_family
-- A family's programme that the one who goes would bring into a family that has it through somebody else.
select e.programme, o.full_name
from registry_enrolment e
join programmes_programme p on p.code = e.programme and p.unit = 'family'
join registry_membership s on s.person_id = %(stays)s and s.left_on is null
join registry_enrolment f on f.family_id = s.family_id and f.programme = e.programme and f.to_on is null
    and f.person_id not in (%(stays)s, %(gone)s)
join registry_person o on o.id = f.person_id
where e.person_id = %(gone)s and e.to_on is null order by 1 limit 5
