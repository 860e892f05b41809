-- name: name_key
create function registry_name_key(name text) returns text
language sql immutable parallel safe
return case
    -- letters and single blanks, as nearly every name: nothing to take out
    when name ~ '^[A-Za-z]+( [A-Za-z]+)*$'
    -- old and new spelling meet: Soedjono, Sujono; Tjahjo, Cahjo
    then replace(replace(replace(lower(name), 'oe', 'u'), 'dj', 'j'), 'tj', 'c')
    else trim(regexp_replace(
        replace(replace(replace(lower(translate(name, '’''`´.,-()"/', ' ')), 'oe', 'u'), 'dj', 'j'), 'tj', 'c'),
        '\s+', ' ', 'g')) end

-- name: drop_name_key
drop function registry_name_key

-- name: rules
-- one and only one way of being identified
alter table registry_person add constraint person_one_identity
    check (num_nonnulls(nik, nik_claimed, nik_as_written, no_nik_reason) = 1);
alter table registry_family add constraint family_one_card_number check (num_nonnulls(kk, kk_as_written) <= 1);
alter table registry_person add constraint person_lives_in_a_village check (char_length(region_code) = 10);
alter table registry_family add constraint family_lives_in_a_village check (char_length(region_code) = 10);
-- room in each page: a death or a move then stays in its page and leaves its indexes as they are
alter table registry_person set (fillfactor = 90);

-- name: history
create function registry_picked(whole jsonb, names text[]) returns jsonb
language sql immutable parallel safe
return (select jsonb_object_agg(name, whole -> name) from unnest(names) name);

-- The columns are compared one by one, their names taken from the table itself, and only a row that says something else
-- is turned into JSON: a city's deaths change one column of eighteen. Who adds a column makes these functions again.
create function registry_watch_for_changes() returns void language plpgsql as $make$
declare
    compared text;
    kind text;
begin
    foreach kind in array array['person', 'family'] loop
        select string_agg(format('case when o.%1$I is distinct from n.%1$I then %1$L end', attname), ', ' order by attnum)
        into compared from pg_attribute
        where attrelid = ('registry_' || kind)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
            and attname not in ('id', 'source_id', 'updated_at');
        execute format($write$
            create or replace function %1$I() returns trigger language plpgsql as $body$
            begin
                insert into %2$I (%3$I, before, before_source_id, source_id, changed_at)
                select o.id, registry_picked(to_jsonb(o), c.names), o.source_id, n.source_id, n.updated_at
                from before_rows o join after_rows n on n.id = o.id
                cross join lateral (select array_remove(array[%4$s], null) as names) c
                where cardinality(c.names) > 0;
                return null;
            end $body$ $write$,
            'registry_keep_' || kind, 'registry_' || kind || 'history', kind || '_id', compared);
    end loop;
end $make$;
select registry_watch_for_changes();
create trigger keep_history after update on registry_person
    referencing old table as before_rows new table as after_rows
    for each statement execute function registry_keep_person();
create trigger keep_history after update on registry_family
    referencing old table as before_rows new table as after_rows
    for each statement execute function registry_keep_family();

create function registry_keep_card() returns trigger language plpgsql as $$
begin
    insert into registry_pastfamilycard (family_id, kk, until)
    select o.id, o.kk, n.updated_at from before_rows o join after_rows n on n.id = o.id
    where o.kk is not null and o.kk is distinct from n.kk;
    return null;
end $$;
create trigger keep_past_card after update on registry_family
    referencing old table as before_rows new table as after_rows
    for each statement execute function registry_keep_card();

-- name: drop_history
drop trigger keep_past_card on registry_family;
drop trigger keep_history on registry_family;
drop trigger keep_history on registry_person;
drop function registry_keep_card, registry_keep_family, registry_keep_person, registry_watch_for_changes, registry_picked;

