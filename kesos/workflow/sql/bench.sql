-- name: open
insert into workflow_case (flow, flow_version, state, last_seq, entered_at, opened_at, opened_by, opened_by_name,
    region_code, holder, other_region_code, other_holder, family_id, title, path)
select 'usulan_dtks', (select max(version) from workflow_flowversion where flow = 'usulan_dtks'), 'DRAFT', 0, %(at)s, %(at)s, 990010, 'Operator (uji)',
    %(area)s || lpad((1 + n %% 3)::text, 2, '0') || (1001 + n %% 46)::text, '', '', '', n + 1000, 'Keluarga uji ' || n, '/uji/'
from generate_series(1, %(cases)s) n
returning id

-- name: history
insert into workflow_decision (case_id, seq, stay, from_state, action, to_state, moved, permission, reason, reason_code,
    actor_id, actor_name, actor_roles, on_behalf_of, at, batch)
select id, seq, seq - 1, from_state, action, to_state, true, 'usulan_dtks.' || action, '', '', 990010 + seq,
    'Petugas (uji)', 'OP_DESA', '', %(at)s, %(batch)s
from unnest(%(ids)s::bigint[]) id cross join (values
    (1, 'DRAFT', 'ajukan', 'DIAJUKAN'), (2, 'DIAJUKAN', 'padan_cocok', 'MUSYAWARAH'),
    (3, 'MUSYAWARAH', 'setuju_muskel', 'DIVERIFIKASI'), (4, 'DIVERIFIKASI', 'setujui', 'MENUNGGU_PENGESAHAN')
) as step (seq, from_state, action, to_state)

-- name: place
update workflow_case set state = 'MENUNGGU_PENGESAHAN', stay = 4, last_seq = 4 where id = any(%(ids)s)

-- name: bare_insert
insert into workflow_decision (case_id, seq, stay, from_state, action, to_state, moved, permission, reason, reason_code,
    actor_id, actor_name, actor_roles, on_behalf_of, at, batch)
select id, 5, 4, %(from)s, 'sahkan_periode', %(to)s, true, 'usulan_dtks.sahkan_periode', '', '', 990001, 'Kepala dinas (uji)',
    'KADIS', '', %(at)s, %(batch)s
from unnest(%(ids)s::bigint[]) id

-- name: bare_update
update workflow_case set state = %(to)s, stay = 5, last_seq = 5, entered_at = %(at)s, due_at = null, escalate_at = null
where id = any(%(ids)s)
