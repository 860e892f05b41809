-- What a file of events says, beside what is recorded. By lists of a file's own numbers, through their indexes.

-- name: people_here
select p.nik from registry_person p
where p.nik = any (%(niks)s::bigint[]) and exists (select from unnest(%(areas)s::text[]) a where p.region_code ^@ a)

-- name: villages
select r.code from regions_region r where r.code = any (%(codes)s::text[]) and r.level = 4 and r.valid_to is null

-- name: known
select e.number, e.region_code, e.kind, e.nik, e.corrects from journeys_event e where e.number = any (%(numbers)s::text[])
