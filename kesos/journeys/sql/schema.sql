-- name: ways
-- Both machines only go forward. A clean event passes several states in one statement, so a way may be a path.
create function journeys_keep_ways() returns trigger language plpgsql as $$
declare
    odd record;
begin
    select o.id, o.state as before, n.state as after into odd
    from before_rows o join after_rows n on n.id = o.id
    where o.state <> n.state and o.state || '>' || n.state <> all (tg_argv::text[])
    limit 1;
    if found then
        raise exception '% %: no way from % to %', tg_table_name, odd.id, odd.before, odd.after
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger keep_ways after update on journeys_event
    referencing old table as before_rows new table as after_rows
    for each statement execute function journeys_keep_ways(
        'DITERIMA>DICOCOKKAN', 'DITERIMA>DITERAPKAN', 'DITERIMA>TIDAK_COCOK', 'DITERIMA>DIKOREKSI',
        'DICOCOKKAN>DITERAPKAN', 'DICOCOKKAN>TIDAK_COCOK', 'DICOCOKKAN>DIKOREKSI',
        'TIDAK_COCOK>DICOCOKKAN', 'TIDAK_COCOK>DITERAPKAN', 'TIDAK_COCOK>DIKOREKSI', 'DITERAPKAN>DIKOREKSI');
create trigger keep_ways after update on journeys_move
    referencing old table as before_rows new table as after_rows
    for each statement execute function journeys_keep_ways(
        'DILAPORKAN>DIPERIKSA_ASAL', 'DILAPORKAN>DIBATALKAN', 'DIPERIKSA_ASAL>SELESAI',
        'DIPERIKSA_ASAL>MENUNGGU_TUJUAN', 'DIPERIKSA_ASAL>DIBATALKAN', 'MENUNGGU_TUJUAN>SELESAI',
        'MENUNGGU_TUJUAN>DITOLAK');

-- name: drop_ways
drop trigger keep_ways on journeys_move;
drop trigger keep_ways on journeys_event;
drop function journeys_keep_ways
