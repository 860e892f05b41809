-- name: bands
-- The 64 bits of a fingerprint as four numbers of 16, each marked with its place. Two fingerprints that differ in at most
-- seven bits have a place in which at most one differs: asking for each number and its sixteen neighbours finds them
-- all by index, whatever the number of pictures.
create function evidence_bands(fingerprint bigint) returns integer[]
language sql immutable strict parallel safe
return array[
    (fingerprint & 65535)::integer, 65536 + ((fingerprint >> 16) & 65535)::integer,
    131072 + ((fingerprint >> 32) & 65535)::integer, 196608 + ((fingerprint >> 48) & 65535)::integer];

create function evidence_near_bands(bands integer[]) returns integer[]
language sql immutable strict parallel safe
return (select array_agg(distinct band # flip) from unnest(bands) as b (band)
        cross join (select 0 union all select 1 << n from generate_series(0, 15) n) as f (flip));

-- name: drop_bands
drop function evidence_near_bands, evidence_bands;

-- name: metres
-- Between two places some kilometres apart at most; the earth is flat enough for that.
create function evidence_metres(
    latitude double precision, longitude double precision,
    other_latitude double precision, other_longitude double precision
) returns double precision
language sql immutable strict parallel safe
return 111195 * sqrt(
    (latitude - other_latitude) ^ 2
    + ((longitude - other_longitude) * cos(radians((latitude + other_latitude) / 2))) ^ 2);

-- How far outside a region a point lies, in metres; 0 inside, nothing where no boundary is drawn.
create function evidence_metres_outside(
    region text, latitude double precision, longitude double precision
) returns double precision
language sql stable strict parallel safe
return (
    select case when count(*) filter (where ring @> point(longitude, latitude)) % 2 = 1 then 0
                else 111195 * min(point(longitude, latitude) <-> ring) end
    from regions_boundaryring where boundary_id = region having count(*) > 0);

-- name: drop_metres
drop function evidence_metres, evidence_metres_outside;

-- name: alike
-- The same or a similar picture with another family, wherever it lives. Runs as kesos_reader, whom the policies let
-- through; of a family outside the caller's areas it says that there is one, and not which.
create function evidence_alike(photos bigint[], most_bits integer)
returns table (photo_id bigint, is_same boolean, family_id bigint, stored_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
begin atomic
    select p.id, o.is_same, case when o.here then o.family_id end, case when o.here then o.stored_at end
    from evidence_housephoto p
    cross join lateral (
        select found.*, found.region_code ^@ any (kesos_areas()) as here from (
            select s.family_id, s.region_code, s.stored_at, true as is_same
            from evidence_housephoto s where s.upload_sha256 = p.upload_sha256 and s.family_id <> p.family_id
            union all
            select s.family_id, s.region_code, s.stored_at, false
            from evidence_housephoto s
            where s.bands && evidence_near_bands(p.bands) and s.family_id <> p.family_id
              and s.upload_sha256 <> p.upload_sha256
              and bit_count((s.fingerprint # p.fingerprint)::bit(64)) <= most_bits
        ) found
        order by found.is_same desc, here desc, found.stored_at
        limit 3
    ) o
    where p.id = any (photos) and p.region_code ^@ any (kesos_areas());
end;

-- name: drop_alike
drop function evidence_alike;

-- name: reader
grant select on evidence_housephoto to kesos_reader;
grant create on schema public to kesos_reader;
alter function evidence_alike(bigint[], integer) owner to kesos_reader;
revoke create on schema public from kesos_reader;
