-- name: judging
-- Moves told by the registry: whose family, who of it, where to. `here`: the family lives there already.
create temporary table judging_moves on commit drop as
select e.id, e.kk, e.to_region_code, e.to_kk, e.moving, p.id as person_id, f.id as family_id, f.region_code,
    coalesce(f.region_code = e.to_region_code, false) as here,
    left(f.region_code, 4) = left(e.to_region_code, 4) as same_city,
    cardinality(e.moving) = 0 as whole,
    (select v.case_id from journeys_move v where v.family_id = f.id and v.to_region_code = e.to_region_code
        and v.state in ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN')) as confirms, e.full_name as theirs, p.full_name as ours,
    case
        when e.happened_on is null or e.to_region_code = '' or e.nik is null then 'unreadable'
        when p.id is null then 'nik_unknown'
        when p.died_on is not null and p.died_on < e.happened_on then 'dead'
        when e.happened_on < p.birth_date then 'moved_before_birth'
        when f.id is null then 'family_unknown'
        when r.code is null then 'destination_unknown'
        when r.valid_to is not null then 'destination_retired'
        when e.region_code = e.to_region_code then 'same_place'
        when exists (select from registry_family o where o.kk = e.to_kk and o.id <> f.id) then 'card_taken'
        when exists (select from journeys_move v where v.family_id = f.id
                     and v.to_region_code <> e.to_region_code and v.state in ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN')) then 'under_way'
        when p.birth_date = e.birth_date or p.name_key = registry_name_key(e.full_name) then ''
        else 'unsure'
    end as why
from unnest(%(ids)s::bigint[]) as i (id) join journeys_event e on e.id = i.id
left join registry_person p on p.nik = coalesce((
    select s.nik from registry_merge g join registry_person s on s.id = g.stays_id
    where g.nik = e.nik and g.undone_at is null), e.nik)
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
left join regions_region r on r.code = e.to_region_code and r.level = 4
where e.kind = 'pindah' and e.state = 'DITERIMA'

-- name: unsure
select id, theirs, ours from judging_moves where why = 'unsure'

-- name: sure
update judging_moves j set why = u.why from unnest(%(events)s::bigint[], %(why)s::text[]) as u (id, why) where j.id = u.id

-- name: once
-- A family moves once in a slice, and a new card is given once; the next waits for the next slice.
update judging_moves j set why = 'again'
from (
    select id, row_number() over (partition by family_id order by id) as of_family,
        row_number() over (partition by to_kk order by id) as of_card
    from judging_moves where why = ''
) o
where o.id = j.id and (o.of_family > 1 or j.to_kk is not null and o.of_card > 1)

-- name: keep
update journeys_event e
set person_id = j.person_id, family_id = j.family_id, region_code = coalesce(j.region_code, e.region_code),
    state = case when j.why <> '' then 'TIDAK_COCOK'
        when j.here or j.confirms is not null or j.whole and j.same_city then 'DITERAPKAN' else 'DICOCOKKAN' end,
    why = j.why, settled_at = case when j.why = '' then %(at)s end
from judging_moves j where e.id = j.id and j.why <> 'again'

-- name: plain
-- Whole families inside the city: no person has to act.
insert into journeys_move (number, family_id, head_name, region_code, to_region_code, to_address, to_rt, to_rw, to_kk,
    moved_on, whole, state, reported_at, reported_by, settled_at, said, event_id, source_id)
select 'P-' || left(j.region_code, 4) || '-' || to_char(%(at)s::timestamptz at time zone 'Asia/Jakarta', 'YYYY-MM') || '-'
        || lpad(nextval('journeys_number')::text, 6, '0'),
    j.family_id, j.ours, j.region_code, j.to_region_code, e.to_address, e.to_rt, e.to_rw, e.to_kk, e.happened_on, true,
    'SELESAI', %(at)s, 0, %(at)s, '', e.id, e.source_id
from judging_moves j join journeys_event e on e.id = j.id
where j.why = '' and j.whole and j.same_city and not j.here and j.confirms is null
order by j.id
returning id

-- name: movers
insert into journeys_mover (move_id, person_id, full_name, nik, birth_date, relation)
select v.id, p.id, p.full_name, p.nik, p.birth_date, m.relation
from unnest(%(moves)s::bigint[]) as i (id) join journeys_move v on v.id = i.id
join registry_membership m on m.family_id = v.family_id and m.left_on is null
join registry_person p on p.id = m.person_id
order by v.id, m.relation, p.id

-- name: others
select e.id from judging_moves j join journeys_event e on e.id = j.id
where j.why = '' and not j.here and j.confirms is null and not (j.whole and j.same_city) order by j.id

-- name: confirmed
select j.confirms from judging_moves j join workflow_case c on c.id = j.confirms
where j.why = '' and c.state = 'DIPERIKSA_ASAL'

-- name: forget
drop table if exists judging_moves

-- name: whole
update registry_family f
set region_code = v.to_region_code, address = v.to_address, rt = v.to_rt, rw = v.to_rw, kk = coalesce(v.to_kk, f.kk),
    latitude = null, longitude = null, position_accuracy_m = null, source_id = v.source_id, updated_at = %(at)s
from unnest(%(moves)s::bigint[]) as i (id) join journeys_move v on v.id = i.id
where v.whole and f.id = v.family_id

-- name: number_families
update journeys_move v set new_family_id = nextval(pg_get_serial_sequence('registry_family', 'id'))
where v.id = any (%(moves)s) and not v.whole and v.new_family_id is null

-- name: new_families
insert into registry_family (id, kk, region_code, address, rt, rw, source_id, updated_at)
select v.new_family_id, v.to_kk, v.to_region_code, v.to_address, v.to_rt, v.to_rw, v.source_id, %(at)s
from journeys_move v where v.id = any (%(moves)s) and not v.whole order by v.id

-- name: leave
update registry_membership m set left_on = greatest(m.joined_on, v.moved_on)
from journeys_move v join journeys_mover w on w.move_id = v.id
where v.id = any (%(moves)s) and not v.whole and m.person_id = w.person_id and m.family_id = v.family_id and m.left_on is null

-- name: remaining_head
update registry_membership m set relation = 1
from journeys_move v
where v.id = any (%(moves)s) and not v.whole and m.person_id = v.remaining_head_id and m.family_id = v.family_id
  and m.left_on is null

-- name: join
-- From the day they left the other family: nobody is in two on one day, whatever day the letter says.
insert into registry_membership (person_id, family_id, relation, joined_on, source_id)
select w.person_id, v.new_family_id, w.relation, coalesce(m.left_on, v.moved_on), v.source_id
from journeys_move v join journeys_mover w on w.move_id = v.id
left join lateral (
    select max(o.left_on) as left_on from registry_membership o where o.person_id = w.person_id and o.family_id = v.family_id
) m on true
where v.id = any (%(moves)s) and not v.whole order by w.id

-- name: people
update registry_person p set region_code = v.to_region_code, source_id = v.source_id, updated_at = %(at)s
from unnest(%(moves)s::bigint[]) as i (id) join journeys_move v on v.id = i.id join journeys_mover w on w.move_id = v.id
where p.id = w.person_id and p.region_code <> v.to_region_code

-- name: aid_follows
-- What somebody holds goes with them, also what they hold for the family.
update registry_enrolment n set family_id = v.new_family_id
from journeys_move v join journeys_mover w on w.move_id = v.id
where v.id = any (%(moves)s) and not v.whole and n.person_id = w.person_id and n.family_id = v.family_id and n.to_on is null

-- name: leaving_the_city
select id from journeys_move where id = any (%(moves)s) and left(region_code, 4) <> left(to_region_code, 4)

-- name: state
update journeys_move set state = %(state)s,
    settled_at = case when %(state)s in ('SELESAI', 'DITOLAK', 'DIBATALKAN') then %(at)s end
where case_id = any (%(cases)s) and state <> %(state)s

-- name: of_cases
select id from journeys_move where case_id = any (%(cases)s) order by id

-- name: gone_elsewhere
-- Whom a move would take who is not there any more: gone to another family, or dead.
select v.case_id, string_agg(w.full_name, ', ' order by w.id)
from journeys_move v join journeys_mover w on w.move_id = v.id
where v.case_id = any (%(cases)s) and not exists (
    select from registry_membership m where m.person_id = w.person_id and m.family_id = v.family_id and m.left_on is null)
group by v.case_id

-- name: number
select 'P-' || %(city)s || '-' || %(month)s || '-' || lpad(nextval('journeys_number')::text, 6, '0')
