-- name: by_name
with asked as (select kesos_folded_name(%(text)s) as name, replace(kesos_folded_name(%(text)s), ' ', '') as joined)
select r.code, r.name, r.kind, r.valid_to is not null
from regions_region r, asked a
where a.name <> ''
  and case %(way)s
      -- one or two letters would fit half the country
      when 'short' then r.match_key = a.joined or (r.level <= 3 and r.search_key like a.name || '%%')
      when 'part' then r.search_key like '%%' || a.name || '%%' or r.match_key = a.joined
      else a.name <%% r.search_key end
  and (%(everywhere)s or r.code ^@ any (%(areas)s::text[]))
  and (%(retired)s or r.valid_to is null)
  and (cardinality(%(kinds)s::text[]) = 0 or r.kind = any (%(kinds)s::text[]))
  and (cardinality(%(levels)s::int[]) = 0 or r.level = any (%(levels)s::int[]))
  and (cardinality(%(above)s::text[]) = 0 or not exists (
      select from unnest(%(above)s::text[]) wanted
      where not exists (
          select from regions_region up
          where up.code in (left(r.code, 2), left(r.code, 4), left(r.code, 6)) and up.code <> r.code
            and (' ' || up.search_key) like '%% ' || kesos_folded_name(wanted) || '%%'
      )
  ))
order by case
        when r.match_key = a.joined or r.search_key = a.name
             or (r.level <= 2 and (r.match_key like a.joined || '%%' or r.search_key like a.name || '%%')) then 0
        when r.search_key like a.name || '%%' then 1
        when r.search_key like '%% ' || a.name || '%%' then 2
        else 3 end,
    case when %(way)s = 'alike' then - greatest(similarity(r.search_key, a.name), similarity(r.match_key, a.joined)) end, r.level, r.search_key, r.code
limit %(limit)s

-- name: by_code
select r.code, r.name, r.kind, r.valid_to is not null
from regions_region r
where r.code like %(text)s || '%%'
  and (%(everywhere)s or r.code ^@ any (%(areas)s::text[]))
  and (%(retired)s or r.code = %(text)s or r.valid_to is null)
  and (cardinality(%(kinds)s::text[]) = 0 or r.kind = any (%(kinds)s::text[]))
  and (cardinality(%(levels)s::int[]) = 0 or r.level = any (%(levels)s::int[]))
order by r.level, r.code
limit %(limit)s

-- name: highest
select r.code, r.name, r.kind, r.valid_to is not null
from regions_region r
where (%(everywhere)s or r.code ^@ any (%(areas)s::text[]))
  and (%(retired)s or r.valid_to is null)
  and (cardinality(%(kinds)s::text[]) = 0 or r.kind = any (%(kinds)s::text[]))
  and (cardinality(%(levels)s::int[]) = 0 or r.level = any (%(levels)s::int[]))
order by r.level, r.code
limit %(limit)s
