-- Names in braces are tables and columns of the parts' own declarations.

-- name: clashes
select {what} from {table} g join {table} s on s.{column} = %(stays)s
where g.{column} = %(gone)s and ({when}) and not ({same}) limit 1

-- name: counted
select count(*) from {table} where {column} = %(gone)s

-- name: set_aside
-- Rows that say nothing new, whole.
with old as (
    delete from {table} g where g.{column} = %(gone)s and ({aside}) returning g.*
)
insert into registry_mergedrow (merge_id, table_name, row_id, what, was)
select %(merge)s, %(table)s, old.{key}, 'aside', to_jsonb(old) from old order by old.{key}

-- name: rows_aside
select g.{key}, to_jsonb(g) from {table} g where g.{column} = %(gone)s and ({aside}) order by 1

-- name: says_the_same
exists (select from {table} s where s.{column} = %(stays)s and ({same}))

-- name: carry
with carried as (
    update {table} g set {column} = %(stays)s where g.{column} = %(gone)s returning g.{key} as row_id
)
insert into registry_mergedrow (merge_id, table_name, row_id, what, was, became)
select %(merge)s, %(table)s, case when %(by_itself)s then %(gone)s else row_id end, 'moved',
    jsonb_build_object(%(column)s::text, %(gone)s::bigint), jsonb_build_object(%(column)s::text, %(stays)s::bigint)
from carried order by row_id

-- name: ids
select {key} from {table} where {column} = %(gone)s order by 1

-- name: note
insert into registry_mergedrow (merge_id, table_name, row_id, what, was, became)
select %(merge)s, %(table)s, i.id, %(what)s, i.was, i.became
from unnest(%(ids)s::bigint[], %(was)s::jsonb[], %(became)s::jsonb[]) with ordinality as i (id, was, became, nr) order by nr

-- name: change
-- The values as they were are read before they are overwritten.
with wanted as materialized (select w.id, w.became from ({sql}) w (id, became)),
before as materialized (
    select t.{key} as id, {now} as was, w.became from {table} t join wanted w on w.id = t.{key} for update of t
),
changed as (
    update {table} t set ({columns}) = (select {values} from jsonb_populate_record(null::{table}, b.became) r)
    from before b where t.{key} = b.id returning b.*
)
insert into registry_mergedrow (merge_id, table_name, row_id, what, was, became)
select %(merge)s, %(table)s, id, 'changed', was, became from changed order by id

-- name: record
select to_jsonb(p) - 'name_key' from registry_person p where p.id = %(gone)s

-- name: hold
-- In the order of their ids, so that two merges of the same people wait for each other and not for ever.
select id from registry_person where id in (%(gone)s, %(stays)s) order by id for update

-- name: unmerge_rows
select id, table_name, row_id, what, was, became from registry_mergedrow where merge_id = %(merge)s order by id desc

-- name: back
-- Only what is still as the merge left it.
update {table} t set ({columns}) = (select {values} from jsonb_populate_record(null::{table}, %(was)s::jsonb) r)
where t.{key} = %(row)s and {now} = %(became)s::jsonb

-- name: stands
select exists (select from {table} t where t.{key} = %(row)s)

-- name: still_of
select t.{column} = %(now)s from {table} t where t.{key} = %(row)s

-- name: put_back
insert into {table} ({columns}) select {values} from jsonb_populate_record(null::{table}, %(was)s::jsonb) r

-- name: columns
-- What can be written of a table: no generated column.
select attname::text from pg_attribute
where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum

-- name: now_checked
set constraints all immediate

-- name: checked_at_the_end
set constraints all deferred