-- name: reach
-- runs as kesos_reader, whom every policy lets through: a policy that asked these tables itself would ask in a circle
-- the day is the country's western one, in which reach is given: by the server's own it would begin seven hours late
create function registry_reaches(person bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp
return exists (
        select from registry_reach r
        where r.person_id = person and r.holder = any (kesos_holders())
          and (now() at time zone 'Asia/Jakarta')::date between r.from_on and coalesce(r.to_on, 'infinity'))
    or exists (
        select from registry_membership m
        where m.person_id = person and m.family_id = any (kesos_families()) and m.left_on is null);

-- name: drop_reach
drop function registry_reaches

-- name: search
-- Search by name inside the caller's own areas. A policy would keep LIKE from its index, so this runs as
-- kesos_reader and adds the scope itself. `tolerant` lets spelling differ.
create or replace function registry_search_names(
    asked text, within_code text, tolerant boolean, after_key text, after_id bigint, most integer
) returns table (person_id bigint, name_key text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    key text := registry_name_key(asked);
    pattern text := '%' || replace(replace(replace(key, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    -- the part of each own area that lies inside what was asked for
    areas text[] := array(
        select case when within_code ^@ a then within_code else a end from unnest(kesos_areas()) a
        where within_code ^@ a or a ^@ within_code);
    one text;
    place text;
    id text;
    test text;
begin
    if char_length(key) < 2 or cardinality(areas) = 0 then
        return;
    end if;
    test := case when tolerant then 'p.name_key % $1' else 'p.name_key like $2' end;
    foreach one in array areas loop
        if char_length(one) = 10 then
            -- a village is few enough to be read through, in the order of its names
            place := format('select p.id, p.name_key from registry_person p where p.region_code = %L', one);
            id := 'p.id';
        else
            place := format(
                'select p.person_id, p.name_key from registry_searchname p where p.region_code like %L', one || '%');
            id := 'p.person_id';
            if char_length(one) >= 4 then
                place := format('%s and substr(p.region_code, 3, 2) = %L', place, substr(one, 3, 2));
            end if;
        end if;
        return query execute
            format('%s and %s and (p.name_key, %s) > ($3, $4) order by p.name_key, %s limit $5', place, test, id, id)
        using key, pattern, after_key, after_id, most;
    end loop;
end $$;

-- name: drop_search
drop function registry_search_names

-- name: across
-- The one look that crosses areas: exact NIK, and no more than the kab/kota and the programmes come out.
-- It counts itself, so that nobody can look without being counted.
create function registry_look_across(asked bigint, why text, moment timestamptz)
returns table (kabkota text, programmes jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if kesos_user() is null or trim(why) = '' then
        raise insufficient_privilege using message = 'a look across areas needs an actor and a purpose';
    end if;
    return query
        select left(p.region_code, 4), coalesce((
            select jsonb_agg(jsonb_build_object('programme', e.programme, 'state', e.state,
                                                'from_on', e.from_on, 'to_on', e.to_on)
                             order by e.programme, e.from_on)
            from registry_enrolment e where e.person_id = p.id), '[]')
        from registry_person p where p.nik = coalesce((
            select s.nik from registry_merge g join registry_person s on s.id = g.stays_id
            where g.nik = asked and g.undone_at is null), asked);
    insert into registry_acrosslookup (user_id, at, purpose, found) values (kesos_user(), moment, why, found);
end $$;

-- name: drop_across
drop function registry_look_across

-- name: reader
-- kesos_reader owns the functions above and may read what they read, nothing else
grant select on registry_person, registry_membership, registry_reach, registry_enrolment to kesos_reader;
grant insert on registry_acrosslookup to kesos_reader;
grant usage on sequence registry_acrosslookup_id_seq to kesos_reader;
grant create on schema public to kesos_reader;
alter function registry_reaches(bigint) owner to kesos_reader;
alter function registry_search_names(text, text, boolean, text, bigint, integer) owner to kesos_reader;
alter function registry_look_across(bigint, text, timestamptz) owner to kesos_reader;
revoke create on schema public from kesos_reader;

-- name: statistics
-- The first file into empty tables: until the server looks by itself, a minute later, its planner takes them for empty and
-- pairs each row with each. Only the owner may have them looked at, so this runs as the owner; it tells nobody anything.
create function registry_look_at_sizes() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze registry_person, registry_family, registry_membership, registry_listing;
end $$;
revoke execute on function registry_look_at_sizes() from public;
grant execute on function registry_look_at_sizes() to kesos_app, kesos_system;

-- name: drop_statistics
drop function registry_look_at_sizes
