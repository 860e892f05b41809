-- name: events
select id from journeys_event where case_id = any (%(cases)s) order by id

-- name: event_state
update journeys_event set state = %(state)s where case_id = any (%(cases)s) and state <> %(state)s

-- name: of_the_registry
select case_id from journeys_event
where case_id = any (%(cases)s) and origin <> 'report' and kind = 'kematian' and state = 'DICOCOKKAN' and why = ''

-- name: applied
select id from journeys_event where case_id = any (%(cases)s) and state = 'DITERAPKAN'

-- name: unmatched
update journeys_event set state = 'TIDAK_COCOK', why = case when why = '' then 'other_person' else why end
where case_id = any (%(cases)s) and state <> 'TIDAK_COCOK'
