-- name: refill
-- One measure of one month, as one act: counted once by village, added up to every level, and only rows whose number has
-- changed are written; a night that changes nothing leaves nothing for vacuum. The first part is the measure's own statement.
with counted (region_code, value, number) as materialized ({counted}),
rolled as materialized (
    select left(c.region_code, l.upto) as region_code, left(c.region_code, l.above) as parent_code, c.value,
        sum(c.number)::bigint as number
    from counted c join (values (2, 0), (4, 2), (6, 4), (10, 6)) as l (upto, above) on length(c.region_code) >= l.upto
    group by 1, 2, 3
),
gone as (
    delete from insight_total t
    where t.measure = %(measure)s and t.period = %(period)s and not exists (
        select from rolled r where r.parent_code = t.parent_code and r.region_code = t.region_code and r.value = t.value)
)
insert into insight_total (period, parent_code, measure, region_code, value, number)
select %(period)s, parent_code, %(measure)s, region_code, value, number from rolled
order by parent_code, region_code, value
on conflict (period, parent_code, measure, region_code, value) do update set number = excluded.number
where insight_total.number <> excluded.number

-- name: note
insert into insight_refresh (measure, period, as_of) values (%(measure)s, %(period)s, %(at)s)
on conflict (measure, period) do update set as_of = excluded.as_of

-- name: below
-- The places right below one, by key.
select region_code, measure, value, number from insight_total
where period = %(period)s and parent_code = %(parent)s and measure = any (%(measures)s::text[]) {values}

-- name: of_places
-- Some places themselves, by key.
select t.region_code, t.measure, t.value, t.number
from unnest(%(parents)s::text[], %(places)s::text[]) as a (parent, place)
join insight_total t on t.period = %(period)s and t.parent_code = a.parent
    and t.measure = any (%(measures)s::text[]) and t.region_code = a.place {values}

-- name: of_values
and value = any (%(values)s::text[])

-- name: counted
select measure, period, as_of from insight_refresh order by period desc, measure

-- name: statistics
select insight_take_statistics()

-- name: taking_statistics
-- A night's count makes a table that the planner has not seen; until the server looks at it by itself, a page of a kab/kota
-- would read by a wrong guess. Statistics are the owner's to take, so this runs as the owner, for the system alone.
create function insight_take_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze insight_total, insight_standing;
end $$;
revoke execute on function insight_take_statistics() from public;
grant execute on function insight_take_statistics() to kesos_system

-- name: drop_taking_statistics
drop function insight_take_statistics
