-- name: roles
insert into access_role (code, label, level, area_digits, holder_kind, row_scope, second_factor, must_end,
    scope, may_see, may_do, may_not, status, place)
select code, label, level,
    array(select digits::smallint from regexp_split_to_table(nullif(area_digits, ''), ' ') digits),
    holder_kind, row_scope, second_factor, must_end, scope, may_see, may_do, may_not, status, place
from jsonb_to_recordset(%s) as told (
    code text, label text, level text, area_digits text, holder_kind text, row_scope text, second_factor boolean,
    must_end boolean, scope text, may_see text, may_do text, may_not text, status text, place smallint)
on conflict (code) do update set label = excluded.label, level = excluded.level, area_digits = excluded.area_digits,
    holder_kind = excluded.holder_kind, row_scope = excluded.row_scope, second_factor = excluded.second_factor,
    must_end = excluded.must_end, scope = excluded.scope, may_see = excluded.may_see, may_do = excluded.may_do,
    may_not = excluded.may_not, status = excluded.status, place = excluded.place

-- name: role_permissions
-- what is no longer told ends today; what is new begins on its own day
with told as (
    select role, permission, only_in_session, coalesce(derived, false) derived,
        coalesce(valid_from, date '2025-01-01')::timestamptz valid_from
    from jsonb_to_recordset(%s) as told (
        role text, permission text, only_in_session boolean, derived boolean, valid_from date)
), ended as (
    update access_rolepermission held set valid_to = greatest(now(), held.valid_from + interval '1 microsecond')
    where held.valid_to is null and not exists (
        select from told where (told.role, told.permission, told.only_in_session)
                             = (held.role_id, held.permission, held.only_in_session))
)
insert into access_rolepermission (role_id, permission, only_in_session, derived, valid_from)
select role, permission, only_in_session, derived, valid_from from told
where not exists (
    select from access_rolepermission held where held.valid_to is null
    and (held.role_id, held.permission, held.only_in_session)
      = (told.role, told.permission, told.only_in_session))

-- name: excluded_pairs
insert into access_excludedpair (role_a_id, role_b_id, why, valid_from)
select role_a, role_b, why, valid_from from jsonb_to_recordset(%s) as told (
    role_a text, role_b text, why text, valid_from timestamptz)
where not exists (
    select from access_excludedpair held where held.valid_to is null
    and (held.role_a_id, held.role_b_id) = (told.role_a, told.role_b))

-- name: settings
insert into access_setting (key, value, valid_from)
select key, value, valid_from from jsonb_to_recordset(%s) as told (key text, value text, valid_from timestamptz)
where not exists (select from access_setting held where held.key = told.key)
