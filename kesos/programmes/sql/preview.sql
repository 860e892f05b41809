-- name: ask
-- Who receives or waits, in these areas; a waiting one has a negative number, so that both are judged at once.
create temporary table previewed on commit drop as
select e.id as ref, e.programme, e.family_id, e.person_id, p.region_code, true as receives
from registry_enrolment e join registry_person p on p.id = e.person_id
where e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN') and e.family_id is not null
    and (%(programmes)s::text[] is null or e.programme = any (%(programmes)s))
    and exists (select from unnest(%(areas)s::text[]) area where p.region_code ^@ area)
union all
select -w.id, w.programme_id, w.family_id, w.person_id, w.region_code, false
from programmes_waiting w
where w.left_at is null and (%(programmes)s::text[] is null or w.programme_id = any (%(programmes)s))
    and exists (select from unnest(%(areas)s::text[]) area where w.region_code ^@ area)

-- name: judged
-- Their own membership is no double one: that rule is left out.
select coalesce(array_agg(distinct ref), '{{}}'::bigint[]) from ({judge}) f where refuses

-- name: count
select a.region_code,
    count(*) filter (where receives and after.ref is not null and before.ref is null),
    count(*) filter (where receives and after.ref is null and before.ref is not null),
    count(*) filter (where not receives and after.ref is not null and before.ref is null),
    count(*) filter (where not receives and after.ref is null and before.ref is not null)
from previewed a
left join (select unnest(%(before)s::bigint[]) as ref) before on before.ref = a.ref
left join (select unnest(%(after)s::bigint[]) as ref) after on after.ref = a.ref
group by a.region_code having count(*) filter (where (after.ref is null) <> (before.ref is null)) > 0
order by a.region_code
