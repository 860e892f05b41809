-- name: take
-- What is known by its number stays as it is, and a page of nothing else leaves no trace, not even of its coming. The
-- place is the smallest one told that exists.
with told as materialized (
    select t.*, row_number() over () as nr
    from json_to_recordset(%(rows)s::json) as t (
        number text, kind text, nik bigint, full_name text, birth_date date, happened_on date, kk bigint,
        moving bigint[], region_code text, to_region_code text, to_address text, to_rt text, to_rw text, to_kk bigint,
        corrects text, issued_at timestamptz, unreadable boolean)
), fresh as materialized (
    select t.* from told t
    where not exists (select from journeys_event k where k.number = t.number offset 0)  -- by index, not by reading all
), places as (
    select distinct on (c.code) c.code, r.code as place
    from (select distinct region_code as code from fresh where region_code <> '') c
    join regions_region r on r.code in (c.code, left(c.code, 6), left(c.code, 4), left(c.code, 2))
    order by c.code, length(r.code) desc
), source as (
    insert into registry_source (kind, title, dated_on, received_at, by_user_id, region_code)
    select %(source_kind)s, %(title)s, %(today)s, %(at)s, %(by)s, '' where exists (select from fresh)
    returning id
), kept as (
    insert into journeys_event (number, kind, origin, nik, full_name, birth_date, happened_on, kk, moving, region_code,
        to_region_code, to_address, to_rt, to_rw, to_kk, corrects, issued_at, received_at, state, why, was_head, source_id)
    select t.number, t.kind, %(origin)s, t.nik, t.full_name, t.birth_date, t.happened_on, t.kk, t.moving,
        coalesce(p.place, ''), t.to_region_code, t.to_address, t.to_rt, t.to_rw, t.to_kk, t.corrects, t.issued_at,
        %(at)s, case when t.unreadable then 'TIDAK_COCOK' else 'DITERIMA' end,
        case when t.unreadable then 'unreadable' else '' end, false, s.id
    from source s cross join fresh t left join places p on p.code = t.region_code
    order by t.nr
    on conflict (number) do nothing
    returning id, state
)
select count(*), array_agg(id) filter (where state = 'TIDAK_COCOK') from kept

-- name: give_way
-- The line's word counts: where a file has told something else under this number, the file's gets another one. What the
-- same file corrected goes along, so that a correction never finds the other event.
with told as (
    select t.number, t.kind, t.nik from json_to_recordset(%(rows)s::json) as t (number text, kind text, nik bigint)
), renamed as (
    update journeys_event e set number = left(e.number, 36) || ' (berkas ' || e.id || ')'
    from told t
    where e.number = t.number and e.origin = 'file' and (e.kind <> t.kind or e.nik is distinct from t.nik)
    returning t.number as former, e.number as now
), followed as (
    update journeys_event k set corrects = r.now from renamed r where k.corrects = r.former and k.origin = 'file'
)
select former from renamed order by former

-- name: waiting
select id from journeys_event where state = 'DITERIMA' and why = '' order by id limit %(most)s

-- name: still_waiting
select e.id from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
where e.state = 'DITERIMA' and e.why = '' order by e.id

-- name: halves
-- What waits, by family of the person it is about, a correction by that of the death it takes back: two halves that
-- never judge the same manager, head or card. Nobody's family is a family of its own.
select h.half, array_agg(h.id order by h.id)
from (
    select e.id, hashint8(coalesce(m.family_id, -n.nik, 0)) & 1 as half
    from (select * from journeys_event where state = 'DITERIMA' and why = '' order by id limit %(most)s) e
    left join lateral (
        select t.nik from journeys_event t where t.number = e.corrects and e.corrects <> '' offset 0
    ) t on true
    cross join lateral (select coalesce(t.nik, e.nik) as nik) n
    left join lateral (select p.id from registry_person p where p.nik = n.nik offset 0) p on true
    left join lateral (
        select s.family_id from registry_membership s where s.person_id = p.id and s.left_on is null offset 0
    ) m on true
) h
group by h.half order by h.half

-- name: put_aside
update journeys_event set state = 'TIDAK_COCOK', why = 'against_rules' where id = any (%(ids)s) and state = 'DITERIMA'

-- name: tasks
select e.id::text, e.region_code, case when e.full_name <> '' then e.full_name else 'Peristiwa ' || e.number end,
    '/peristiwa/' || e.id || '/'
from journeys_event e
where e.id = any (%(events)s) and e.state = 'TIDAK_COCOK' and e.case_id is null order by e.id

-- name: keep_cases
update journeys_event e set case_id = c.case_id
from unnest(%(events)s::bigint[], %(cases)s::bigint[]) as c (id, case_id) where e.id = c.id
