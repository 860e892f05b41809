-- name: put
-- a set at a time; a cause that has told somebody once does not tell them again
insert into notices_notice (channel, user_id, address, subject, body, link, key, state, created_at, not_before,
                            attempts, last_error)
select case when d.channel = 'email' then 'email' else 'screen' end, d.user_id, d.address, d.subject, d.body, d.link,
       d.key, case when d.channel = 'email' then 'waiting' else 'shown' end,
       %(at)s::timestamptz, coalesce(d.not_before, %(at)s::timestamptz), 0, ''
from unnest(%(channels)s::text[], %(users)s::bigint[], %(addresses)s::text[], %(subjects)s::text[],
            %(bodies)s::text[], %(links)s::text[], %(keys)s::text[], %(times)s::timestamptz[])
     as d (channel, user_id, address, subject, body, link, key, not_before)
on conflict on constraint notices_once_a_cause do nothing

-- name: next
-- skip locked: two senders never hold the same notice
select id, user_id, address, subject, body, link, key, attempts from notices_notice
where state = 'waiting' and not_before <= %(at)s
order by not_before, id limit 1
for update skip locked

-- name: sent
update notices_notice set state = 'sent', sent_at = %(at)s, attempts = attempts + 1, last_error = '' where id = %(id)s

-- name: shown
update notices_notice set state = 'shown', last_error = %(why)s where id = %(id)s

-- name: later
update notices_notice
set attempts = attempts + 1, last_error = %(why)s, not_before = %(again)s,
    state = case when %(given_up)s then 'failed' else 'waiting' end
where id = %(id)s
