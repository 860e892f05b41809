-- name: looked
-- Who opened, looked up or took out what is held of this person or the own family: office and purpose, no name.
select at, kind, actor_role, region_code, details from audit_event
where subject = any(%(subjects)s) and kind = any(%(looks)s)
order by at desc, id desc limit %(most)s

-- name: taken_out
-- Lists that were taken out of a place around the person since a day.
select at, kind, actor_role, region_code, details from audit_event
where kind = any(%(exports)s) and region_code = any(%(places)s) and at >= %(since)s
order by at desc, id desc limit %(most)s
