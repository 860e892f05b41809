-- name: who_loses
-- whose every office lies in the kab/kota: who works elsewhere too keeps the screen
with holder as (
    select distinct p.permission, r.place, r.label, g.user_id
    from access_grant g
    join access_role r on r.code = g.role_id
    join access_rolepermission p on p.role_id = g.role_id and not p.only_in_session
        and p.permission = any(%(permissions)s)
        and p.valid_from <= %(at)s and (p.valid_to is null or %(at)s < p.valid_to)
    where g.area ^@ %(region)s and g.valid_from <= %(at)s and (g.valid_to is null or %(at)s < g.valid_to)
      and not exists (
        select from access_grant other where other.user_id = g.user_id and not other.area ^@ %(region)s
        and other.valid_from <= %(at)s and (other.valid_to is null or %(at)s < other.valid_to))
)
select permission, label, count(*) from holder group by permission, place, label order by place
