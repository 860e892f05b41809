-- name: months
select month from audit_lane
union select date_trunc('month', at at time zone interval '7 hours')::date from audit_event
order by month

-- name: fingerprint
sha256(previous || convert_to(jsonb_build_array(
    id, extract(epoch from at), extract(epoch from written_at), kind, actor_id, actor_name, actor_role, on_behalf_of,
    subject, region_code, details, request_id, lane, seq)::text, 'UTF8'))

-- name: changed
-- rows that do not fit their own fingerprint
select lane, seq, id, kind, at, actor_name
from audit_event
where at >= %(since)s and at < %(until)s and hash is distinct from {fingerprint}
order by lane, seq, id

-- name: broken
-- sound rows that do not follow the sound row before them
with sound as (
    select lane, seq, id, kind, at, actor_name, previous, hash
    from audit_event
    where at >= %(since)s and at < %(until)s and hash = {fingerprint}
), chained as (
    select *, lag(seq) over before as before_seq, lag(hash) over before as before_hash, lag(id) over before as before_id,
        lag(kind) over before as before_kind, lag(at) over before as before_at,
        lag(actor_name) over before as before_actor
    from sound window before as (partition by lane order by seq, id)
)
select lane, seq, id, kind, at, actor_name, before_seq, before_id, before_kind, before_at, before_actor
from chained
where seq is distinct from coalesce(before_seq, 0) + 1
   or previous is distinct from coalesce(before_hash, sha256(convert_to(
       'kesos audit ' || (%(month)s::date - date '2000-01-01') || ' ' || lane, 'UTF8')))
order by lane, seq, id

-- name: ends
-- each lane's last row beside its head
with last as (
    select lane, count(*) as rows, max(seq) as seq from audit_event
    where at >= %(since)s and at < %(until)s
    group by lane
)
select coalesce(h.lane, l.lane) as lane, coalesce(l.rows, 0) as rows, l.seq as last_seq, h.seq as head_seq,
    h.hash as head_hash, e.hash as last_hash, e.id, e.kind, e.at, e.actor_name
from (select * from audit_lane where month = %(month)s) h
full join last l on l.lane = h.lane
left join lateral (
    select * from audit_event e
    where e.lane = l.lane and e.seq = l.seq and e.at >= %(since)s and e.at < %(until)s
    limit 1
) e on true
order by 1

-- name: seals
select day, heads::text as heads, previous, digest,
    digest = sha256(previous || convert_to(jsonb_build_array(day, heads)::text, 'UTF8')) as is_sound,
    coalesce(lag(digest) over (order by day), sha256('kesos audit seal')) as before
from audit_seal order by day

-- name: unsealed
-- ends that a seal names and that no row has any more
select s.day, (head ->> 0)::date as month, (head ->> 1)::smallint as lane, (head ->> 2)::bigint as seq
from audit_seal s cross join lateral jsonb_array_elements(s.heads) head
where not exists (
    select from audit_event e
    where e.at >= (head ->> 0)::timestamp at time zone interval '7 hours'
      and e.at < ((head ->> 0)::timestamp + interval '1 month') at time zone interval '7 hours'
      and e.lane = (head ->> 1)::smallint and e.seq = (head ->> 2)::bigint
      and e.hash = decode(head ->> 3, 'hex')
)
order by 1, 2, 3
