-- Each event is chained to the one before it in its lane. A transaction takes the first lane that is free and
-- keeps it until it ends, so writers never wait for one another; if all are taken it opens one more.
create function audit_hash(
    previous bytea, id bigint, at timestamptz, written_at timestamptz, kind text, actor_id bigint, actor_name text,
    actor_role text, on_behalf_of text, subject text, region_code text, details jsonb, request_id text,
    lane smallint, seq bigint
) returns bytea language sql stable parallel safe as $$
    select sha256(previous || convert_to(jsonb_build_array(
        id, extract(epoch from at), extract(epoch from written_at), kind, actor_id, actor_name, actor_role,
        on_behalf_of, subject, region_code, details, request_id, lane, seq)::text, 'UTF8'))
$$;

create function audit_genesis(month date, lane smallint) returns bytea
    language sql immutable strict parallel safe
    as $$ select sha256(convert_to('kesos audit ' || (month - date '2000-01-01') || ' ' || lane, 'UTF8')) $$;

create function audit_take_lane() returns smallint language plpgsql as $$
declare
    kept smallint := nullif(current_setting('kesos.audit_lane', true), '');
begin
    if kept is not null and pg_try_advisory_xact_lock(726205, kept) then
        return kept;
    end if;
    for free in 0..32767 loop
        if pg_try_advisory_xact_lock(726205, free) then
            perform set_config('kesos.audit_lane', free::text, true);
            return free;
        end if;
    end loop;
    raise 'audit: no lane is free';
end $$;

-- Within one statement the end of the chain is kept in a setting of the transaction (month:lane:seq:hash):
-- updating the head for each of 100,000 rows would leave as many dead versions to walk through.
create function audit_keep_head(run text) returns void language plpgsql as $$
begin
    update audit_lane set seq = split_part(run, ':', 3)::bigint, hash = decode(split_part(run, ':', 4), 'hex')
    where month = split_part(run, ':', 1)::date and lane = split_part(run, ':', 2)::smallint
      and seq < split_part(run, ':', 3)::bigint;
    if not found then
        raise 'audit: the head of a lane is not where this transaction left it';
    end if;
end $$;

create function audit_begin() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform set_config('kesos.audit_run', '', true);
    return null;
end $$;

create function audit_chain() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    run text := current_setting('kesos.audit_run', true);
    this text := audit_month(new.at);
begin
    if left(run, 10) = this then
        new.lane := split_part(run, ':', 2);
        new.seq := split_part(run, ':', 3)::bigint + 1;
        new.previous := decode(split_part(run, ':', 4), 'hex');
    else
        if run <> '' then
            perform audit_keep_head(run);
        end if;
        new.lane := audit_take_lane();
        select h.seq + 1, h.hash into new.seq, new.previous
        from audit_lane h where h.month = this::date and h.lane = new.lane for update;
        if not found then
            new.seq := 1;
            new.previous := audit_genesis(this::date, new.lane);
            insert into audit_lane (month, lane, seq, hash) values (this::date, new.lane, 0, new.previous);
        end if;
    end if;
    new.id := nextval('audit_event_id_seq');
    new.written_at := clock_timestamp();
    new.hash := audit_hash(
        new.previous, new.id, new.at, new.written_at, new.kind, new.actor_id, new.actor_name, new.actor_role,
        new.on_behalf_of, new.subject, new.region_code, new.details, new.request_id, new.lane, new.seq);
    perform set_config('kesos.audit_run', concat_ws(':', this, new.lane, new.seq, encode(new.hash, 'hex')), true);
    return new;
end $$;

create function audit_end() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    run text := current_setting('kesos.audit_run', true);
begin
    if run <> '' then
        perform audit_keep_head(run);
        perform set_config('kesos.audit_run', '', true);
    end if;
    return null;
end $$;

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'audit: events are never changed or removed';
end $$;

create trigger audit_1_begin before insert on audit_event for each statement execute function audit_begin();
create trigger audit_2_chain before insert on audit_event for each row execute function audit_chain();
create trigger audit_3_end after insert on audit_event for each statement execute function audit_end();
create trigger audit_refuse before update or delete on audit_event for each row execute function audit_refuse();
create trigger audit_refuse_all before truncate on audit_event for each statement execute function audit_refuse();

-- Only ends that moved since the seal before; an empty chain (seq 0) has no end.
create function audit_seal_day(day date, moment timestamptz) returns bytea
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    before bytea;
    told jsonb;
    made bytea;
begin
    perform pg_advisory_xact_lock(726205, -2);
    select s.digest into made from audit_seal s where s.day = $1;
    if found then
        return made;
    end if;
    -- a day far ahead would bar every seal to come
    if $1 > (now() at time zone 'UTC')::date + 1 or exists (select from audit_seal s where s.day > $1) then
        raise check_violation using message = 'audit: a later day is sealed already, or this one is not yet here';
    end if;
    select s.digest into before from audit_seal s order by s.day desc limit 1;
    before := coalesce(before, sha256('kesos audit seal'));
    select coalesce(jsonb_agg(jsonb_build_array(l.month, l.lane, l.seq, encode(l.hash, 'hex')) order by l.month, l.lane), '[]')
    into told
    from audit_lane l
    where l.seq > 0 and not exists (
        select from audit_seal s
        where s.heads @> jsonb_build_array(jsonb_build_array(l.month, l.lane, l.seq, encode(l.hash, 'hex'))));
    made := sha256(before || convert_to(jsonb_build_array($1, told)::text, 'UTF8'));
    insert into audit_seal values ($1, moment, told, before, made);
    return made;
end $$;
