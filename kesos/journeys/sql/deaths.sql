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
        e.full_name as theirs, p.full_name as ours
    from journeys_event e
    left join registry_person p on p.nik = e.nik
    left join registry_membership m on m.person_id = p.id and m.left_on is null
    where e.id = any (%(ids)s) and e.kind = 'kematian' and e.state in ('DITERIMA', 'DICOCOKKAN', 'TIDAK_COCOK')

-- name: judging
-- A table of its own has statistics; without them a few guesses in a row make ten thousand rows look like one.
create temporary table judging on commit drop as {judged}

-- name: judge
update journeys_event e
set person_id = j.person_id, membership_id = j.membership_id, family_id = j.family_id, was_head = j.was_head,
    region_code = j.region_code, why = j.why,
    state = case when j.why in ('', 'unsure') or e.case_id is not null then 'DICOCOKKAN' else 'TIDAK_COCOK' end
from judging j where e.id = j.id

-- name: as_if
select j.id, j.why, j.theirs, j.ours from ({judged}) j

-- name: unsure
select id, theirs, ours from judging where why = 'unsure'

-- name: sure
update journeys_event e set why = u.why, state = case when u.why = '' or e.case_id is not null then 'DICOCOKKAN' else 'TIDAK_COCOK' end
from unnest(%(events)s::bigint[], %(why)s::text[]) as u (id, why) where e.id = u.id

-- name: applying
-- The first word of a death counts; who is told dead again points at it.
create temporary table applying on commit drop as
select m.*, coalesce(m.known, nullif(m.first_id, m.id)) as same_as from (
    select e.id, e.person_id, e.membership_id, e.happened_on, e.source_id,
        first_value(e.id) over (partition by e.person_id order by e.issued_at, e.id) as first_id,
        (select k.id from journeys_event k
         where k.person_id = e.person_id and k.kind = 'kematian' and k.state = 'DITERAPKAN' and k.same_as_id is null) as known
    from journeys_event e
    where e.id = any (%(ids)s) and e.kind = 'kematian' and e.state = 'DICOCOKKAN' and e.why = ''
      and (e.case_id is null or exists (select from workflow_case c where c.id = e.case_id and c.state = 'DITERAPKAN'))
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
select id, person_id from applying where same_as is null order by id

-- name: forget
drop table if exists judging, applying

-- name: reports_confirmed
-- What a kelurahan reported and waits for a word of the registry.
select r.case_id from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
join journeys_event r on r.person_id = e.person_id and r.kind = 'kematian' and r.state = 'DICOCOKKAN' and r.case_id is not null
where e.origin <> 'report'
