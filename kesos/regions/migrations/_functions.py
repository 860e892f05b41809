"""Functions and triggers of the first migration. The first group feeds generated columns, so it comes before tables."""

BEFORE_TABLES = """
create extension if not exists btree_gist;

-- lower case, apostrophes dropped (Du'en, Du’en, Duen are one), other marks as one blank
create function kesos_folded_name(name text) returns text language sql immutable strict parallel safe
return btrim(regexp_replace(translate(lower(name), '''’‘`´ʼ', ''), '[^a-z0-9]+', ' ', 'g'));

create function kesos_region_level(code text) returns smallint language sql immutable parallel safe
return case length(code) when 2 then 1 when 4 then 2 when 6 then 3 when 10 then 4 end;

create function kesos_region_parent(code text) returns text language sql immutable parallel safe
return case length(code) when 4 then left(code, 2) when 6 then left(code, 4) when 10 then left(code, 6) end;

create function kesos_region_kind(code text) returns text language sql immutable parallel safe
return case length(code)
    when 2 then 'provinsi'
    when 4 then case when substr(code, 3, 1) < '7' then 'kabupaten' else 'kota' end
    when 6 then 'kecamatan'
    when 10 then case substr(code, 7, 1) when '1' then 'kelurahan' when '2' then 'desa' when '3' then 'desa_adat' else '' end
    else '' end;

-- what file imports compare: no blanks; a kabupaten or kota without that word, because files leave it out
create function kesos_match_key(name text, code text) returns text language sql immutable parallel safe
return replace(case length(code)
    when 4 then regexp_replace(kesos_folded_name(name), '^(kabupaten|kota)( administrasi| adm)? ', '')
    else kesos_folded_name(name) end, ' ', '');

-- the same from what somebody typed: «Kel. Bawang», «DESA BAWANG», «Kab. Kediri»
create function kesos_typed_key(typed text, level integer) returns text language sql immutable parallel safe
return replace(regexp_replace(kesos_folded_name(typed), case level
    when 2 then '^(kabupaten|kab|kota|kotamadya|kodya)( administrasi| adm)? '
    when 3 then '^(kecamatan|kec|distrik) '
    else '^(kelurahan|kel|desa adat|desa|ds) ' end, ''), ' ', '');

create function kesos_typed_kind(typed text) returns text language sql immutable parallel safe
return case substring(kesos_folded_name(typed) from '^[a-z]+')
    when 'kabupaten' then 'kabupaten' when 'kab' then 'kabupaten'
    when 'kota' then 'kota' when 'kotamadya' then 'kota' when 'kodya' then 'kota'
    when 'kelurahan' then 'kelurahan' when 'kel' then 'kelurahan'
    when 'desa' then 'desa' when 'ds' then 'desa' end;
"""
NOT_BEFORE = """
drop function kesos_typed_kind, kesos_typed_key, kesos_match_key, kesos_region_kind, kesos_region_parent,
    kesos_region_level, kesos_folded_name;
"""

