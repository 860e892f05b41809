-- Figures that are kept. Their age is told by the database's clock: it says nothing of the people counted.

-- name: fresh
select region_code, number from programmes_keptfigure
where name = %(name)s and region_code = any (%(places)s::text[]) and counted_at > now() - %(lasts)s::interval

-- name: keep
insert into programmes_keptfigure (name, region_code, number, counted_at)
select %(name)s, a.place, a.number, now()
from unnest(%(places)s::text[], %(numbers)s::bigint[]) as a (place, number)
order by a.place
on conflict (name, region_code) do update set number = excluded.number, counted_at = excluded.counted_at

-- name: forget
delete from programmes_keptfigure where counted_at < %(before)s
