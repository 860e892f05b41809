-- name: stage_regions
create temporary table staged_region (
    code text, name text, kind text, parent text, valid_to date, successor text, decree text
) on commit drop

-- name: copy_regions
copy staged_region from stdin with (format csv, header true)

-- name: merge_regions
insert into regions_region as r (code, name, kind, parent_id, valid_to, successor_id, decree)
select code, name, kind, parent, valid_to, successor, coalesce(decree, '') from staged_region order by code
on conflict (code) do update
set name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id, valid_to = excluded.valid_to,
    successor_id = excluded.successor_id, decree = excluded.decree
where (r.name, r.valid_to, r.successor_id, r.decree)
      is distinct from (excluded.name, excluded.valid_to, excluded.successor_id, excluded.decree);
analyze regions_region

-- name: stage_boundaries
create temporary table staged_boundary (like regions_boundary) on commit drop

-- name: copy_boundaries
copy staged_boundary (region_id, layer, longitude, latitude, x_min, y_min, x_max, y_max, path)
from stdin with (format csv, header true)

-- name: merge_boundaries
with gone as (
    delete from regions_boundary where region_id not in (select region_id from staged_boundary)
)
insert into regions_boundary (region_id, layer, longitude, latitude, x_min, y_min, x_max, y_max, path)
select region_id, layer, longitude, latitude, x_min, y_min, x_max, y_max, path from staged_boundary
on conflict (region_id) do update
set layer = excluded.layer, longitude = excluded.longitude, latitude = excluded.latitude, x_min = excluded.x_min,
    y_min = excluded.y_min, x_max = excluded.x_max, y_max = excluded.y_max, path = excluded.path;
analyze regions_boundary

-- name: stage_rings
truncate regions_boundaryring

-- name: copy_rings
copy regions_boundaryring (boundary_id, ring) from stdin with (format csv, header true)

-- name: merge_rings
analyze regions_boundaryring

-- name: stage_codes
create temporary table staged_code (
    list text, code text, label text, position integer, valid_from date, status text, source text, details jsonb
) on commit drop

-- name: copy_codes
copy staged_code from stdin with (format csv, header true)

-- name: merge_codes
-- what a release ships is mended in place; what an office has added or closed stays, and wins where the two overlap
with mended as (
    update regions_codeentry e
    set label = s.label, position = s.position, status = s.status, source = coalesce(s.source, ''), details = s.details
    from staged_code s
    where e.recorded_by is null and (e.list, e.code) = (s.list, s.code) and e.valid_from is not distinct from s.valid_from
      and (e.label, e.position, e.status, e.source, e.details)
          is distinct from (s.label, s.position, s.status, coalesce(s.source, ''), s.details)
)
insert into regions_codeentry (list, code, label, position, valid_from, status, source, details)
select list, code, label, position, valid_from, status, coalesce(source, ''), details from staged_code s
where not exists (
    select from regions_codeentry e
    where (e.list, e.code) = (s.list, s.code)
      and daterange(e.valid_from, e.valid_to, '[]') && daterange(s.valid_from, null, '[]')
)

-- name: already_loaded
select 1 from regions_loadedsource where name = %s and sha256 = %s

-- name: note_loaded
insert into regions_loadedsource (name, sha256, n_rows, loaded_at) values (%s, %s, %s, clock_timestamp())
on conflict (name) do update
set sha256 = excluded.sha256, n_rows = excluded.n_rows, loaded_at = excluded.loaded_at
