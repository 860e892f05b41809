-- name: numbers
-- A merged person's number leads to whoever stays: the database gives it to nobody else, by a form, a file, SQL by hand.
create function registry_keep_merged() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    taken bigint;
begin
    if exists (select from registry_merge) then
        select m.stays_id into taken from registry_merge m join after_rows a on a.nik = m.nik
        where m.undone_at is null limit 1;
        if taken is not null then
            raise unique_violation using constraint = 'person_number_merged', table = 'registry_person',
                message = format('the number leads to person %s', taken);
        end if;
    end if;
    return null;
end $$;
create trigger keep_merged_added after insert on registry_person
    referencing new table as after_rows for each statement execute function registry_keep_merged();
create trigger keep_merged_changed after update on registry_person
    referencing new table as after_rows for each statement execute function registry_keep_merged();

-- name: drop_numbers
drop trigger keep_merged_changed on registry_person;
drop trigger keep_merged_added on registry_person;
drop function registry_keep_merged;

-- name: frozen
-- A closed visit and an answer of the population registry never change. Whose they are follows a merge, and by this
-- door alone: the columns named here, and no other, by whoever may act as the system.
create policy merging on registry_match for all to kesos_reader using (true) with check (true);
create policy merging on registry_personvisit for all to kesos_reader using (true) with check (true);
grant select, update on registry_match to kesos_reader;
grant select, insert, update, delete on registry_personvisit to kesos_reader;
grant select on registry_familyvisit, regions_codeentry to kesos_reader; -- what the visits' triggers ask

create or replace function registry_keep_visit() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and not old.draft then
        if current_user = 'kesos_reader' and tg_table_name = 'registry_personvisit'
                and (tg_op = 'DELETE' or to_jsonb(old) - 'person_id' = to_jsonb(new) - 'person_id') then
            return case when tg_op = 'DELETE' then old else new end;
        end if;
        raise check_violation using constraint = 'visit_closed', table = tg_table_name,
            message = 'a closed visit does not change; a correction is a new visit';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if tg_op = 'INSERT' and not new.draft and tg_table_name = 'registry_personvisit' and exists (
            select from registry_familyvisit v where v.id = (to_jsonb(new) ->> 'visit_id')::bigint
            and v.by_user_id is not null and not v.draft)
            and current_user <> 'kesos_reader' then
        raise check_violation using constraint = 'visit_closed', table = tg_table_name,
            message = 'the form this member belongs to is closed';
    end if;
    return new;
end $$;

create function registry_pass_on(kind text, ids bigint[], person bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if kind = 'registry_match' then
        update registry_match set person_id = person where id = any (ids);
    elsif kind = 'registry_personvisit' then
        update registry_personvisit set person_id = person where id = any (ids);
    else
        raise exception 'rows of % change without this', kind;
    end if;
end $$;
create function registry_take_aside(ids bigint[]) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from registry_personvisit where id = any (ids)
$$;
create function registry_put_back(whole jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into registry_personvisit select (jsonb_populate_record(null::registry_personvisit, whole)).*
$$;
grant create on schema public to kesos_reader;
alter function registry_put_back(jsonb) owner to kesos_reader;
alter function registry_pass_on(text, bigint[], bigint) owner to kesos_reader;
alter function registry_take_aside(bigint[]) owner to kesos_reader;
alter function registry_keep_merged() owner to kesos_reader;
revoke create on schema public from kesos_reader;
grant select on registry_merge to kesos_reader;
revoke execute on function registry_pass_on(text, bigint[], bigint), registry_take_aside(bigint[]),
    registry_put_back(jsonb) from public;
grant execute on function registry_pass_on(text, bigint[], bigint), registry_take_aside(bigint[]),
    registry_put_back(jsonb) to kesos_system;

-- name: drop_frozen
drop function registry_put_back(jsonb);
drop function registry_take_aside(bigint[]);
drop function registry_pass_on(text, bigint[], bigint);
drop policy merging on registry_match;
drop policy merging on registry_personvisit;
