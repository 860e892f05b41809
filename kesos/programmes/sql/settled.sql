-- name: left_list
-- Who has left the list, with a place or without, comes back as a new row: else one turn would give two places.
create function programmes_keep_left() returns trigger language plpgsql as $$
begin
    raise exception 'waiting %: left the list as %', old.id, old.left_as using errcode = 'check_violation';
end $$;
create trigger keep_left before update on programmes_waiting for each row
    when (old.left_at is not null and (new.left_at is distinct from old.left_at or new.left_as <> old.left_as))
    execute function programmes_keep_left();

-- name: drop_left_list
drop trigger keep_left on programmes_waiting;
drop function programmes_keep_left

-- name: kept_seats
-- Seats are taken away by the database when a membership has ended for good, and by the handing over of a quota that has
-- its last day. Taken away otherwise, a quota would count fewer than it holds and let too many in.
create function programmes_keep_seat() returns trigger language plpgsql as $$
begin
    if current_user <> 'kesos_reader' and exists (
            select from programmes_quota q where q.id = old.quota_id and q.valid_to is null) then
        raise exception 'seat % is held', old.id using errcode = 'check_violation';
    end if;
    return old;
end $$;
create trigger keep_seat before delete on programmes_seat for each row execute function programmes_keep_seat();

-- name: drop_kept_seats
drop trigger keep_seat on programmes_seat;
drop function programmes_keep_seat
