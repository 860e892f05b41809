-- Places that were left, who waits, plans. The row policies stand below every table; a name out of reach is empty.

-- name: vacancies
select v.id, g.name, g.decided_by, r.name, p.full_name, v.enrolment_id, v.why, v.opened_at, v.outcome, n.full_name,
    s.run_id
from programmes_vacancy v
join programmes_programme g on g.code = v.programme_id
join regions_region r on r.code = v.region_code
left join registry_enrolment e on e.id = v.enrolment_id
left join registry_person p on p.id = e.person_id
left join lateral (
    select x.run_id, x.waiting_id from programmes_replacement x
    where x.vacancy_id = v.id and x.outcome not in ('refused', 'dropped') order by x.id desc limit 1
) s on true
left join programmes_waiting w on w.id = s.waiting_id
left join registry_person n on n.id = w.person_id
where exists (select from unnest(%(areas)s::text[]) a where v.region_code ^@ a)
    and (%(programme)s = '' or v.programme_id = %(programme)s)
    and (not %(open)s or v.outcome in ('', 'proposed'))
    and (%(after)s = 0 or v.id < %(after)s)
order by v.id desc limit %(limit)s

-- name: free_by_programme
select g.code, g.name, count(*) from programmes_vacancy v join programmes_programme g on g.code = v.programme_id
where v.outcome = '' and exists (select from unnest(%(areas)s::text[]) a where v.region_code ^@ a)
    and not exists (
        select from programmes_replacement x where x.vacancy_id = v.id and x.outcome not in ('refused', 'dropped'))
group by g.code, g.name, g.position order by g.position

-- name: waiting
-- In the order in which places are given, of one programme.
select w.id, p.full_name, r.name, w.decile, w.flags, w.score, w.proposed_on, c.path,
    exists (select from programmes_replacement x where x.waiting_id = w.id and x.outcome in ('planned', 'proposed')),
    w.returns_id is not null
from programmes_waiting w
join regions_region r on r.code = w.region_code
left join registry_person p on p.id = w.person_id
left join workflow_case c on c.id = w.case_id
where w.left_at is null and w.programme_id = %(programme)s
    and exists (select from unnest(%(areas)s::text[]) a where w.region_code ^@ a)
    and (%(after)s = 0 or (w.returns_id is null, coalesce(w.decile, 99), -bit_count(w.flags::int::bit(8)), -w.score, w.proposed_on, w.id) > (
        select x.returns_id is null, coalesce(x.decile, 99), -bit_count(x.flags::int::bit(8)), -x.score, x.proposed_on, x.id
        from programmes_waiting x where x.id = %(after)s))
order by w.returns_id is null, coalesce(w.decile, 99), -bit_count(w.flags::int::bit(8)), -w.score, w.proposed_on, w.id
limit %(limit)s

-- name: waiting_by_programme
select g.code, g.name, count(*) from programmes_waiting w join programmes_programme g on g.code = w.programme_id
where w.left_at is null and exists (select from unnest(%(areas)s::text[]) a where w.region_code ^@ a)
group by g.code, g.name, g.position order by g.position

-- name: runs
select u.id, r.name, coalesce(g.name, ''), u.vacancies, u.at, u.decided_at,
    (select count(*) from programmes_replacement x where x.run_id = u.id)
from programmes_replacementrun u
join regions_region r on r.code = u.region_code
left join programmes_programme g on g.code = u.programme_code
where exists (select from unnest(%(areas)s::text[]) a where u.region_code ^@ a)
    and (%(after)s = 0 or u.id < %(after)s)
order by u.id desc limit %(limit)s

-- name: rows_of_run
select x.id, g.name, g.decided_by, r.name, o.full_name, v.why, n.full_name, wr.name, x.reach, x.rank, x.among,
    x.outcome, x.note, x.order_key::text, n.nik
from programmes_replacement x
join programmes_vacancy v on v.id = x.vacancy_id
join programmes_programme g on g.code = v.programme_id
join regions_region r on r.code = v.region_code
join programmes_waiting w on w.id = x.waiting_id
join regions_region wr on wr.code = w.region_code
left join registry_enrolment e on e.id = v.enrolment_id
left join registry_person o on o.id = e.person_id
left join registry_person n on n.id = w.person_id
where x.run_id = %(run)s and x.id > %(after)s order by x.id limit %(limit)s

-- name: passed_over
select p.full_name, r.name, g.name, o.reason
from programmes_passedover o
join programmes_waiting w on w.id = o.waiting_id
join programmes_programme g on g.code = w.programme_id
join regions_region r on r.code = w.region_code
left join registry_person p on p.id = w.person_id
where o.run_id = %(run)s order by o.id limit %(limit)s

-- name: membership
select e.id, g.name, g.decided_by, p.id, p.full_name, p.nik, r.name, e.state, e.from_on, e.to_on, e.unlisted_reason,
    s.title, m.case_id, p.region_code, g.code
from registry_enrolment e
join registry_person p on p.id = e.person_id
join regions_region r on r.code = p.region_code
join registry_source s on s.id = e.source_id
left join programmes_programme g on g.code = e.programme
left join programmes_membershipcase m on m.enrolment_id = e.id
where e.id = %(id)s and exists (select from unnest(%(areas)s::text[]) a where p.region_code ^@ a)

-- name: changes
select c.from_state, c.to_state, c.on_day, c.reason_code, c.reason, c.at from programmes_membershipchange c
where c.enrolment_id = %(id)s order by c.id desc limit 50
