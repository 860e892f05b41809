-- What a letter says of people, for one of them or for a thousand: two statements, whatever their number.

-- name: people
-- Each person who is in reach, the family of today, its listing in force on the day, and its newest decile.
select p.id, p.full_name, p.nik, p.sex, p.birth_place, p.birth_date, p.occupation, p.region_code,
    m.family_id, f.kk, coalesce(f.address, ''), coalesce(f.rt, ''), coalesce(f.rw, ''),
    l.register, l.number, l.decree, l.dated_on, d.release, d.decile, coalesce(e.programmes, '{}')
from registry_person p
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
left join lateral (
    select l.register, l.number, l.decree, s.dated_on
    from registry_listing l join registry_source s on s.id = l.source_id
    where l.family_id = m.family_id and l.from_on <= %(on)s and (l.to_on is null or l.to_on >= %(on)s)
    order by l.from_on desc, l.id desc limit 1
) l on true
left join lateral (
    select d.release, d.decile from registry_decile d where d.family_id = m.family_id order by d.release desc limit 1
) d on true
left join lateral (
    select array_agg(distinct e.programme order by e.programme) as programmes
    from registry_enrolment e where (e.person_id = p.id or e.family_id = m.family_id) and e.to_on is null
) e on true
where p.id = any(%(people)s) and (p.region_code ^@ any(%(areas)s::text[]) or registry_reaches(p.id))

-- name: members
-- Who lives in these families today, the head first.
select m.family_id, p.id, p.full_name, p.nik, m.relation
from registry_membership m
join registry_person p on p.id = m.person_id
where m.family_id = any(%(families)s) and m.left_on is null and p.died_on is null
order by m.family_id, m.relation, p.birth_date nulls last, p.id
