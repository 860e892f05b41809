-- The queue of proposals that wait for the population registry. Waiting is a state of the case, so that nothing that
-- was handed in can be missing here; a turn is kept only for those taken up or put off.

-- name: waiting
waiting as (
    select p.id, coalesce(t.tries, 0) as tries
    from workflow_case c join proposals_proposal p on p.case_id = c.id
        left join proposals_matchturn t on t.proposal_id = p.id
    where c.flow = 'usulan_dtks' and c.state = 'DIAJUKAN' and c.closed_at is null
        and (t.proposal_id is null or t.not_before <= %(at)s)
)

-- name: take
-- Those that failed seldom come first and in number, those that failed often by fewer: one answer nobody can read
-- holds back no other family for long. Of two takers the second waits for the first, and leaves what it took.
with {waiting},
fewest as (select min(tries) as tries from waiting),
chosen as (
    select w.id from waiting w join fewest f using (tries)
    order by w.id limit (select greatest(1, %(most)s >> least(tries, 10)) from fewest)
),
taken as (
    insert into proposals_matchturn as t (proposal_id, not_before, tries, said)
    select id, %(until)s, 0, '' from chosen order by id
    on conflict (proposal_id) do update set not_before = excluded.not_before where t.not_before <= %(at)s
    returning t.proposal_id
)
select p.id, p.case_id from taken join proposals_proposal p on p.id = taken.proposal_id order by p.id

-- name: put_off
-- Those that were asked about wait longer each time; the others are told as well, and tried at the next round.
with {waiting},
told as (
    select id, false as asked from waiting union select unnest(%(asked)s::bigint[]), true
)
insert into proposals_matchturn as t (proposal_id, not_before, tries, unanswered_at, said)
select id, case when bool_or(asked) then %(first)s else %(next)s end::timestamptz,
    case when bool_or(asked) then 1 else 0 end, %(at)s, %(said)s
from told group by id order by id
on conflict (proposal_id) do update set
    tries = least(t.tries + excluded.tries, 1000), unanswered_at = excluded.unanswered_at, said = excluded.said,
    not_before = case when excluded.tries = 0 then excluded.not_before
        else %(at)s + least(interval '1 minute' * %(minutes)s * (2 ^ least(t.tries, 6)), interval '1 hour') end

-- name: forget
-- What has moved on needs no turn; what may not move now (a freeze) is tried again later.
with still as (
    select p.id from proposals_proposal p join workflow_case c on c.id = p.case_id
    where p.id = any (%(asked)s) and c.state = 'DIAJUKAN' and c.closed_at is null
),
later as (
    update proposals_matchturn t set not_before = %(later)s, tries = 0, unanswered_at = null, said = ''
    from still where t.proposal_id = still.id
)
delete from proposals_matchturn t where t.proposal_id = any (%(asked)s) and t.proposal_id not in (select id from still)

-- name: answers
-- Of this asking; an earlier answer does not stand for one that did not come now.
select distinct on (m.person_id) m.person_id, m.outcome, coalesce(m.details ->> 'why', '') from registry_match m
where m.person_id = any (%(people)s) and m.source_system = 'dukcapil' and m.asked_at >= %(at)s
order by m.person_id, m.asked_at desc, m.id desc
