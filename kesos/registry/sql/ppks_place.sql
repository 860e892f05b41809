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
grant select, update on registry_ppksrecord to kesos_system;
grant select on registry_person to kesos_system;
grant create on schema public to kesos_reader, kesos_system;
alter function registry_place_ppks() owner to kesos_reader;
alter function registry_move_ppks() owner to kesos_system;
revoke create on schema public from kesos_reader, kesos_system;
create trigger place_of_person before insert or update of person_id, region_code on registry_ppksrecord
    for each row execute function registry_place_ppks();
-- asked of who really moves, not of every change to a person
create trigger move_ppks after update of region_code on registry_person
    for each row when (old.region_code is distinct from new.region_code) execute function registry_move_ppks();

-- name: drop_keep
drop trigger move_ppks on registry_person;
drop trigger place_of_person on registry_ppksrecord;
drop function registry_move_ppks, registry_place_ppks;
