-- name: day
-- A day as nearly every file writes it, read without the long way that kesos_read_date goes for all others.
create function registry_day(written text, kind text) returns date
language sql immutable parallel safe
return case
    when written is null then null
    when written ~ '^[12][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$'
    then make_date(left(written, 4)::int, substr(written, 6, 2)::int, right(written, 2)::int)
    else kesos_read_date(written, kind) end

-- name: drop_day
drop function registry_day

-- name: listed
-- UU 13/2011: all social aid follows the integrated data. Whoever writes a membership of somebody who was in no
-- listing on its days says why. Runs as kesos_reader: the rule must see listings the writer may not.
create function registry_refuse_unlisted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    unlisted bigint;
begin
    select a.person_id into unlisted
    from added a
    join registry_source s on s.id = a.source_id
    left join registry_membership m on m.person_id = a.person_id and m.left_on is null
    where a.unlisted_reason = '' and not exists (
        select from registry_listing l
        where l.family_id = coalesce(a.family_id, m.family_id)
          and l.from_on <= coalesce(a.to_on, greatest(a.from_on, s.dated_on))
          and coalesce(l.to_on, 'infinity') >= case when a.to_on is null then greatest(a.from_on, s.dated_on)
                                                    else a.from_on end)
    limit 1;
    if unlisted is not null then
        raise check_violation using constraint = 'enrolment_of_the_listed', table = 'registry_enrolment',
            message = format('person %s is not in the integrated data and no unlisted_reason is given', unlisted);
    end if;
    return null;
end $$;
grant select on registry_listing, registry_source to kesos_reader;
grant create on schema public to kesos_reader;
alter function registry_refuse_unlisted() owner to kesos_reader;
revoke create on schema public from kesos_reader;
create trigger only_the_listed after insert on registry_enrolment
    referencing new table as added for each statement execute function registry_refuse_unlisted();

-- name: drop_listed
drop trigger only_the_listed on registry_enrolment;
drop function registry_refuse_unlisted;
