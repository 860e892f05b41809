-- name: seats
-- Seats are counted on their quota by the database, whoever adds or takes them: `taken` has no other way to change,
-- and its check refuses the one too many. Of many at once the first holds the quota's row, the others wait and see.
create function programmes_count_seats() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op in ('DELETE', 'UPDATE') then
        update programmes_quota q set taken = q.taken - n.seats
        from (select quota_id, count(*) as seats from before_rows group by quota_id) n where q.id = n.quota_id;
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        update programmes_quota q set taken = q.taken + n.seats
        from (select quota_id, count(*) as seats from after_rows group by quota_id) n where q.id = n.quota_id;
    end if;
    return null;
end $$;
create trigger count_added after insert on programmes_seat
    referencing new table as after_rows for each statement execute function programmes_count_seats();
create trigger count_removed after delete on programmes_seat
    referencing old table as before_rows for each statement execute function programmes_count_seats();
create function programmes_seat_of_one_quota() returns trigger language plpgsql as $$
begin
    raise exception 'seat % belongs to its quota', old.id using errcode = 'check_violation';
end $$;
create trigger keeps_its_quota before update on programmes_seat for each row
    when (new.quota_id <> old.quota_id) execute function programmes_seat_of_one_quota();

-- name: take_seats
-- A membership that runs in an area with a quota holds a seat of it, whoever wrote it: a form, a file, SQL by hand.
-- A seat already given to it (a successor's) counts. The narrowest area that has a quota is the one that counts.
create function programmes_give_seats(enrolments bigint[]) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into programmes_seat (quota_id, enrolment_id)
    select distinct on (e.id) q.id, e.id
    from registry_enrolment e
    join registry_source s on s.id = e.source_id
    join registry_person p on p.id = e.person_id
    join programmes_quota q on q.programme_id = e.programme and p.region_code ^@ q.region_code
        and q.valid_from <= greatest(e.from_on, s.dated_on)
        and coalesce(q.valid_to, 'infinity') >= greatest(e.from_on, s.dated_on)
    where e.id = any (enrolments) and e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
        and not exists (select from programmes_seat held where held.enrolment_id = e.id)
    order by e.id, char_length(q.region_code) desc
$$;

create function programmes_take_seats() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from programmes_quota) then
        perform programmes_give_seats(array(select id from after_rows));
    end if;
    return null;
end $$;
create trigger take_seats after insert on registry_enrolment
    referencing new table as after_rows for each statement execute function programmes_take_seats();

-- Ended by its term, nobody follows: the place is free again. Who runs again takes one; who ran all along and has
-- none (a quota that followed with fewer places) is left as it is.
create function programmes_keep_seats() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from programmes_quota) then
        delete from programmes_seat held using after_rows a
        where held.enrolment_id = a.id and a.to_on is not null and a.state in ('AKTIF', 'SELESAI');
        perform programmes_give_seats(array(
            select b.id from before_rows b where b.to_on is not null or b.state not in ('AKTIF', 'DITANGGUHKAN')));
    end if;
    return null;
end $$;
create trigger keep_seats after update on registry_enrolment
    referencing old table as before_rows new table as after_rows
    for each statement execute function programmes_keep_seats();

-- name: owners
-- They read memberships of every area and write seats: the role that reads everything, with the one table more.
grant select on registry_source, registry_person, registry_enrolment to kesos_reader;
grant select, insert, delete on programmes_seat to kesos_reader;
grant usage on sequence programmes_seat_id_seq to kesos_reader;
grant select, update on programmes_quota to kesos_reader;
grant create on schema public to kesos_reader;
alter function programmes_count_seats() owner to kesos_reader;
alter function programmes_give_seats(bigint[]) owner to kesos_reader;
alter function programmes_take_seats() owner to kesos_reader;
alter function programmes_keep_seats() owner to kesos_reader;
revoke create on schema public from kesos_reader;

-- name: drop_take_seats
drop trigger take_seats on registry_enrolment;
drop trigger keep_seats on registry_enrolment;
drop function programmes_take_seats;
drop function programmes_keep_seats;
drop function programmes_give_seats;

-- name: states
-- A membership stands in a state of the machine `penerima`, or came to the end of its term; one that is no longer
-- active has its last day.
alter table registry_enrolment add constraint enrolment_state check (state in ('AKTIF', 'DITANGGUHKAN', 'SELESAI',
    'NONAKTIF_MENINGGAL', 'NONAKTIF_TIDAK_LAYAK', 'NONAKTIF_PINDAH', 'NONAKTIF_MUNDUR', 'DIGANTIKAN'));
alter table registry_enrolment add constraint enrolment_inactive_has_its_last_day
    check (to_on is not null or state in ('AKTIF', 'DITANGGUHKAN'));

-- name: drop_states
alter table registry_enrolment drop constraint enrolment_state;
alter table registry_enrolment drop constraint enrolment_inactive_has_its_last_day;

-- name: ways
-- What has ended runs again by the two ways of the machine `penerima` only, and what was replaced never: its place is
-- another's. The ways stand in the trigger's condition, so that what ends by the hundred thousand calls no function.
create function programmes_keep_ways() returns trigger language plpgsql as $$
begin
    raise exception 'membership %: no way from % to %', old.id, old.state, new.state
        using errcode = 'check_violation', constraint = 'membership_ways';
end $$;
create trigger keep_ways before update on registry_enrolment for each row
    when (old.state <> new.state and (old.state = 'DIGANTIKAN' or old.state like 'NONAKTIF%'
        and new.state in ('AKTIF', 'DITANGGUHKAN')
        and old.state || '>' || new.state not in ('NONAKTIF_MENINGGAL>AKTIF', 'NONAKTIF_TIDAK_LAYAK>AKTIF')))
    execute function programmes_keep_ways();

-- name: of_the_living
-- Nobody dead is given aid, nor is it given back to them: by a form, a file, SQL by hand. What ran when somebody died
-- is ended by the death. Asked at the end: a family's membership runs again and passes to its new manager in one act.
create function programmes_refuse_dead() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (
        select from registry_enrolment e join registry_person p on p.id = e.person_id and p.died_on is not null
        where e.id = new.id and e.to_on is null
    ) then
        raise exception 'membership %: its holder is dead', new.id
            using errcode = 'check_violation', constraint = 'membership_of_the_living';
    end if;
    return null;
end $$;
create constraint trigger of_the_living after update on registry_enrolment deferrable initially deferred for each row
    when (new.to_on is null and (old.to_on is not null or old.person_id <> new.person_id))
    execute function programmes_refuse_dead();

create function programmes_refuse_dead_added() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    dead bigint;
begin
    select a.person_id into dead
    from added a join registry_person p on p.id = a.person_id and p.died_on is not null
    where a.to_on is null limit 1;
    if dead is not null then
        raise exception 'person % is dead', dead
            using errcode = 'check_violation', constraint = 'membership_of_the_living';
    end if;
    return null;
end $$;
create trigger of_the_living_added after insert on registry_enrolment
    referencing new table as added for each statement execute function programmes_refuse_dead_added();
grant create on schema public to kesos_reader;
alter function programmes_refuse_dead() owner to kesos_reader;
alter function programmes_refuse_dead_added() owner to kesos_reader;
revoke create on schema public from kesos_reader;

-- name: drop_ways
drop trigger keep_ways on registry_enrolment;
drop trigger of_the_living on registry_enrolment;
drop trigger of_the_living_added on registry_enrolment;
drop function programmes_keep_ways;
drop function programmes_refuse_dead;
drop function programmes_refuse_dead_added;
