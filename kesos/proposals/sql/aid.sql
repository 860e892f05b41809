-- name: known_papers
-- What the registry vouches for: the listing, or this month's proposal into it; the programme; what of it is in the family.
select
    (select 'terdaftar sejak ' || to_char(l.from_on, 'DD-MM-YYYY') from registry_listing l
     where l.family_id = p.family_id and l.to_on is null order by l.from_on limit 1),
    (select d.number from proposals_proposal d join workflow_case c on c.id = d.case_id
     where d.family_id = p.family_id and d.period_id = p.period_id and d.programme_id is null
        and c.state not in ('DITARIK', 'DITOLAK_MUSKEL', 'DITOLAK_DINSOS', 'TIDAK_DITETAPKAN') limit 1),
    g.name,
    case when g.code <> 'PKH' then 'tidak diminta program ini' else (
        select count(*) || ' anggota' from proposals_proposalmember m where m.proposal_id = p.id) end
from proposals_proposal p join programmes_programme g on g.code = p.programme_id
where p.id = %(proposal)s

-- name: asked
select p.case_id, p.programme_id, p.family_id, p.person_id from proposals_proposal p
where p.case_id = any (%(ids)s) and p.programme_id is not null

-- name: in_same_month
-- Cases whose family is itself proposed into the integrated data this month.
select p.case_id from proposals_proposal p
join proposals_proposal d on d.family_id = p.family_id and d.period_id = p.period_id and d.programme_id is null
join workflow_case c on c.id = d.case_id
    and c.state not in ('DITARIK', 'DITOLAK_MUSKEL', 'DITOLAK_DINSOS', 'TIDAK_DITETAPKAN')
where p.case_id = any (%(ids)s)

-- name: keep_findings
update proposals_proposal p set findings = t.findings::jsonb, checked_at = %(at)s
from unnest(%(ids)s::bigint[], %(findings)s::text[]) as t (case_id, findings) where p.case_id = t.case_id

-- name: aided_where
select r.name from proposals_proposalmember m
join proposals_proposal p on p.id = m.proposal_id and p.programme_id = %(programme)s
join workflow_case c on c.id = p.case_id and c.closed_at is null
join regions_region r on r.code = p.region_code
where m.period_id = %(period)s and m.person_id = any (%(people)s) and m.programme_code = %(programme)s limit 1

-- name: places
-- Of those just endorsed: who has a place to wait for, in the order of the list, and who goes on the waiting list.
-- A programme of the centre without a known quota waits for its decree; one of the region without a quota has no place.
with endorsed as (
    select p.case_id, p.programme_id, p.region_code, g.decided_by, q.id as quota, q.places - q.taken as free,
        d.decile
    from proposals_proposal p
    join programmes_programme g on g.code = p.programme_id
    left join lateral (
        select q.* from programmes_quota q
        where q.programme_id = p.programme_id and p.region_code ^@ q.region_code
            and q.valid_from <= %(on)s and coalesce(q.valid_to, 'infinity') >= %(on)s
        order by char_length(q.region_code) desc limit 1
    ) q on true
    left join lateral (
        select d.decile from registry_decile d where d.family_id = p.family_id order by d.release desc limit 1
    ) d on true
    where p.case_id = any (%(ids)s)
),
-- free places that are somebody's: of whoever was endorsed before, and of those who wait for no place that was left
already as (
    select e.quota, (
            select count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id and c.state = 'DISAHKAN'
            where p.programme_id = q.programme_id and p.region_code ^@ q.region_code and not p.case_id = any (%(ids)s)
        ) + (
            select count(*) from programmes_waiting w
            where w.programme_id = q.programme_id and w.left_at is null and w.region_code ^@ q.region_code
                and not exists (
                    select from programmes_replacement r
                    join programmes_vacancy v on v.id = r.vacancy_id and v.enrolment_id is not null
                    where r.waiting_id = w.id and r.outcome in ('planned', 'proposed'))
        ) as n
    from (select distinct quota from endorsed where quota is not null) e
    join programmes_quota q on q.id = e.quota
)
select e.case_id from (
    select *, row_number() over (partition by quota order by decile nulls last, case_id) as turn from endorsed
) e left join already a on a.quota = e.quota
where case when e.quota is null then e.decided_by = 'region'
    else e.turn > greatest(e.free - coalesce(a.n, 0), 0) end
order by e.case_id

-- name: promised
-- Endorsed and not yet appointed: these have a place of the quota.
select q.id, count(*)
from programmes_quota q
join workflow_case c on c.flow = 'usulan_bansos' and c.state = 'DISAHKAN' and c.closed_at is null
    and c.region_code >= q.region_code and c.region_code < q.region_code || '~'
join proposals_proposal p on p.case_id = c.id and p.programme_id = q.programme_id
where q.id = any (%(quotas)s) group by q.id

-- name: enter_list
insert into programmes_waiting (programme_id, family_id, person_id, region_code, case_id, decile, flags, score,
    proposed_on, entered_at, left_as)
select p.programme_id, p.family_id, p.person_id, p.region_code, p.case_id, d.decile, 0, 0,
    (c.opened_at at time zone workflow_zone(p.region_code))::date, %(at)s, ''
from proposals_proposal p join workflow_case c on c.id = p.case_id
left join lateral (
    select d.decile from registry_decile d where d.family_id = p.family_id order by d.release desc limit 1
) d on true
where p.case_id = any (%(ids)s)
on conflict do nothing

-- name: leave_list
update programmes_waiting w set left_at = %(at)s, left_as = %(left_as)s
where w.case_id = any (%(ids)s) and w.left_at is null

-- name: reopen_vacancies
-- The centre refused the successor: the place is free for the next.
with refused as (
    update programmes_replacement r set outcome = 'refused'
    from programmes_waiting w
    where w.id = r.waiting_id and w.case_id = any (%(ids)s) and r.outcome = 'proposed'
    returning r.vacancy_id
)
update programmes_vacancy v set outcome = '', outcome_at = null from refused where v.id = refused.vacancy_id

-- name: to_enrol
-- Appointed without following anybody: into a free place.
select p.case_id, p.person_id, p.family_id, p.programme_id, k.value
from proposals_proposal p
join workflow_paper k on k.case_id = p.case_id and k.code = 'nomor_sk' and k.current
where p.case_id = any (%(ids)s) and not exists (
    select from registry_enrolment e where e.person_id = p.person_id and e.programme = p.programme_id and e.to_on is null)
    and not exists (
        select from programmes_replacement r join programmes_waiting w on w.id = r.waiting_id
        where w.case_id = p.case_id and r.outcome in ('planned', 'proposed'))
order by p.case_id

-- name: enrol
insert into registry_enrolment (person_id, family_id, programme, state, from_on, source_id, unlisted_reason)
select t.person, t.family, t.programme, 'AKTIF', %(on)s, %(source)s, ''
from unnest(%(people)s::bigint[], %(families)s::bigint[], %(programmes)s::text[]) as t (person, family, programme)
order by t.person

-- name: proposed_successors
-- Those who wait under these cases and were proposed in somebody's place, with the membership that was left.
select r.id, w.case_id, v.enrolment_id
from programmes_replacement r
join programmes_waiting w on w.id = r.waiting_id
join programmes_vacancy v on v.id = r.vacancy_id
where w.case_id = any (%(ids)s) and r.outcome = 'proposed'
order by r.id
