-- One page of proposals. Each area of the actor reads the index of its own width in the wanted order and stops after
-- its page: a kelurahan, a kab/kota, the country. A kecamatan lies in the order of one of them.
-- Codes are digits: a range between them is the same in every collation.

-- name: page
with page as (
    select found.id, found.sorted
    from unnest(%(areas)s::text[]) as w (area) cross join lateral (
        (select p.id, {key} as sorted from proposals_proposal p join workflow_case c on c.id = p.case_id
         where w.area = '' {narrowed} order by {order} limit %(limit)s)
        union all
        (select p.id, {key} from proposals_proposal p join workflow_case c on c.id = p.case_id
         where length(w.area) = 4 and p.city_code = w.area {narrowed} order by {order} limit %(limit)s)
        union all
        (select p.id, {key} from proposals_proposal p join workflow_case c on c.id = p.case_id
         where length(w.area) = 10 and p.region_code = w.area {narrowed} order by {order} limit %(limit)s)
        union all
        (select p.id, {key} from proposals_proposal p join workflow_case c on c.id = p.case_id
         where length(w.area) not in (0, 4, 10) and p.region_code >= rpad(w.area, 10, '0')
            and p.region_code <= rpad(w.area, 10, '9') {narrowed} order by {order} limit %(limit)s)
    ) found
)
select id from page order by sorted {way}, id {way} limit %(limit)s

-- name: narrowed
{beyond}
and (%(period)s::bigint is null or p.period_id = %(period)s)
and (%(month)s::date is null or p.period_id in (select t.id from proposals_period t where t.month = %(month)s))
and (%(state)s = '' or c.state = %(state)s)
and (%(wanted)s = '' or %(wanted)s = 'dtsen' and p.programme_id is null or p.programme_id = %(wanted)s)
and (%(text)s = '' or c.title ilike %(like)s or p.number = upper(%(text)s))

-- name: last
(select {key} from proposals_proposal p where p.id = %(after)s)

-- name: heads
-- Card and head of each family as they are today; a family without anybody named head has the first by relation.
select p.id, f.kk, head.nik
from proposals_proposal p
join registry_family f on f.id = p.family_id
left join lateral (
    select n.nik from registry_membership s join registry_person n on n.id = s.person_id
    where s.family_id = f.id and s.left_on is null order by s.relation, n.id limit 1
) head on true
where p.id = any(%(ids)s)
