-- name: in_village
-- Recipients of one kelurahan by name: the index person_place_name gives the order, each person their memberships. It
-- sorts by bytes (text_pattern_ops), so the order must say so (~<~), or a page of fifty would read the whole kelurahan.
select e.id from registry_person p
join registry_enrolment e on e.person_id = p.id and {looked_at}
{joined}
where p.region_code = %(village)s and {narrowed} {beyond}
order by p.name_key using ~<~, p.id, e.id limit %(limit)s

-- name: of_holders
-- Recipients given to a companion: the index reach_by_holder finds them, a few hundred at most.
select e.id from registry_person p
join registry_enrolment e on e.person_id = p.id and {looked_at}
{joined}
where p.id in (select r.person_id from registry_reach r
        where r.holder = any (%(holders)s::text[]) and r.to_on is null and r.from_on <= %(today)s)
    and {narrowed} {beyond}
order by p.name_key using ~<~, p.id, e.id limit %(limit)s

-- name: by_name
-- In a wider place by name: the trigrams of its kab/kota find the people, the first few hundred of them.
select e.id from registry_search_names(%(text)s, %(within)s, false, '', 0, 400) s
join registry_person p on p.id = s.person_id
join registry_enrolment e on e.person_id = p.id and {looked_at}
{joined}
where p.region_code ^@ any (%(areas)s::text[]) and {narrowed} {beyond}
order by p.name_key using ~<~, p.id, e.id limit %(limit)s

-- name: begun
-- In a wider place without a name: the checks of the month, the newest first. Each area reads the index of its width.
select found.enrolment_id from unnest(%(areas)s::text[]) as w (area) cross join lateral (
    (select k.enrolment_id, k.id from programmes_check k
     where w.area = '' {narrowed} order by k.id desc limit %(limit)s)
    union all
    (select k.enrolment_id, k.id from programmes_check k
     where length(w.area) = 4 and k.city_code = w.area {narrowed} order by k.id desc limit %(limit)s)
    union all
    (select k.enrolment_id, k.id from programmes_check k
     where length(w.area) not in (0, 4) and k.region_code >= rpad(w.area, 10, '0')
        and k.region_code <= rpad(w.area, 10, '9') {narrowed} order by k.id desc limit %(limit)s)
) found
order by found.id desc limit %(limit)s

-- name: begun_narrowed
and k.month = %(month)s and (%(state)s = '' or k.state = %(state)s)
and (not %(proposed)s or k.proposed_at is not null)
and (%(programme)s = '' or exists (
    select from registry_enrolment e where e.id = k.enrolment_id and e.programme = %(programme)s))
and (%(after)s = 0 or k.id < (select x.id from programmes_check x
    where x.enrolment_id = %(after)s order by (x.month = %(month)s) desc, x.id desc limit 1))

-- name: looked_at
-- Who receives, and whom the check of this very month has ended: they stay on the list of the month that decided it.
(e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN') or e.to_on is not null and exists (
    select from programmes_check x
    where x.enrolment_id = e.id and x.month = %(month)s and x.state = 'DISETUJUI_TIDAK_LAYAK' offset 0))

