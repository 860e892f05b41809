-- name: refill
-- Every family of the country at once, by night: listings, memberships and what is held are each read once and joined by
-- hash. Only what came or went is written. Two things count as twice, as the rules of a new membership judge them: two
-- programmes that exclude each other, held by one person or one of them for the whole family; and one programme for
-- families held by two.
with here as materialized (
    select m.person_id, m.family_id from registry_membership m where m.left_on is null
),
held as materialized (
    select distinct coalesce(e.family_id, h.family_id) as family_id, e.person_id, e.programme, g.unit = 'family' as for_all
    from registry_enrolment e
    left join here h on h.person_id = e.person_id
    left join programmes_programme g on g.code = e.programme
    where e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN') and coalesce(e.family_id, h.family_id) is not null
    union
    -- somebody who has moved to another family holds it there as well
    select h.family_id, e.person_id, e.programme, g.unit = 'family'
    from registry_enrolment e
    join here h on h.person_id = e.person_id and h.family_id <> e.family_id
    left join programmes_programme g on g.code = e.programme
    where e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
),
pairs as materialized (
    select first as one, second as other from programmes_pair
    where relation = 'exclusive' and valid_from <= %(on)s and coalesce(valid_to, 'infinity') >= %(on)s
    union
    select second, first from programmes_pair
    where relation = 'exclusive' and valid_from <= %(on)s and coalesce(valid_to, 'infinity') >= %(on)s and second <> '*'
),
found as materialized (
    select l.family_id, 'nothing' as what
    from registry_listing l
    where l.from_on <= %(on)s and coalesce(l.to_on, 'infinity') >= %(on)s
        and not exists (select from held h where h.family_id = l.family_id)
        and exists (select from here m join registry_person p on p.id = m.person_id
            where m.family_id = l.family_id and p.died_on is null)
    union
    select a.family_id, 'same' from held a where a.for_all
    group by a.family_id, a.programme having count(distinct a.person_id) > 1
    union
    select a.family_id, 'exclusive'
    from held a
    join held b on b.family_id = a.family_id and b.programme <> a.programme
    join pairs y on y.one = a.programme and y.other in (b.programme, '*')
    where a.person_id = b.person_id or a.for_all or b.for_all
    union
    -- in need or receiving, and in no listing: for the next proposal. Types shown with need alone bring nobody here.
    select n.family_id, 'unlisted'
    from (
        select h.family_id from held h
        union
        select m.family_id from registry_ppksrecord k join here m on m.person_id = k.person_id
        where k.from_on <= %(on)s and coalesce(k.to_on, 'infinity') >= %(on)s and k.type <> all (%(guarded)s::text[])
    ) n
    where not exists (select from registry_listing l where l.family_id = n.family_id
            and l.from_on <= %(on)s and coalesce(l.to_on, 'infinity') >= %(on)s)
        and exists (select from here m join registry_person p on p.id = m.person_id
            where m.family_id = n.family_id and p.died_on is null)
),
standing as materialized (
    select f.family_id, f.what, r.region_code from found f join registry_family r on r.id = f.family_id
),
gone as (
    delete from insight_standing s where not exists (
        select from standing n where n.family_id = s.family_id and n.what = s.what)
)
insert into insight_standing (family_id, region_code, what, since)
select family_id, region_code, what, %(at)s from standing order by region_code, what, family_id
on conflict (family_id, what) do update set region_code = excluded.region_code
where insight_standing.region_code <> excluded.region_code

-- name: page
-- The index standing_place gives place, kind and order; what is shown of a family is read for the page alone. Each area
-- of the reader is a prefix of the place: one range of the index.
with chosen as materialized (
    select s.family_id, s.region_code, s.what, s.since from insight_standing s
    where ({within}) and s.what = any (%(kinds)s::text[]) {beyond}
    order by s.region_code, s.what, s.family_id limit %(limit)s
)
select c.family_id, c.region_code, c.what, c.since, f.kk, f.address, f.rt, f.rw, p.id, p.full_name, p.nik,
    coalesce(held.programmes, '{{}}')
from chosen c
join registry_family f on f.id = c.family_id
left join lateral (
    select p.id, p.full_name, p.nik from registry_membership m join registry_person p on p.id = m.person_id
    where m.family_id = c.family_id and m.left_on is null order by m.relation, p.id limit 1
) p on true
left join lateral (
    select array_agg(u.programme order by u.programme) as programmes from (
        select e.id, e.programme from registry_enrolment e where e.family_id = c.family_id
            and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
        union
        select e.id, e.programme from registry_membership m join registry_enrolment e on e.person_id = m.person_id
        where m.family_id = c.family_id and m.left_on is null
            and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    ) u
) held on c.what <> 'nothing'
order by c.region_code collate "C", c.what, c.family_id

-- name: beyond
and (s.region_code, s.what, s.family_id) > (%(after_region)s, %(after_what)s, %(after_family)s)
