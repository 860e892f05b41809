-- name: not_nested
-- Whose place is counted where must be plain: an area inside another one has no quota of the same programme on the
-- same days. Of two at once the second waits for the programme and then sees the first.
create function programmes_quota_not_nested() returns trigger language plpgsql as $$
declare
    other text;
begin
    perform pg_advisory_xact_lock(hashtextextended('programmes.quota ' || new.programme_id, 0));
    select q.region_code into other from programmes_quota q
    where q.programme_id = new.programme_id and q.id <> new.id and q.region_code <> new.region_code
        and (q.region_code ^@ new.region_code or new.region_code ^@ q.region_code)
        and daterange(q.valid_from, q.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')
    limit 1;
    if other is not null then
        raise exception 'quota of % for % lies inside or around that for %', new.programme_id, new.region_code, other
            using errcode = 'exclusion_violation', constraint = 'quota_not_nested';
    end if;
    return new;
end $$;
create trigger not_nested before insert or update of programme_id, region_code, valid_from, valid_to
    on programmes_quota for each row execute function programmes_quota_not_nested();

-- name: drop_not_nested
drop trigger not_nested on programmes_quota;
drop function programmes_quota_not_nested;

-- name: lock
-- Memberships written between the look and the seats would be left without one.
lock table registry_enrolment in share row exclusive mode

-- name: present
-- Memberships of the area that hold no seat yet, and seats that an ended quota of the same area still keeps.
select count(*) filter (where s.id is null), count(*) filter (where s.id is not null)
from registry_enrolment e
join registry_person p on p.id = e.person_id and p.region_code ^@ %(region)s
left join programmes_seat s on s.enrolment_id = e.id
left join programmes_quota q on q.id = s.quota_id
where e.programme = %(programme)s and (
    s.id is null and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    or q.region_code = %(region)s and q.valid_to < %(today)s)

-- name: give_seats
insert into programmes_seat (quota_id, enrolment_id)
select %(quota)s, e.id
from registry_enrolment e
join registry_person p on p.id = e.person_id and p.region_code ^@ %(region)s
where e.programme = %(programme)s and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
    and not exists (select from programmes_seat s where s.enrolment_id = e.id)
order by e.id

-- name: to_hand_over
-- Quotas that are over and still keep seats, each with the one of the same programme and area that holds today.
select o.id, n.id, n.programme_id, n.region_code, n.places - n.taken, o.taken
from programmes_quota o
join programmes_quota n on n.programme_id = o.programme_id and n.region_code = o.region_code
    and n.valid_from <= %(today)s and coalesce(n.valid_to, 'infinity') >= %(today)s
where o.valid_to < %(today)s and o.taken > 0
order by o.id
for update

-- name: hand_over
-- Who receives comes before a place that is kept for a successor, who receives longer before who came later.
with gone as (
    delete from programmes_seat where id in (
        select s.id from programmes_seat s
        join registry_enrolment e on e.id = s.enrolment_id
        where s.quota_id = %(old)s
        order by e.to_on is not null, e.from_on, e.id limit %(fitting)s)
    returning enrolment_id
)
insert into programmes_seat (quota_id, enrolment_id) select %(new)s, enrolment_id from gone order by enrolment_id

-- name: list
-- `kept`: places of those who left while nobody has followed yet. Above: quotas of the areas the reader's lies in.
select q.id, q.programme_id, g.name as programme, q.region_code, r.name as region, q.places, q.taken,
    coalesce(k.kept, 0) as kept, q.basis, q.valid_from, q.valid_to
from programmes_quota q
join programmes_programme g on g.code = q.programme_id
join regions_region r on r.code = q.region_code
left join lateral (
    select count(*) as kept from programmes_vacancy v
    join programmes_seat s on s.enrolment_id = v.enrolment_id and s.quota_id = q.id
    where v.programme_id = q.programme_id and v.region_code ^@ q.region_code and v.outcome in ('', 'proposed')
) k on true
where exists (select from unnest(%(areas)s::text[]) a where q.region_code ^@ a or a ^@ q.region_code)
    and (%(programme)s = '' or q.programme_id = %(programme)s)
    and (%(text)s = '' or r.name ilike '%%' || %(text)s || '%%' or q.basis ilike '%%' || %(text)s || '%%')
    and case %(when)s when 'lalu' then q.valid_to < %(today)s
        when 'nanti' then q.valid_from > %(today)s
        when 'semua' then true
        else q.valid_from <= %(today)s and coalesce(q.valid_to, 'infinity') >= %(today)s end
    and (%(id)s::bigint is null or q.id = %(id)s)
    and q.id > %(after)s
order by q.id limit %(limit)s

-- name: without_place
-- Seats that an ended quota still keeps, where the one that followed it has fewer places.
select n.id, sum(o.taken)
from programmes_quota o
join programmes_quota n on n.programme_id = o.programme_id and n.region_code = o.region_code
    and n.valid_from <= %(today)s and coalesce(n.valid_to, 'infinity') >= %(today)s
where o.valid_to < %(today)s and o.taken > 0 and n.id = any (%(ids)s)
group by n.id
