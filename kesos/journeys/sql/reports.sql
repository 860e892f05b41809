-- name: number
select 'L-' || %(city)s || '-' || lpad(nextval('journeys_number')::text, 6, '0')

-- name: waiting_for_dukcapil
select v.id from journeys_move v join workflow_case c on c.id = v.case_id
where c.state = 'DIPERIKSA_ASAL' and (v.asked_at is null or v.asked_at < %(before)s)
order by v.id limit %(most)s

-- name: movers
select person_id from journeys_mover where move_id = any (%(moves)s) order by person_id

-- name: asked
update journeys_move set asked_at = %(at)s, said = %(said)s where id = any (%(moves)s)

-- name: cases
select case_id from journeys_move where id = any (%(moves)s) order by case_id

-- name: answered
-- Everybody of the move has an answer since it was reported.
select v.case_id from journeys_move v
where v.id = any (%(moves)s) and not exists (
    select from journeys_mover w where w.move_id = v.id and not exists (
        select from registry_match m
        where m.person_id = w.person_id and m.asked_at >= v.reported_at and m.outcome <> 'gagal'))
order by v.case_id
