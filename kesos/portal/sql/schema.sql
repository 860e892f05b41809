-- name: open_reporter
-- An official reads the reporter of one report, after the reason was written down: the service names it here.
create function portal_open_reporter() returns bigint language sql stable parallel safe
    as $$ select nullif(current_setting('kesos.open_reporter', true), '')::bigint $$;

-- name: drop_open_reporter
drop function portal_open_reporter

-- name: same_village
-- A sanggah is told by who lives in the kelurahan of the recipient, whoever writes the row.
create function portal_same_village() returns trigger language plpgsql as $$
begin
    if new.forgotten_at is null and new.lives_in <> new.region_code
       and exists (select from portal_report r where r.id = new.report_id and r.kind = 'sanggah') then
        raise check_violation using message = 'a sanggah from another village',
            constraint = 'reporter_of_same_village', table = 'portal_reporter';
    end if;
    return new;
end $$;
create trigger same_village before insert or update on portal_reporter
    for each row execute function portal_same_village();

-- name: drop_same_village
drop trigger same_village on portal_reporter;
drop function portal_same_village
