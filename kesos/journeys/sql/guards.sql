-- name: events_of
select id, case_id from journeys_event where case_id = any (%(cases)s)

-- name: moves
-- Dukcapil shows the destination for everybody who moves: by its answer since the report, or by its own event.
select v.case_id, left(v.region_code, 4) = left(v.to_region_code, 4),
    not exists (
        select from journeys_mover w where w.move_id = v.id and not exists (
            select from registry_match m
            where m.person_id = w.person_id and m.asked_at >= v.reported_at
              and m.details #>> '{region_code,theirs}' = v.to_region_code))
    or exists (
        select from journeys_event e
        where e.kind = 'pindah' and e.to_region_code = v.to_region_code and e.happened_on >= v.moved_on - 60
          and e.family_id = v.family_id)
from journeys_move v where v.case_id = any (%(cases)s)