AFTER_TABLES = """
insert into regions_referenceversion (id, number) values (1, 1);

create function kesos_reference_changed() returns trigger language plpgsql as $$
begin
    update regions_referenceversion set number = number + 1;
    return null;
end $$;
create trigger changed after insert or update or delete or truncate on regions_region
    for each statement execute function kesos_reference_changed();
create trigger changed after insert or update or delete or truncate on regions_boundary
    for each statement execute function kesos_reference_changed();
create trigger changed after insert or update or delete or truncate on regions_codeentry
    for each statement execute function kesos_reference_changed();

-- History stays as it was. The owner, who loads a release, may mend what was shipped; nobody else.
create function kesos_codes_keep_history() returns trigger language plpgsql as $$
declare
    before jsonb := to_jsonb(old) - 'valid_to';
begin
    if current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
        return coalesce(new, old);
    end if;
    if tg_op = 'DELETE' then
        raise exception 'code entries are never deleted' using errcode = 'restrict_violation';
    end if;
    if before <> to_jsonb(new) - 'valid_to' or old.valid_to is not null then
        raise exception 'of a code entry only an open end may be set' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keeps_history before update or delete on regions_codeentry
    for each row execute function kesos_codes_keep_history();

-- Names typed in a file → codes, many at once. Each term may carry its kind («Kel.», «Kab.») or be a code.
-- The deepest term given is what is sought; the others narrow it; '' or null is «not given».
-- `code` is null where there is none (candidates = 0) or more than one (candidates > 1).
-- Join back on (coalesce(kelurahan, ''), …) = (village, subdistrict, district).
create function kesos_resolve_places(
    villages text[], subdistricts text[], districts text[], areas text[] default array['']
) returns table (village text, subdistrict text, district text, code text, candidates integer)
language sql stable
set enable_nestloop = off  -- the planner cannot know how many names come; it must not pair each with each
set jit = off
as $$
    with asked as materialized (
        select distinct coalesce(v, '') as v, coalesce(s, '') as s, coalesce(d, '') as d,
               case when btrim(v) <> '' then 4 when btrim(s) <> '' then 3 when btrim(d) <> '' then 2 end as level,
               case when btrim(v) <> '' then v when btrim(s) <> '' then s else d end as term
        from unnest(villages, subdistricts, districts) given (v, s, d)
    ), terms as (
        select 4 as level, v as term from asked union select 3, s from asked union select 2, d from asked
    ), keyed as materialized (
        select level, term, replace(kesos_folded_name(term), ' ', '') as whole, kesos_typed_key(term, level) as bare,
               kesos_typed_kind(term) as kind, translate(term, '. ', '') as digits
        from terms where btrim(term) <> ''
    ), hits as (
        select k.level, k.term, r.code, 2 + coalesce(r.kind = k.kind, false)::int as fit
        from keyed k join regions_region r on r.match_key = k.whole and r.level = k.level and r.valid_to is null
        union all
        select k.level, k.term, r.code, coalesce(r.kind = k.kind, false)::int
        from keyed k join regions_region r on r.match_key = k.bare and r.level = k.level and r.valid_to is null
        where k.bare <> k.whole and (k.level <> 2 or r.kind = coalesce(k.kind, r.kind))
        union all
        select k.level, k.term, r.code, 4
        from keyed k join regions_region r on r.code = k.digits and r.level = k.level and r.valid_to is null
    ), found as materialized (
        select h.level, h.term, h.code, max(h.fit) as fit from hits h
        where exists (select from unnest(areas) area where starts_with(h.code, area) or starts_with(area, h.code))
        group by 1, 2, 3
    ), fitting as (
        select a.v, a.s, a.d, f.code, rank() over (partition by a.v, a.s, a.d order by f.fit desc) as place
        from asked a
        join found f on f.level = a.level and f.term = a.term
        left join found k on k.level = 3 and k.term = a.s and k.code = left(f.code, 6)
        left join found b on b.level = 2 and b.term = a.d and b.code = left(f.code, 4)
        where (a.level <= 3 or btrim(a.s) = '' or k.code is not null)
          and (a.level <= 2 or btrim(a.d) = '' or b.code is not null)
          and exists (select from unnest(areas) area where starts_with(f.code, area))
    )
    select a.v, a.s, a.d, case when count(f.code) = 1 then min(f.code) end, count(f.code)::int
    from asked a left join fitting f on (f.v, f.s, f.d) = (a.v, a.s, a.d) and f.place = 1
    group by a.v, a.s, a.d
$$;

-- The region that holds a point, by its drawn boundary; code_length 10 is a kelurahan, 4 a kab/kota.
create function kesos_place_at(longitude double precision, latitude double precision, code_length integer default 10)
returns text language sql stable parallel safe as $$
    select boundary_id from regions_boundaryring
    where box(ring) && box(point(longitude, latitude), point(longitude, latitude))
      and ring @> point(longitude, latitude) and length(boundary_id) = code_length
    group by boundary_id having count(*) % 2 = 1 order by 1 limit 1
$$;
"""
NOT_AFTER = """
drop function kesos_place_at, kesos_resolve_places;
drop trigger keeps_history on regions_codeentry;
drop trigger changed on regions_codeentry;
drop trigger changed on regions_boundary;
drop trigger changed on regions_region;
drop function kesos_codes_keep_history, kesos_reference_changed;
"""
