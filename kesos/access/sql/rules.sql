-- name: office_fits
-- One check for both tables that give power. The lock makes two writers for one user wait for each other, so that
-- neither misses the other's row.
create function access_office_fits() returns trigger language plpgsql as $$
declare
    who bigint := case tg_table_name when 'access_grant' then (to_jsonb(new) ->> 'user_id')::bigint
                                     else (to_jsonb(new) ->> 'to_user_id')::bigint end;
    office access_role%rowtype;
    against text;
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - '{valid_to,valid_from,reason}'::text[]
                          = to_jsonb(old) - '{valid_to,valid_from,reason}'::text[]
       and tstzrange(new.valid_from, new.valid_to) <@ tstzrange(old.valid_from, old.valid_to) then
        return new;  -- ending early never needs leave
    end if;
    perform pg_advisory_xact_lock(hashtextextended('access_office', who));
    select * into office from access_role where code = new.role_id;
    if not length(new.area) = any (office.area_digits) then
        raise check_violation using message = format('role %s takes no area "%s"', new.role_id, new.area),
            constraint = 'access_office_area', table = tg_table_name;
    end if;
    if split_part(new.holder, ':', 1) <> office.holder_kind then
        raise check_violation using message = format('role %s takes no holder "%s"', new.role_id, new.holder),
            constraint = 'access_office_holder', table = tg_table_name;
    end if;
    if office.must_end and new.valid_to is null then
        raise check_violation using message = format('role %s must end', new.role_id),
            constraint = 'access_office_must_end', table = tg_table_name;
    end if;
    select held.role_id into against from access_offices held
    join access_excludedpair pair
      on (pair.role_a_id, pair.role_b_id) in ((held.role_id, new.role_id), (new.role_id, held.role_id))
    where held.user_id = who
      and (held.area ^@ new.area or new.area ^@ held.area)
      and (held.holder = '' or new.holder = '' or held.holder = new.holder)
      and tstzrange(held.valid_from, held.valid_to) * tstzrange(new.valid_from, new.valid_to)
          && tstzrange(pair.valid_from, pair.valid_to)
    limit 1;
    if found then
        raise exclusion_violation using message = format('roles %s and %s exclude each other', new.role_id, against),
            constraint = 'access_excluded_pair', table = tg_table_name;
    end if;
    return new;
end $$;
create view access_offices as
    select user_id, role_id, area, holder, valid_from, valid_to from access_grant
    union all
    select to_user_id, role_id, area, holder, valid_from, valid_to from access_delegation;
create trigger office_fits after insert or update on access_grant
    for each row execute function access_office_fits();
create trigger office_fits after insert or update on access_delegation
    for each row execute function access_office_fits();

-- name: pair_fits
-- A new pair is refused while somebody holds both.
create function access_pair_fits() returns trigger language plpgsql as $$
declare
    who bigint;
begin
    select a.user_id into who from access_offices a join access_offices b on a.user_id = b.user_id
    where a.role_id = new.role_a_id and b.role_id = new.role_b_id
      and (a.area ^@ b.area or b.area ^@ a.area)
      and (a.holder = '' or b.holder = '' or a.holder = b.holder)
      and tstzrange(a.valid_from, a.valid_to) * tstzrange(b.valid_from, b.valid_to)
          && tstzrange(new.valid_from, new.valid_to)
    limit 1;
    if found then
        raise exclusion_violation using message = format('user %s holds %s and %s', who, new.role_a_id, new.role_b_id),
            constraint = 'access_excluded_pair', table = 'access_excludedpair';
    end if;
    return new;
end $$;
create trigger pair_fits after insert or update on access_excludedpair
    for each row execute function access_pair_fits();

-- name: sight
create function access_at_the_door() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('kesos.at_the_door', true), '') = 'on' $$;
-- administrators of accounts reach them through holders "users:<area>"
create function access_managed_areas() returns text[] language sql stable parallel safe
    as $$ select coalesce(array_agg(substr(holder, 7)), '{}') from unnest(kesos_holders()) holder
          where holder like 'users:%' $$;

-- name: known
grant select on access_user, access_role, access_rolepermission, access_grant, access_delegation,
    access_staffsession, access_apitoken, mfa_authenticator to kesos_reader;
create function access_known_user(who bigint) returns setof access_user
    language sql stable security definer set search_path = public, pg_temp
    as $$ select * from access_user where id = who $$;
