-- name: claim
-- A key whose time is over is free again. No row comes back where the key is taken.
insert into access_givenanswer as given (user_id, key, fingerprint, answer, given_at, ends_at)
values (%(user)s, %(key)s, %(fingerprint)s, '', %(at)s, %(ends_at)s)
on conflict (user_id, key) do update
set fingerprint = excluded.fingerprint, status = null, answer = '', given_at = excluded.given_at,
    ends_at = excluded.ends_at
where given.ends_at <= %(at)s
returning id
