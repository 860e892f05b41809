-- name: start_own_clock
-- classes that count from storing know their end at once
update files_stored_file f set expires_at = %(at)s::timestamptz + make_interval(months => r.months)
from files_retention r
where f.key = %(key)s and r.retention_class = f.retention_class and r.clock = 'stored'
  and r.valid_from <= %(at)s::timestamptz::date and (r.valid_to is null or r.valid_to > %(at)s::timestamptz::date)
returning f.expires_at

-- name: start_clock
update files_stored_file f set expires_at = %(at)s::timestamptz + make_interval(months => r.months)
from files_retention r
where f.key = any(%(keys)s) and f.deleted_at is null and r.retention_class = f.retention_class and r.clock = 'event'
  and r.valid_from <= %(at)s::timestamptz::date and (r.valid_to is null or r.valid_to > %(at)s::timestamptz::date)

-- name: due
select key from files_stored_file
where expires_at <= %(at)s and deleted_at is null
order by expires_at limit %(slice)s
for update skip locked

-- name: living
select key from files_stored_file where key = any(%(keys)s) and deleted_at is null