create function access_known_token(secret_digest text, at timestamptz)
    returns table (token_id bigint, user_id bigint, scopes varchar[], last_used_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select id, user_id, scopes, last_used_at from access_apitoken
    where digest = secret_digest and made_at <= at and at < ends_at and (revoked_at is null or at < revoked_at)
    $$;
create function access_standing(who bigint, at timestamptz, without_rows text[]) returns jsonb
    language plpgsql stable security definer set search_path = public, pg_temp
    -- plpgsql keeps the plan for the connection's life: every request asks this
    as $$
#variable_conflict use_column
begin
    return (
    with given as (
        select role_id, area, holder, null::bigint lent_by, false in_session from access_grant
        where user_id = who and valid_from <= at and (valid_to is null or at < valid_to)
        union all
        -- a Plh. lasts no longer than the office of the one who is away; a Plt. fills an office that is empty
        select d.role_id, d.area, d.holder, d.from_user_id, false from access_delegation d
        where d.to_user_id = who and d.valid_from <= at and at < d.valid_to
          and (d.kind = 'plt' or exists (
              select from access_grant g where g.user_id = d.from_user_id and g.role_id = d.role_id
              and d.area ^@ g.area and g.holder = d.holder
              and g.valid_from <= at and (g.valid_to is null or at < g.valid_to)))
        union all
        select s.role_id, s.area, '', null, true from access_staffsession s
        where s.user_id = who and s.opened_at <= at and at < s.ends_at and exists (
            select from access_grant g where g.user_id = who and g.role_id = s.role_id and s.area ^@ g.area
            and g.valid_from <= at and (g.valid_to is null or at < g.valid_to))
    ), office as materialized (
        select g.*, r.label, r.place, r.row_scope, r.second_factor from given g join access_role r on r.code = g.role_id
    ), held as materialized (
        select o.area, o.lent_by, o.in_session, o.row_scope, p.permission from office o
        join access_rolepermission p on p.role_id = o.role_id and p.only_in_session = o.in_session
            and p.valid_from <= at and (p.valid_to is null or at < p.valid_to)
    )
    select jsonb_build_object(
        'name', u.full_name,
        'family', u.own_family_id,
        'offices', (select coalesce(jsonb_agg(jsonb_build_array(role_id, label, area, holder, in_session)
                                              order by place), '[]') from office),
        'needs_second_factor', (select coalesce(bool_or(second_factor), false) from office),
        'has_second_factor', exists (select from mfa_authenticator m
                                     where m.user_id = who and m.type in ('totp', 'webauthn')),
        'staff_session', (select jsonb_build_object('area', s.area, 'reason', s.reason, 'ends_at', s.ends_at)
                          from access_staffsession s
                          where s.user_id = who and s.opened_at <= at and at < s.ends_at),
        -- "permission area": arrays of text are made and read several times faster than arrays of pairs
        'grants', (select coalesce(array_agg(permission || ' ' || area), '{}') from held where row_scope <> 'reach'),
        'reach', (select coalesce(array_agg(permission || ' ' || area), '{}') from held where row_scope = 'reach'),
        'sees', (select coalesce(array_agg(distinct area), '{}') from held
                 where (row_scope = 'area' or in_session) and permission <> all (without_rows)),
        -- off for somebody only where all their offices lie in kab/kota that switched it off
        'off', (select coalesce(array_agg(feature), '{}') from (
            select f.feature from access_featureoff f
            where f.valid_from <= at and (f.valid_to is null or at < f.valid_to)
              and f.region_code in (select left(area, 4) from office)
            group by f.feature
            having count(*) = (select count(distinct left(area, 4)) from office)) closed),
        'lent', (select coalesce(array_agg(permission || ' ' || area || ' ' || lent_by), '{}') from held h
                 where lent_by is not null and not exists (
                     select from held own where own.lent_by is null and own.permission = h.permission
                     and h.area ^@ own.area))
    ) from access_user u where u.id = who and u.is_active);
end $$;
-- a new owner must be allowed to create in the schema, for this one moment
grant create on schema public to kesos_reader;
alter function access_known_user(bigint) owner to kesos_reader;
alter function access_known_token(text, timestamptz) owner to kesos_reader;
alter function access_standing(bigint, timestamptz, text[]) owner to kesos_reader;
revoke create on schema public from kesos_reader;
