-- name: keep
-- Where a record stands is where its person lives. Both functions look past the writer's own areas: whoever moves somebody
-- away no longer sees them there.
create function registry_place_ppks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    select p.region_code into new.region_code from registry_person p where p.id = new.person_id;
    return new;
end $$;
create function registry_move_ppks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update registry_ppksrecord set region_code = new.region_code where person_id = new.id;
    return null;
end $$;
create function registry_refuse_ppks_elsewhere() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from added a join registry_person p on p.id = a.person_id where p.region_code <> a.region_code) then
        raise check_violation using constraint = 'ppks_where_the_person_lives', table = 'registry_ppksrecord',
            message = 'a record stands where its person lives';
    end if;
    return null;
end $$;
grant select, update on registry_ppksrecord to kesos_system;
grant select on registry_person to kesos_system;
grant create on schema public to kesos_reader, kesos_system;
alter function registry_place_ppks() owner to kesos_reader;
alter function registry_refuse_ppks_elsewhere() owner to kesos_reader;
alter function registry_move_ppks() owner to kesos_system;
revoke create on schema public from kesos_reader, kesos_system;
-- a file says the place itself and is judged as a set; row by row is for who leaves it blank
create trigger place_of_person before insert on registry_ppksrecord
    for each row when (coalesce(new.region_code, '') = '') execute function registry_place_ppks();
create trigger place_of_person_again before update of person_id, region_code on registry_ppksrecord
    for each row execute function registry_place_ppks();
create trigger where_the_person_lives after insert on registry_ppksrecord
    referencing new table as added for each statement execute function registry_refuse_ppks_elsewhere();
-- asked of who really moves, not of every change to a person
create trigger move_ppks after update of region_code on registry_person
    for each row when (old.region_code is distinct from new.region_code) execute function registry_move_ppks();

-- name: drop_keep
drop trigger move_ppks on registry_person;
drop trigger where_the_person_lives on registry_ppksrecord;
drop trigger place_of_person_again on registry_ppksrecord;
drop trigger place_of_person on registry_ppksrecord;
drop function registry_move_ppks, registry_place_ppks, registry_refuse_ppks_elsewhere;
