-- name: begin
update jobs_run
set state = 'running', started_at = coalesce(started_at, %(at)s::timestamptz), beat_at = %(at)s::timestamptz, attempts = attempts + 1
where id = %(run)s and finished_at is null
returning kind, user_id, region_code, arguments::text, checkpoint::text, attempts,
          cancel_requested_at is not null as cancelled

-- name: report
update jobs_run
set n_done = %(done)s, n_total = coalesce(%(total)s::bigint, n_total), beat_at = %(at)s,
    message = coalesce(%(message)s::text, message)
where id = %(run)s
returning cancel_requested_at is not null as cancelled

-- name: remember
update jobs_run set checkpoint = checkpoint || %(found)s::jsonb, beat_at = %(at)s where id = %(run)s

-- name: wait
update jobs_run set state = 'waiting', message = %(message)s, attempts = attempts - %(forgiven)s
where id = %(run)s and finished_at is null

-- name: end
update jobs_run
set state = %(state)s::text, finished_at = %(at)s, message = %(message)s, code = %(code)s,
    error_number = %(number)s, result_url = %(url)s,
    n_done = case when %(state)s::text = 'done' then greatest(n_done, coalesce(n_total, 0)) else n_done end
where id = %(run)s and finished_at is null

-- name: abandoned
-- a run that the queue has let go of, and that nobody wrote an end to: the end itself could not be written
update jobs_run r
set state = 'failed', finished_at = %(at)s::timestamptz, error_number = %(number)s, message = %(message)s
where r.finished_at is null and r.created_at < %(before)s::timestamptz
  and not exists (select from procrastinate_jobs j where j.id = r.queue_id and j.status in ('todo', 'doing'))
