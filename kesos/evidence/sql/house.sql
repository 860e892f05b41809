-- name: stands
-- What there is of each of these families' houses, and how far its parts lie from each other.
-- A photo or point of a place where the family lived before is none of this house.
select f.id, f.region_code, f.latitude, f.longitude, f.position_accuracy_m,
       ph.id, ph.taken_at, ph.stored_at, ph.camera_latitude is not null,
       case when ph.camera_latitude is not null and f.latitude is not null then evidence_metres(
           ph.camera_latitude::float8, ph.camera_longitude::float8, f.latitude::float8, f.longitude::float8) end,
       case when f.latitude is null and ph.camera_latitude is not null then evidence_metres_outside(
           f.region_code, ph.camera_latitude::float8, ph.camera_longitude::float8) end,
       case when f.latitude is not null then evidence_metres_outside(
           f.region_code, f.latitude::float8, f.longitude::float8) end,
       coalesce(pt.reason, ''), coalesce(pt.note, ''),
       exists (select from evidence_housephoto old where old.family_id = f.id and old.view = 'front')
from registry_family f
left join evidence_housephoto ph on ph.family_id = f.id and ph.view = 'front' and ph.is_current
    and ph.region_code = f.region_code
left join evidence_housepoint pt on pt.family_id = f.id and pt.is_current and pt.region_code = f.region_code
where f.id = any (%(families)s)

-- name: alike
-- Families in whose photos the same or a similar picture was found; without a family where it is out of reach.
select a.photo_id, a.is_same, a.family_id, a.stored_at, m.person_id, p.full_name
from evidence_alike(%(photos)s, %(bits)s) a
left join registry_membership m on m.family_id = a.family_id and m.left_on is null and m.relation = 1
left join registry_person p on p.id = m.person_id
order by a.photo_id, a.is_same desc, a.stored_at

-- name: brought
-- Of a photo and a point that somebody brought: how far apart, and how far outside the kelurahan. Run as the system.
select case when %(camera_latitude)s::float8 is not null and %(latitude)s::float8 is not null then evidence_metres(
           %(camera_latitude)s::float8, %(camera_longitude)s::float8, %(latitude)s::float8, %(longitude)s::float8) end,
       case when %(latitude)s::float8 is null and %(camera_latitude)s::float8 is not null then evidence_metres_outside(
           %(region)s, %(camera_latitude)s::float8, %(camera_longitude)s::float8) end,
       case when %(latitude)s::float8 is not null then evidence_metres_outside(
           %(region)s, %(latitude)s::float8, %(longitude)s::float8) end

-- name: seen_before
-- Whether the same or a similar picture is kept with a house already, and whether only with this family's own.
select bool_or(same), bool_and(own) from (
    select true as same, h.family_id is not distinct from %(family)s::bigint as own
    from evidence_housephoto h where h.upload_sha256 = %(mark)s
    union all
    select false, h.family_id is not distinct from %(family)s::bigint
    from evidence_housephoto h
    where h.bands && evidence_near_bands(evidence_bands(%(fingerprint)s::bigint))
      and bit_count((h.fingerprint # %(fingerprint)s::bigint)::bit(64)) <= %(bits)s
) found
having count(*) > 0
