-- Row policies stand on the parent and on every partition: whoever reads a partition by its own name sees no more.
create function audit_guard(target regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy written on %s for insert with check (true)', target);
    execute format('create policy system_all on %s for select to kesos_system using (true)', target);
    execute format(
        'create policy in_scope on %s for select using'
        ' (region_code ^@ any ((select kesos_areas())::text[]) or actor_id = (select kesos_user()))', target);
end $$;
select audit_guard('audit_event');

create function audit_make_month(month date) returns void language plpgsql as $$
declare
    name text := 'audit_event_' || to_char(month, 'YYYY_MM');
begin
    -- made apart and attached: readers and writers of other months go on meanwhile
    execute format('create table %I (like audit_event including defaults including constraints)', name);
    execute format('create unique index %I on %I (lane, seq)', name || '_lane', name);
    execute format('comment on table %I is ''kesos:closed''', name);
    perform audit_guard(name::regclass);
    execute format(
        'create trigger audit_refuse_all before truncate on %I for each statement execute function audit_refuse()', name);
    execute format(
        'alter table audit_event attach partition %I for values from (%L) to (%L)', name,
        audit_month_start(month), audit_month_start((month + interval '1 month')::date));
end $$;

create function audit_has_month(month date) returns boolean language sql stable
    as $$ select to_regclass('public.audit_event_' || to_char(month, 'YYYY_MM')) is not null $$;

-- The month of an event and the next one. Whoever finds only the next one missing leaves it to the one at work.
create function audit_open_month(moment timestamptz) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    this date := audit_month(moment);
    next date := this + interval '1 month';
begin
    if this not between date '1945-08-01' and date '2200-12-01' then
        raise check_violation using message = format('audit: %s is no month in which anything happened', this);
    end if;
    if not audit_has_month(this) then
        perform pg_advisory_xact_lock(726205, -1);
        -- also makes this session hear of what the one before us made
        lock table audit_event in share update exclusive mode;
        if not audit_has_month(this) then
            perform audit_make_month(this);
        end if;
    end if;
    if not audit_has_month(next) and pg_try_advisory_xact_lock(726205, -1) then
        lock table audit_event in share update exclusive mode;
        if not audit_has_month(next) then
            perform audit_make_month(next);
        end if;
    end if;
end $$;

create function audit_record(
    at timestamptz, kind text, actor_id bigint, actor_name text, actor_role text, on_behalf_of text,
    subject text, region_code text, details jsonb, request_id text
) returns void language plpgsql as $$
begin
    if not (audit_has_month(audit_month(at)) and audit_has_month((audit_month(at) + interval '1 month')::date)) then
        perform audit_open_month(at);
    end if;
    insert into audit_event (
        at, kind, actor_id, actor_name, actor_role, on_behalf_of, subject, region_code, details, request_id
    ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
end $$;

revoke execute on function audit_guard, audit_make_month, audit_keep_head, audit_take_lane from public;
