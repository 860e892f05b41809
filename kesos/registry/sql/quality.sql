-- name: per_village
-- One city at most: each village through the index of place and name, the row policy below every table.
select v.code, coalesce(p.people, 0), p.oldest, p.newest, coalesce(p.old, 0), coalesce(f.families, 0),
       coalesce(f.unvisited, 0), coalesce(t.open, 0), t.since, coalesce(p.unlike, 0)
from unnest(%(villages)s::text[]) v (code)
left join lateral (
    select count(*) as people, min(s.dated_on) as oldest, max(s.dated_on) as newest,
           count(*) filter (where s.dated_on < %(before)s) as old,
           count(*) filter (where m.outcome not in ('padan', 'gagal')) as unlike
    from registry_person p
    join registry_source s on s.id = p.source_id
    left join lateral (
        select outcome from registry_match
        where person_id = p.id and outcome <> 'gagal' order by asked_at desc, id desc limit 1) m on true
    where p.region_code = v.code and p.died_on is null) p on true
left join lateral (
    select count(*) as families,
           count(*) filter (where not exists (
               select from registry_familyvisit x where x.family_id = f.id and x.recorded_at >= %(before)s)
           ) as unvisited
    from registry_family f where f.region_code = v.code) f on true
left join lateral (
    select count(*) as open, min(opened_at) as since from registry_identitytask
    where region_code = v.code and closed_at is null) t on true
order by v.code
