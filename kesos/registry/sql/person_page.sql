-- name: page
-- The person, the family of today and every list of the page in one round trip; nothing where the person is out of reach.
with mine as (
    select family_id from registry_membership where person_id = %(person)s and left_on is null
)
select {lists}, {columns}
from registry_person p
join registry_source s on s.id = p.source_id
left join registry_family f on f.id = (select family_id from mine)
left join registry_source fs on fs.id = f.source_id
where p.id = %(person)s and (p.region_code ^@ any (%(areas)s::text[]) or registry_reaches(p.id))

-- name: members
-- Everybody who is or was in the family this person is in now.
select p.id, p.full_name, p.nik, p.sex, p.birth_date, p.died_on, p.occupation, m.relation, m.joined_on, m.left_on
from registry_membership m
join registry_person p on p.id = m.person_id
where m.family_id = (select family_id from mine)
order by m.left_on is not null, m.relation, p.birth_date nulls last, p.id

-- name: enrolments
-- What the person receives or received, and what came to the family through another member.
select e.programme, e.state, e.from_on, e.to_on, s.title, s.dated_on, e.person_id, p.full_name,
       coalesce(e.unlisted_reason, '')
from registry_enrolment e
join registry_source s on s.id = e.source_id
join registry_person p on p.id = e.person_id
where e.person_id = %(person)s
   or e.family_id = (select family_id from mine)
order by e.from_on desc, e.id desc

-- name: listings
select l.register, l.number, l.from_on, l.to_on, l.decree, s.title, s.dated_on
from registry_listing l join registry_source s on s.id = l.source_id
where l.family_id = (select family_id from mine) order by l.from_on desc

-- name: deciles
select d.release, d.decile, d.as_sent, s.title, s.dated_on
from registry_decile d join registry_source s on s.id = d.source_id
where d.family_id = (select family_id from mine) order by d.release desc

-- name: changes
select h.changed_at, h.before, s.title, s.dated_on, s.kind
from registry_personhistory h join registry_source s on s.id = h.source_id
where h.person_id = %(person)s order by h.changed_at desc, h.id desc limit 50

-- name: origins
-- Why each value is what it is: the source of its last change, or the first source if it never changed.
with steps as (
    select h.before, h.source_id, h.changed_at,
           first_value(h.before_source_id) over (order by h.changed_at, h.id) as first_source
    from registry_personhistory h where h.person_id = %(person)s
), last_change as (
    select distinct on (k.key) k.key, steps.source_id
    from steps cross join lateral jsonb_object_keys(steps.before) k (key)
    order by k.key, steps.changed_at desc
)
select '' as field, s.title, s.dated_on
from registry_source s
where s.id = coalesce((select first_source from steps limit 1),
                      (select source_id from registry_person where id = %(person)s))
union all
select c.key, s.title, s.dated_on from last_change c join registry_source s on s.id = c.source_id

-- name: cases
-- What is under way for the family, in any flow.
select c.id, c.flow, c.state, c.title, c.path, c.opened_at, c.due_at
from workflow_case c
where c.family_id = (select family_id from mine) and c.closed_at is null
order by c.due_at, c.id desc limit 20

-- name: place_names
-- Names of where the person lives and lived, and of all that lies above.
select r.code, r.name
from (select region_code as code from registry_person where id = %(person)s
      union select before ->> 'region_code' from registry_personhistory where person_id = %(person)s) lived
join regions_region r on r.code in (left(lived.code, 2), left(lived.code, 4), left(lived.code, 6), lived.code)
group by r.code, r.name
