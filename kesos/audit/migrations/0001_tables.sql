-- One table of events, a partition a month (months of Western Indonesian time), no foreign keys: what happened
-- must outlive what it happened to.
create function audit_month(moment timestamptz) returns date
    language sql immutable strict parallel safe
    as $$ select date_trunc('month', moment at time zone interval '7 hours')::date $$;
create function audit_month_start(month date) returns timestamptz
    language sql immutable strict parallel safe
    as $$ select month::timestamp at time zone interval '7 hours' $$;

create sequence audit_event_id_seq as bigint;
create table audit_event (
    id bigint not null,
    at timestamptz not null,
    written_at timestamptz not null,
    kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
    actor_id bigint,
    actor_name text not null default '',
    actor_role text not null default '',
    on_behalf_of text not null default '',
    subject text not null default '' collate "C" check (length(subject) <= 200),
    region_code text not null default '' collate "C" check (region_code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$'),
    details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
    request_id text not null default '',
    lane smallint not null,
    seq bigint not null,
    previous bytea not null,
    hash bytea not null,
    primary key (id, at),
    -- UU 27/2022: twelve digits of a NIK tell birth date and sex, so no event may hold a whole one, written
    -- together, in fours, or as on paper (6-6-4). Letters a-f beside the digits are a fingerprint's, not a NIK's.
    constraint audit_event_no_nik check (
        (subject || ' ' || actor_name || ' ' || on_behalf_of || ' ' || details::text) !~
        '(^|[^0-9a-f])([0-9]{16}|[0-9]{4}([ .-][0-9]{4}){3}|[0-9]{6}[ .-][0-9]{6}[ .-][0-9]{4})([^0-9a-f]|$)'
    )
) partition by range (at);
create index audit_event_at on audit_event (at, id);
create index audit_event_subject on audit_event (subject, at, id);
create index audit_event_region on audit_event (region_code, at, id);
create index audit_event_actor on audit_event (actor_id, at, id);
create index audit_event_kind on audit_event (kind, at, id);

-- the end of each chain: without it a cut tail would not be missed
create table audit_lane (
    month date not null check (extract(day from month) = 1),
    lane smallint not null,
    seq bigint not null,
    hash bytea not null check (length(hash) = 32),
    primary key (month, lane)
) with (fillfactor = 20);

-- the ends of all chains on one day, chained among themselves; the digest also goes on paper
create table audit_seal (
    day date primary key,
    at timestamptz not null,
    heads jsonb not null,
    previous bytea not null,
    digest bytea not null check (length(digest) = 32)
);

-- read by the granting step after every migration (kesos.database.roles)
comment on table audit_event is 'kesos:append-only';
comment on table audit_lane is 'kesos:read-only';
comment on table audit_seal is 'kesos:read-only';
