-- name: parents
-- Person and run of a finding are there, as a foreign key would have it, but asked once a statement: a month writes two
-- million findings, and a key would lock as many people one by one. Runs as kesos_reader: it must see everybody. Who
-- writes and who deletes wait for each other, so that neither overlooks the other.
create function padan_refuse_orphans() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    orphan bigint;
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('padan finding', 0));
    select a.nik into orphan from added a left join registry_person p on p.id = a.person_id
    where a.person_id is not null and p.id is null limit 1;
    if orphan is null then
        select a.nik into orphan from (select run_id, min(nik) as nik from added group by run_id) a
        left join padan_run r on r.id = a.run_id where a.run_id is not null and r.id is null limit 1;
    end if;
    if orphan is not null then
        raise foreign_key_violation using constraint = 'finding_of_somebody', table = 'padan_finding',
            message = 'a finding of a person or of a run that is not there';
    end if;
    return null;
end $$;
create function padan_refuse_leaving() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('padan finding', 0));
    if exists (select from padan_finding f join removed r on r.id = case tg_table_name when 'padan_run' then f.run_id
                                                                  else f.person_id end) then
        raise foreign_key_violation using constraint = 'finding_of_somebody', table = tg_table_name,
            message = format('a finding still speaks of a row of %s', tg_table_name);
    end if;
    return null;
end $$;
grant select on padan_finding, padan_run, registry_person to kesos_reader;
grant create on schema public to kesos_reader;
alter function padan_refuse_orphans() owner to kesos_reader;
alter function padan_refuse_leaving() owner to kesos_reader;
revoke create on schema public from kesos_reader;
create trigger somebody_added after insert on padan_finding referencing new table as added
for each statement execute function padan_refuse_orphans();
create trigger somebody_changed after update on padan_finding referencing new table as added
for each statement execute function padan_refuse_orphans();
create trigger not_of_a_finding after delete on registry_person referencing old table as removed
for each statement execute function padan_refuse_leaving();
create trigger not_of_a_finding after delete on padan_run referencing old table as removed
for each statement execute function padan_refuse_leaving()

-- name: drop_parents
drop trigger not_of_a_finding on padan_run; drop trigger not_of_a_finding on registry_person;
drop trigger somebody_changed on padan_finding; drop trigger somebody_added on padan_finding;
drop function padan_refuse_orphans; drop function padan_refuse_leaving
