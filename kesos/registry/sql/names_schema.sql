-- name: table
-- Names of people as they are searched for, each kab/kota by itself: a search inside one reads the lists of that one alone,
-- and an import of one writes into an index a thirtieth of the size. By the two digits of the kab/kota, which within a
-- province belong to one; a database of several provinces shares a part among them.
create table registry_searchname (
    person_id bigint not null, region_code varchar(10) not null, name_key text not null
) partition by list (substr(region_code, 3, 2));
do $$
declare
    number text;
begin
    -- the numbers of kabupaten and of kota in nearly every province; what has another stands in the rest
    foreach number in array array(select to_char(n, 'FM00') from generate_series(1, 79) n where n <= 30 or n > 70) loop
        execute format('create table registry_searchname_%1$s partition of registry_searchname for values in (%1$L)', number);
        execute format('comment on table registry_searchname_%s is %L', number, 'kesos:closed');
    end loop;
end $$;
create table registry_searchname_rest partition of registry_searchname default;
comment on table registry_searchname_rest is 'kesos:closed';
comment on table registry_searchname is 'kesos:read-only';

-- name: drop_table
drop table registry_searchname

-- name: fill
grant select, insert, delete on registry_searchname to kesos_reader;
create policy reader_keeps on registry_searchname to kesos_reader using (true) with check (true);
set local role kesos_reader;
insert into registry_searchname (person_id, region_code, name_key) select id, region_code, name_key from registry_person;
reset role;
create index searchname_person on registry_searchname (person_id);
create index searchname_trigrams on registry_searchname using gin (name_key gin_trgm_ops);
-- what a database made before has
drop index if exists person_name_trigrams

-- name: unfill
drop policy reader_keeps on registry_searchname

-- name: keep
-- Run as kesos_reader: nobody else writes here, and whoever moves somebody away may no longer see them there.
create function registry_name_added() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into registry_searchname (person_id, region_code, name_key) select id, region_code, name_key from added;
    return null;
end $$;
create function registry_name_left() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    moved bigint[];
    part text;
    ids bigint[];
begin
    if tg_op = 'TRUNCATE' then
        delete from registry_searchname;
        return null;
    elsif tg_op = 'DELETE' then
        moved := array(select id from gone);
    else
        moved := array(
            select g.id from gone g join added a on a.id = g.id
            where (a.region_code, a.name_key) is distinct from (g.region_code, g.name_key));
    end if;
    -- part by part, so that none but the part they leave is read
    for part, ids in
        select substr(g.region_code, 3, 2), array_agg(g.id) from gone g where g.id = any (moved) group by 1
    loop
        delete from registry_searchname s where substr(s.region_code, 3, 2) = part and s.person_id = any (ids);
    end loop;
    if tg_op = 'UPDATE' and cardinality(moved) > 0 then
        insert into registry_searchname (person_id, region_code, name_key)
        select id, region_code, name_key from added where id = any (moved);
    end if;
    return null;
end $$;
grant create on schema public to kesos_reader;
alter function registry_name_added() owner to kesos_reader;
alter function registry_name_left() owner to kesos_reader;
revoke create on schema public from kesos_reader;
create trigger name_added after insert on registry_person
    referencing new table as added for each statement execute function registry_name_added();
create trigger name_changed after update on registry_person
    referencing old table as gone new table as added for each statement execute function registry_name_left();
create trigger name_gone after delete on registry_person
    referencing old table as gone for each statement execute function registry_name_left();
create trigger name_emptied after truncate on registry_person for each statement execute function registry_name_left();

-- name: drop_keep
drop trigger name_emptied on registry_person;
drop trigger name_gone on registry_person;
drop trigger name_changed on registry_person;
drop trigger name_added on registry_person;
drop function registry_name_left, registry_name_added;
