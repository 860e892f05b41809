-- name: judged
-- NIK exact, and the birth date or the name equal; a name that is only alike is compared by the registry's own rule.
    select e.id, p.id as person_id, m.id as membership_id, m.family_id, coalesce(m.relation = 1, false) as was_head,
        coalesce(p.region_code, e.region_code) as region_code,
        case
            when e.nik is null or e.happened_on is null then 'unreadable'
            when p.id is null then 'nik_unknown'
            when e.happened_on < p.birth_date or e.happened_on < e.birth_date then 'before_birth'
            when e.happened_on > (e.issued_at at time zone 'Asia/Jakarta')::date then 'in_future'
            when p.birth_date = e.birth_date or p.name_key = registry_name_key(e.full_name) then ''
            else 'unsure'
        end as why,
        e.full_name as theirs, p.full_name as ours, e.number, e.happened_on, e.source_id, e.issued_at,
        e.case_id is null as free
    -- ten thousand look-ups by index: joined as tables, a slice would read all people of the city
    from unnest(%(ids)s::bigint[]) as i (id)
    cross join lateral (select t.* from journeys_event t where t.id = i.id offset 0) e
    left join lateral (
        select q.id, q.full_name, q.name_key, q.birth_date, q.region_code from registry_person q
        -- the number of somebody who was merged is that of who stays
        where q.nik = coalesce((
            select s.nik from registry_merge g join registry_person s on s.id = g.stays_id
            where g.nik = e.nik and g.undone_at is null), e.nik) offset 0
    ) p on true
    left join lateral (
        select s.id, s.family_id, s.relation from registry_membership s
        where s.person_id = p.id and s.left_on is null offset 0
    ) m on true
    where e.kind = 'kematian' and e.state in ('DITERIMA', 'DICOCOKKAN', 'TIDAK_COCOK')

-- name: judging
-- A table of its own has statistics; without them a few guesses in a row make ten thousand rows look like one.
create temporary table judging on commit drop as {judged}

-- name: clear
-- Whom nobody but the registry speaks of, and no correction, known or waiting: applied in the same update that says who
-- it was. Everybody else goes by `DICOCOKKAN`, past the corrections. The first word of a death counts; who is told
-- dead again points at it.
create temporary table applying on commit drop as
with spoken as materialized (
    select o.person_id from judging o join journeys_event k on k.corrects = o.number and k.corrects <> ''
    where o.person_id is not null
    union
    select t.person_id from unnest(%(ids)s::bigint[]) as i (id)
    join journeys_event k on k.id = i.id and k.kind = 'koreksi'
    join journeys_event t on t.number = k.corrects and t.person_id is not null
    union
    select o.person_id from judging o where not o.free and o.person_id is not null
)
select m.*, coalesce(m.known, nullif(m.first_id, m.id)) as same_as from (
    select j.id, j.person_id, j.membership_id, j.happened_on, j.source_id, h.known,
        first_value(j.id) over (partition by j.person_id order by j.issued_at, j.id) as first_id
    from judging j
    cross join lateral (
        select max(k.id) filter (where k.kind = 'kematian' and k.state = 'DITERAPKAN' and k.same_as_id is null) as known,
            coalesce(bool_or(k.kind = 'koreksi'), false) as corrected
        from journeys_event k where k.person_id = j.person_id
    ) h
    where %(at)s::timestamptz is not null and j.why = '' and not h.corrected
        and j.person_id not in (select person_id from spoken)
) m

-- name: judge
update journeys_event e
set person_id = j.person_id, membership_id = j.membership_id, family_id = j.family_id, was_head = j.was_head,
    region_code = j.region_code, why = j.why,
    state = case when a.id is not null then 'DITERAPKAN' when j.why = '' or not j.free then 'DICOCOKKAN'
        else 'TIDAK_COCOK' end,
    same_as_id = case when a.id is null then e.same_as_id else a.same_as end,
    settled_at = case when a.id is null then e.settled_at else %(at)s end
from judging j left join applying a on a.id = j.id where e.id = j.id

-- name: as_if
select j.id, j.why, j.theirs, j.ours from ({judged}) j

-- name: unsure
select id, theirs, ours from judging where why = 'unsure'

-- name: sure
update judging j set why = u.why from unnest(%(events)s::bigint[], %(why)s::text[]) as u (id, why) where j.id = u.id

-- name: applying
create temporary table applying on commit drop as
select m.*, coalesce(m.known, nullif(m.first_id, m.id)) as same_as from (
    select e.id, e.person_id, e.membership_id, e.happened_on, e.source_id,
        first_value(e.id) over (partition by e.person_id order by e.issued_at, e.id) as first_id,
        (select k.id from journeys_event k
         where k.person_id = e.person_id and k.kind = 'kematian' and k.state = 'DITERAPKAN' and k.same_as_id is null) as known
    from journeys_event e
    where e.id = any (%(ids)s) and e.kind = 'kematian' and e.state = 'DICOCOKKAN' and e.why = ''
      and (e.case_id is null or exists (
          -- `offset 0`: each looked up; the planner would else read every case that ever ended so
          select from workflow_case c where c.id = e.case_id and c.state = 'DITERAPKAN' offset 0))
) m

-- name: apply
update journeys_event e set state = 'DITERAPKAN', settled_at = %(at)s, same_as_id = a.same_as
from applying a where e.id = a.id

-- name: people
update registry_person p set died_on = a.happened_on, source_id = a.source_id, updated_at = %(at)s
from applying a where a.same_as is null and p.id = a.person_id

-- name: leave_family
update registry_membership m set left_on = greatest(m.joined_on, a.happened_on)
from applying a where a.same_as is null and m.id = a.membership_id and m.left_on is null

-- name: counted
select id, person_id, same_as is null from applying order by id

-- name: forget
drop table if exists judging, applying

-- name: reports_confirmed
-- What a kelurahan reported and waits for a word of the registry.
select r.case_id from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
join journeys_event r on r.person_id = e.person_id and r.kind = 'kematian' and r.state = 'DICOCOKKAN' and r.case_id is not null
where e.origin <> 'report'
