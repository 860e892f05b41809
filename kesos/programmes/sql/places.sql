-- Places that are free without anybody's leaving in this very act.

-- name: free
-- Of a family that could have kept its place, and in which nobody can take over.
insert into programmes_vacancy (programme_id, region_code, month, enrolment_id, why, opened_at, outcome, note)
select e.programme, p.region_code, date_trunc('month', %(today)s::date)::date, e.id, e.state, %(at)s, '', ''
from registry_enrolment e
join registry_person p on p.id = e.person_id
join programmes_programme g on g.code = e.programme
where e.id = any (%(enrolments)s) and e.state = 'NONAKTIF_MENINGGAL'
order by e.id
on conflict do nothing

-- name: standing
select e.state, e.programme, g.name, g.decided_by, e.family_id, e.person_id, p.region_code, p.died_on,
    (select c.from_state from programmes_membershipchange c
     where c.enrolment_id = e.id and c.to_state = 'DIGANTIKAN' order by c.id desc limit 1)
from registry_enrolment e
join registry_person p on p.id = e.person_id
join programmes_programme g on g.code = e.programme
where e.id = %(enrolment)s

-- name: put_first
-- Whose place is given to another meanwhile waits before all others of the programme.
insert into programmes_waiting (programme_id, family_id, person_id, region_code, returns_id, decile, flags, score,
    proposed_on, entered_at, left_as)
select e.programme, coalesce(e.family_id, m.family_id), e.person_id, p.region_code, e.id, null, 0, 0, e.from_on,
    %(at)s, ''
from registry_enrolment e
join registry_person p on p.id = e.person_id
left join registry_membership m on m.person_id = p.id and m.left_on is null
where e.id = %(enrolment)s and coalesce(e.family_id, m.family_id) is not null
on conflict (programme_id, person_id) where left_at is null do update set returns_id = excluded.returns_id
returning id

-- name: quotas
-- Those of the area that hold today; of one around it, what the area may take of it.
select q.id from programmes_quota q
where (q.region_code ^@ %(area)s or char_length(%(area)s) = 4 and %(area)s ^@ q.region_code)
    and (%(programme)s = '' or q.programme_id = %(programme)s)
    and q.valid_from <= %(today)s and coalesce(q.valid_to, 'infinity') >= %(today)s
    and (q.taken < q.places or exists (select from programmes_vacancy v where v.quota_id = q.id and v.outcome = ''))
order by q.id

-- name: one_at_a_time
-- Whoever opens places of the same quota waits here and then counts anew; memberships are written meanwhile.
select pg_advisory_xact_lock(hashtextextended('programmes.places ' || id, 0)) from unnest(%(quotas)s::bigint[]) as id

-- name: wanted
-- How many more places than are open, of those neither taken, nor promised, nor planned, as many as somebody waits for.
select q.id, q.programme_id, a.code as region_code,
    least(greatest(q.places - q.taken - coalesce(p.n, 0) - v.planned, 0), w.n) - v.opened as more
from programmes_quota q
cross join lateral (
    select case when char_length(q.region_code) < 4 then %(area)s else q.region_code end as code
) a
left join unnest(%(quotas)s::bigint[], %(promised)s::int[]) as p (id, n) on p.id = q.id
cross join lateral (
    select count(*) filter (where s.standing) as planned,
        count(*) filter (where not s.standing and v.outcome = '' and v.region_code = a.code) as opened
    from programmes_vacancy v
    cross join lateral (
        select exists (
            select from programmes_replacement r
            where r.vacancy_id = v.id and r.outcome not in ('refused', 'dropped')) as standing
    ) s
    where v.quota_id = q.id and v.outcome in ('', 'proposed')
) v
cross join lateral (
    select count(*) as n from programmes_waiting w
    where w.programme_id = q.programme_id and w.left_at is null and w.region_code ^@ a.code and not exists (
        select from programmes_replacement r where r.waiting_id = w.id and r.outcome not in ('refused', 'dropped'))
) w
where q.id = any (%(quotas)s)

-- name: open
insert into programmes_vacancy (programme_id, region_code, month, quota_id, why, opened_at, outcome, note)
select w.programme_id, w.region_code, date_trunc('month', %(today)s::date)::date, w.id, 'KUOTA', %(at)s, '', ''
from ({wanted}) w cross join generate_series(1, w.more) where w.more > 0
order by w.id

-- name: close
-- Nobody waits for them any more, or the quota has fewer places: the newest first.
update programmes_vacancy v set outcome = 'taken_back', outcome_at = %(at)s
from (
    select v.id, w.more, row_number() over (partition by v.quota_id order by v.id desc) as nr
    from ({wanted}) w join programmes_vacancy v on v.quota_id = w.id and v.region_code = w.region_code
    where w.more < 0 and v.outcome = '' and not exists (
        select from programmes_replacement r where r.vacancy_id = v.id and r.outcome not in ('refused', 'dropped'))
) x
where v.id = x.id and x.nr <= -x.more

-- name: to_come
select w.programme_id, sum(w.more) from ({wanted}) w where w.more > 0 group by w.programme_id

-- name: lock_quotas
-- From here on nobody else takes a seat of them: what is counted next still holds when the memberships are written.
select q.id from programmes_quota q
where q.id in (
    select v.quota_id from programmes_replacement r join programmes_vacancy v on v.id = r.vacancy_id
    where r.id = any (%(ids)s))
order by q.id for no key update

-- name: without_seat
select x.id from (
    select r.id, v.quota_id, row_number() over (partition by v.quota_id order by r.id) as nr
    from programmes_replacement r join programmes_vacancy v on v.id = r.vacancy_id and v.quota_id is not null
    where r.id = any (%(ids)s)
) x
join programmes_quota q on q.id = x.quota_id
where x.nr > q.places - q.taken or coalesce(q.valid_to, 'infinity') < %(today)s
