-- name: ways
-- Both machines only go forward. A clean event passes several states in one statement, so a way may be a path. The ways
-- stand in the triggers' conditions: a hundred thousand events that keep to them call no function.
create function journeys_keep_ways() returns trigger language plpgsql as $$
begin
    raise exception '% %: no way from % to %', tg_table_name, old.id, old.state, new.state
        using errcode = 'check_violation';
end $$;
create trigger keep_ways before update on journeys_event for each row
    when (old.state <> new.state and old.state || '>' || new.state not in (
        'DITERIMA>DICOCOKKAN', 'DITERIMA>DITERAPKAN', 'DITERIMA>TIDAK_COCOK', 'DITERIMA>DIKOREKSI',
        'DICOCOKKAN>DITERAPKAN', 'DICOCOKKAN>TIDAK_COCOK', 'DICOCOKKAN>DIKOREKSI',
        'TIDAK_COCOK>DICOCOKKAN', 'TIDAK_COCOK>DITERAPKAN', 'TIDAK_COCOK>DIKOREKSI', 'DITERAPKAN>DIKOREKSI'))
    execute function journeys_keep_ways();
create trigger keep_ways before update on journeys_move for each row
    when (old.state <> new.state and old.state || '>' || new.state not in (
        'DILAPORKAN>DIPERIKSA_ASAL', 'DILAPORKAN>DIBATALKAN', 'DIPERIKSA_ASAL>SELESAI',
        'DIPERIKSA_ASAL>MENUNGGU_TUJUAN', 'DIPERIKSA_ASAL>DIBATALKAN', 'MENUNGGU_TUJUAN>SELESAI',
        'MENUNGGU_TUJUAN>DITOLAK'))
    execute function journeys_keep_ways();

-- name: drop_ways
drop trigger keep_ways on journeys_move;
drop trigger keep_ways on journeys_event;
drop function journeys_keep_ways