-- name: joined
left join lateral (
    select k.id, k.state, k.proposed_at from programmes_check k
    where k.enrolment_id = e.id
        and (k.month = %(month)s or k.state not in ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS'))
    order by k.month desc limit 1
) k on true

-- name: narrowed
(%(programme)s = '' or e.programme = %(programme)s)
and (%(state)s = '' or coalesce(k.state, 'BELUM_DIPERIKSA') = %(state)s)
and (not %(proposed)s or k.proposed_at is not null)
and (%(key)s = '' or p.name_key like %(like)s)
and (not %(without_photo)s or not {photo})
and (%(rw)s = '' or exists (
    select from registry_membership rm join registry_family rf on rf.id = rm.family_id
    where rm.person_id = p.id and rm.left_on is null and ltrim(rf.rw, '0') = %(rw)s offset 0))

-- name: beyond
and p.name_key ~>=~ {last_name} and (p.name_key ~>~ {last_name} or (p.id, e.id) > (
    (select e.person_id from registry_enrolment e where e.id = %(after)s), %(after)s))

-- name: last_name
(select p.name_key from registry_enrolment e join registry_person p on p.id = e.person_id where e.id = %(after)s)

-- name: photo
-- Whether the house of the person of this membership has a picture, of its own, from a visit or from a check: the one
-- place that knows. «offset 0»: asked for each line by index; the planner would else read every visit and every check
-- for a page of fifty.
(exists (
    select from registry_membership fm
    join registry_family hf on hf.id = fm.family_id
    join evidence_housephoto h on h.family_id = hf.id and h.region_code = hf.region_code and h.view = 'front'
        and h.is_current
    join files_stored_file hs on hs.key = h.file_id and hs.deleted_at is null
    where fm.person_id = e.person_id and fm.left_on is null offset 0)
or exists (
    select from registry_membership fm
    join registry_familyvisit fv on fv.family_id = fm.family_id and fv.photo_front is not null and not fv.draft
    where fm.person_id = e.person_id and fm.left_on is null offset 0)
or exists (
    select from programmes_check pk
    join workflow_paper w on w.case_id = pk.case_id and w.code = 'foto_rumah_depan' and w.current
    where pk.enrolment_id = e.id offset 0))

-- name: rows
-- What a list shows beside the names of one page. Run as the system, for ids that were judged before.
select e.id, p.id, p.full_name, p.nik, e.programme, coalesce(g.name, e.programme), e.state, p.region_code,
    coalesce(f.address, ''), coalesce(f.rt, ''), coalesce(f.rw, ''), k.id, coalesce(k.state, 'BELUM_DIPERIKSA'),
    k.month, k.proposed_at, coalesce(k.found, '[]'), {photo}
from unnest(%(ids)s::bigint[]) with ordinality as i (id, nr)
join registry_enrolment e on e.id = i.id
join registry_person p on p.id = e.person_id
left join programmes_programme g on g.code = e.programme
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
left join lateral (
    select k.* from programmes_check k
    where k.enrolment_id = e.id
        and (k.month = %(month)s or k.state not in ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS'))
    order by k.month desc limit 1
) k on true
order by i.nr

-- name: recipients
-- Everybody of these kelurahan is read for it, so the numbers are kept for a while. Run as the system.
select p.region_code, count(*)
from registry_person p
join registry_enrolment e on e.person_id = p.id and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
where p.region_code = any (%(villages)s::text[])
group by p.region_code

-- name: begun_in
-- What of it is begun and decided this month, as it is now, and whom it ended, who are no recipients any more; a check
-- counts where it was begun. Run as the system.
select k.region_code, count(*) filter (where k.state not in ('BELUM_DIPERIKSA', 'DIPERIKSA')),
    count(*) filter (where k.state in ('USUL_TIDAK_LAYAK', 'MENUNGGU_PENGESAHAN')),
    count(*) filter (where k.proposed_at is not null and k.state in ('BELUM_DIPERIKSA', 'DIPERIKSA')),
    count(*) filter (where e.to_on is not null)
from programmes_check k
join registry_enrolment e on e.id = k.enrolment_id
    and (e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN') or k.state = 'DISETUJUI_TIDAK_LAYAK')
where k.region_code = any (%(villages)s::text[]) and k.month = %(month)s
group by k.region_code

-- name: progress_of_reach
-- How far what was given to a companion has come, by kelurahan: a few hundred people. Run as the system.
select p.region_code, count(*), count(*) filter (where k.state not in ('BELUM_DIPERIKSA', 'DIPERIKSA')),
    count(*) filter (where k.state in ('USUL_TIDAK_LAYAK', 'MENUNGGU_PENGESAHAN')),
    count(*) filter (where k.proposed_at is not null and k.state in ('BELUM_DIPERIKSA', 'DIPERIKSA'))
from registry_person p
join registry_enrolment e on e.person_id = p.id and {looked_at}
left join programmes_check k on k.enrolment_id = e.id and k.month = %(month)s
where p.id in (select r.person_id from registry_reach r where r.holder = any (%(holders)s) and r.to_on is null)
group by p.region_code order by p.region_code

-- name: refused
-- Of these, who cannot be passed in one act with others: a rule found something, or a check stands elsewhere.
select e.id, coalesce(k.state, ''), coalesce(k.proposed_at is not null, false)
from registry_enrolment e
left join programmes_check k on k.enrolment_id = e.id and (
    k.month = %(month)s or k.state not in ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS'))
where e.id = any (%(ids)s)

-- name: lock
select e.id from registry_enrolment e
where e.id = any (%(ids)s) and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
order by e.id for no key update

-- name: to_open
-- Recipients who have no check in this month and none left open; the companion they are given to may act on the case.
select e.id::text, p.region_code, coalesce(e.family_id, m.family_id), p.full_name || ' · ' || e.programme,
    '/kelayakan/' || e.id || '/', %(month)s::date, coalesce(r.holder, '')
from registry_enrolment e
join registry_person p on p.id = e.person_id
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join lateral (
    select r.holder from registry_reach r
    where r.person_id = p.id and r.holder like 'assignment:%%' and r.to_on is null order by r.id desc limit 1
) r on true
where e.id = any (%(enrolments)s) and not exists (
    select from programmes_check k where k.enrolment_id = e.id and (k.month = %(month)s
        or k.state not in ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS')))
order by e.id

-- name: keep
insert into programmes_check (enrolment_id, person_id, case_id, region_code, month, state, found, proposed_at,
    reason_code, reason, evidence)
select e.id, e.person_id, c.id, c.region_code, %(month)s, 'BELUM_DIPERIKSA', o.found::jsonb, %(proposed_at)s, '', '', ''
from unnest(%(enrolments)s::bigint[], %(cases)s::bigint[], %(found)s::text[]) as o (enrolment_id, case_id, found)
join registry_enrolment e on e.id = o.enrolment_id
join workflow_case c on c.id = o.case_id
order by e.id

-- name: mark
-- One more thing that was found, beside what is there already; a check that is decided keeps what it was decided on.
update programmes_check k set found = k.found || %(line)s::jsonb, proposed_at = coalesce(k.proposed_at, %(at)s)
where k.enrolment_id = %(enrolment)s and k.state in ('BELUM_DIPERIKSA', 'DIPERIKSA') and not k.found @> %(line)s::jsonb

-- name: follow
update programmes_check k set state = c.state, reason_code = coalesce(nullif(d.reason_code, ''), k.reason_code)
from workflow_case c
left join workflow_decision d on d.case_id = c.id and d.seq = c.stay and d.to_state = 'USUL_TIDAK_LAYAK'
    and d.action = 'tidak_layak'
where k.case_id = c.id and c.id = any (%(ids)s)

-- name: carried
-- Which memberships an agreement on these checks is about.
select k.enrolment_id, k.reason_code, k.month from programmes_check k
where k.case_id = any (%(ids)s) order by k.enrolment_id

-- name: notices
insert into programmes_checknotice (check_row_id, person_id, region_code, text, told_on, object_until, answer_days,
    handed_to)
select k.id, k.person_id, k.region_code, t.text, %(today)s, t.until, %(answer_days)s, ''
from unnest(%(checks)s::bigint[], %(texts)s::text[], %(untils)s::date[]) as t (id, text, until)
join programmes_check k on k.id = t.id
on conflict do nothing

-- name: object_until
select k.id, ((workflow_due('working_days', %(days)s, '', false, %(at)s, k.region_code, null, null)
        - interval '1 second') at time zone workflow_zone(k.region_code))::date
from programmes_check k where k.id = any (%(ids)s)

-- name: without_check
-- A membership ends as unfit only under a check that two people agree on: in the act of the head, or waiting for it.
select m.case_id from programmes_membershipcase m
where m.case_id = any (%(ids)s) and not exists (
    select from programmes_check k join workflow_case c on c.id = k.case_id
    where k.enrolment_id = m.enrolment_id and (c.state = 'MENUNGGU_PENGESAHAN'
        or c.state = 'DISETUJUI_TIDAK_LAYAK' and c.entered_at = %(at)s))

-- name: history
select k.id, k.month, k.state, k.reason_code, k.reason, k.checked_on, k.proposed_at is not null, c.id
from programmes_check k join workflow_case c on c.id = k.case_id
where k.enrolment_id = %(enrolment)s order by k.month desc limit 24

-- name: aid
-- All aid of the person and of everybody in their family, wherever it was given. Run as the system.
-- Two ways to a membership, each by its own index: joined by «or» they would read every membership of the country.
with found as (
    select e.id from registry_enrolment e
    where e.person_id = any (array(
        select %(person)s union select m.person_id from registry_membership m
        where m.family_id = %(family)s and m.left_on is null))
    union
    select e.id from registry_enrolment e where e.family_id = %(family)s
)
select coalesce(g.name, e.programme), e.state, e.from_on, e.to_on, p.full_name, r.name, e.id = %(enrolment)s, e.id
from found
join registry_enrolment e on e.id = found.id
join registry_person p on p.id = e.person_id
join regions_region r on r.code = p.region_code
left join programmes_programme g on g.code = e.programme
order by e.to_on is not null, e.from_on desc, e.id desc limit 40

-- name: visits
select v.id from registry_familyvisit v where v.family_id = %(family)s and not v.draft order by v.id desc limit 1

-- name: asked
-- The memberships themselves, put to the rules of their programmes.
select e.id, e.programme, coalesce(e.family_id, m.family_id), e.person_id
from registry_enrolment e
left join registry_membership m on m.person_id = e.person_id and m.left_on is null
where e.id = any (%(ids)s)

-- name: doubles
-- The same programme a second time: to the same person, or to the family where the programme is one of families.
select distinct e.id, r.name
from registry_enrolment e
left join registry_membership m on m.person_id = e.person_id and m.left_on is null
left join programmes_programme g on g.code = e.programme
join registry_enrolment o on o.programme = e.programme and o.id <> e.id and o.to_on is null
    and o.state in ('AKTIF', 'DITANGGUHKAN')
    and (o.person_id = e.person_id or g.unit = 'family' and o.family_id = coalesce(e.family_id, m.family_id))
join registry_person p on p.id = o.person_id
join regions_region r on r.code = p.region_code
where e.id = any (%(ids)s)

-- name: slice
-- The next recipients a rule has not looked at this month, the dead aside: their places end by the death itself.
select e.id from registry_enrolment e
join registry_person p on p.id = e.person_id and p.died_on is null
where e.id > %(after)s and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
order by e.id limit %(limit)s

-- name: companions
-- Who accompanies families here, and how many people they reach.
select g.holder, u.id, u.full_name, g.area,
    (select count(distinct m.family_id) from registry_reach r
        join registry_membership m on m.person_id = r.person_id and m.left_on is null
        where r.holder = g.holder and r.to_on is null)
from access_grant g join access_user u on u.id = g.user_id and u.is_active
where g.role_id = 'PENDAMPING' and g.holder like 'assignment:%%' and g.valid_from <= %(at)s
    and (g.valid_to is null or g.valid_to > %(at)s)
    and exists (select from unnest(%(areas)s::text[]) a where g.area ^@ a or a ^@ g.area)
order by u.full_name, g.holder

-- name: receiving
-- Families of a kelurahan that receive something, in one RW or RT where it is told.
where f.region_code = %(village)s and (%(rw)s = '' or ltrim(f.rw, '0') = ltrim(%(rw)s, '0'))
    and (%(rt)s = '' or ltrim(f.rt, '0') = ltrim(%(rt)s, '0'))
    and exists (select from registry_membership fm join registry_enrolment e on e.person_id = fm.person_id
        where fm.family_id = f.id and fm.left_on is null and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN'))

-- name: to_assign
select count(distinct f.id), count(distinct f.id) filter (where exists (
        select from registry_reach r where r.person_id = p.id and r.holder like 'assignment:%%' and r.to_on is null))
from registry_family f
join registry_membership m on m.family_id = f.id and m.left_on is null
join registry_person p on p.id = m.person_id
{receiving}

-- name: chosen_people
create temporary table given on commit drop as
select p.id as person_id, p.region_code, f.id as family_id
from registry_family f
join registry_membership m on m.family_id = f.id and m.left_on is null
join registry_person p on p.id = m.person_id
{receiving}

-- name: take_from_others
update registry_reach r set to_on = greatest(r.from_on, %(today)s)
from given g
where r.person_id = g.person_id and r.holder like 'assignment:%%' and r.holder <> %(holder)s and r.to_on is null

-- name: give
insert into registry_reach (person_id, holder, region_code, from_on, why)
select g.person_id, %(holder)s, g.region_code, %(today)s, %(why)s from given g
where not exists (
    select from registry_reach r where r.person_id = g.person_id and r.holder = %(holder)s and r.to_on is null)
order by g.person_id

-- name: open_cases
-- Checks already begun of those who are given: their cases go along.
select k.case_id from programmes_check k join given g on g.person_id = k.person_id
where k.state not in ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS') order by k.case_id

-- name: given
select count(distinct family_id) from given

