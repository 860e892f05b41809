-- name: ways
-- Both machines only go forward. A clean event passes several states in one statement, so a way may be a path.
create function journeys_keep_ways() returns trigger language plpgsql as $$
begin
    if old.state || '>' || new.state <> all (tg_argv) then
        raise exception '% %: no way from % to %', tg_table_name, old.id, old.state, new.state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_ways before update on journeys_event for each row when (old.state <> new.state)
    execute function journeys_keep_ways(
        'DITERIMA>DICOCOKKAN', 'DITERIMA>DITERAPKAN', 'DITERIMA>TIDAK_COCOK', 'DITERIMA>DIKOREKSI',
        'DICOCOKKAN>DITERAPKAN', 'DICOCOKKAN>TIDAK_COCOK', 'DICOCOKKAN>DIKOREKSI',
        'TIDAK_COCOK>DICOCOKKAN', 'TIDAK_COCOK>DITERAPKAN', 'TIDAK_COCOK>DIKOREKSI', 'DITERAPKAN>DIKOREKSI');
create trigger keep_ways before update on journeys_move for each row when (old.state <> new.state)
    execute function journeys_keep_ways(
        'DILAPORKAN>DIPERIKSA_ASAL', 'DILAPORKAN>DIBATALKAN', 'DIPERIKSA_ASAL>SELESAI',
        'DIPERIKSA_ASAL>MENUNGGU_TUJUAN', 'DIPERIKSA_ASAL>DIBATALKAN', 'MENUNGGU_TUJUAN>SELESAI',
        'MENUNGGU_TUJUAN>DITOLAK');

-- name: drop_ways
drop trigger keep_ways on journeys_move;
drop trigger keep_ways on journeys_event;
drop function journeys_keep_ways
