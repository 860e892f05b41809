-- name: page
-- Memberships for somebody outside the integrated data, the newest first: why, who wrote it, when. Rows are those the
-- reader's policies show, and in the areas of the right.
select e.id, e.programme, coalesce(g.name, e.programme), e.person_id, p.full_name, p.nik, p.region_code, r.name,
    e.state, e.from_on, e.to_on, e.unlisted_reason, s.by_user_id, '', s.received_at,
    exists (select from registry_listing l where l.family_id = e.family_id and l.from_on <= %(on)s
        and coalesce(l.to_on, 'infinity') >= %(on)s) as listed_now
from registry_enrolment e
join registry_person p on p.id = e.person_id
join registry_source s on s.id = e.source_id
left join programmes_programme g on g.code = e.programme
left join regions_region r on r.code = p.region_code
where e.unlisted_reason <> '' and e.id < %(before)s
    and exists (select from unnest(%(areas)s::text[]) area where p.region_code ^@ area)
    and (%(programme)s = '' or e.programme = %(programme)s)
    and (%(text)s = '' or p.full_name ilike '%%' || %(text)s || '%%' or e.unlisted_reason ilike '%%' || %(text)s || '%%')
order by e.id desc limit %(limit)s
