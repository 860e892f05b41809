-- name: net
-- COPY is refused on a table with row policies: rows land here first and pass the policy as a set
create temporary table if not exists bulk_net (line bigint, texts text, kinds text) on commit delete rows

-- name: copy
copy bulk_net (line, texts, kinds) from stdin

-- name: keep
insert into bulk_staged_row (batch_id, line, user_id, texts, kinds)
select %(batch)s, line, %(user)s, string_to_array(texts, e'\x1f'), kinds from bulk_net

-- name: note
update bulk_batch set n_rows = n_rows + %(rows)s, last_line = %(line)s where id = %(batch)s and last_line = %(after)s

-- name: empty
delete from bulk_net

-- name: throw_away
delete from bulk_staged_row
where batch_id = %(batch)s and line in (
    select line from bulk_staged_row where batch_id = %(batch)s order by line limit %(slice)s
)

-- name: left_over
select id from bulk_batch
where (closed_at < %(before)s or (closed_at is null and created_at < %(long_before)s))
  and exists (select from bulk_staged_row r where r.batch_id = bulk_batch.id)
order by id
