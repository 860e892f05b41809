-- name: by_place
-- Each type in each area is one range of the index ppks_place, read no further than the page is long; so a page costs the
-- same in a kelurahan and in a province, for a common type and for one that nobody has.
select r.id from unnest(%(lows)s::text[], %(highs)s::text[]) a (low, high)
cross join unnest(%(types)s::text[]) t (code)
cross join lateral (
    select r.id, r.region_code from registry_ppksrecord r
    join registry_person p on p.id = r.person_id
    where r.type = t.code and r.region_code between a.low and a.high and {holds} {beyond}
    order by r.region_code, r.id limit %(limit)s
) r
order by r.region_code, r.id limit %(limit)s

-- name: by_name
-- Of a kecamatan or less: all of it is read, some thousands at most.
select r.id from unnest(%(lows)s::text[], %(highs)s::text[]) a (low, high)
join registry_ppksrecord r on r.region_code between a.low and a.high and r.type = any (%(types)s::text[])
join registry_person p on p.id = r.person_id
where {holds} {beyond} order by p.name_key {way}, r.id {way} limit %(limit)s

-- name: by_day
select r.id from unnest(%(lows)s::text[], %(highs)s::text[]) a (low, high)
join registry_ppksrecord r on r.region_code between a.low and a.high and r.type = any (%(types)s::text[])
join registry_person p on p.id = r.person_id
where {holds} {beyond} order by r.from_on {way}, r.id {way} limit %(limit)s

-- name: of_people
-- Of those whose name was found.
select r.id from registry_ppksrecord r join registry_person p on p.id = r.person_id
where r.person_id = any (%(people)s::bigint[]) and r.type = any (%(types)s::text[]) and {holds} {beyond}
order by p.name_key, r.id limit %(limit)s

-- name: names
select s.person_id, s.name_key
from registry_search_names(%(asked)s, %(within)s, false, %(after_key)s, %(after_id)s, %(most)s) s
order by s.name_key, s.person_id limit %(most)s

-- name: holds
r.from_on <= %(last)s and (r.to_on is null or r.to_on >= %(first)s) and (p.died_on is null or p.died_on >= %(first)s)

-- name: beyond_by_place
and (r.region_code, r.id) > (%(after_key)s, %(after_id)s)

-- name: beyond_by_name
and (p.name_key, r.id) {over} (%(after_key)s, %(after_id)s)

-- name: beyond_by_day
and (r.from_on, r.id) {over} (%(after_key)s::date, %(after_id)s)

-- name: rows
-- What is shown beside each, for one page.
with chosen as materialized (select c.id, row_number() over () as place from ({ids}) c)
select r.id, r.person_id, r.region_code, r.type, r.disabilities, r.from_on, r.to_on, p.full_name, p.nik, p.sex,
    p.birth_date, coalesce(f.address, ''), coalesce(f.rt, ''), coalesce(f.rw, ''), s.title, s.dated_on, p.name_key
from chosen c
join registry_ppksrecord r on r.id = c.id
join registry_person p on p.id = r.person_id
join registry_source s on s.id = r.source_id
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
order by c.place

-- name: file
-- A whole area for a file, place by place; read by a cursor.
select r.region_code, r.type, r.disabilities, r.from_on, r.to_on, p.full_name, p.nik, p.sex, p.birth_date, f.kk,
    f.address, f.rt, f.rw, s.title, s.dated_on
from unnest(%(lows)s::text[], %(highs)s::text[]) a (low, high)
join registry_ppksrecord r on r.region_code between a.low and a.high and r.type = any (%(types)s::text[])
join registry_person p on p.id = r.person_id
join registry_source s on s.id = r.source_id
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
where {holds}
order by r.region_code, r.id
