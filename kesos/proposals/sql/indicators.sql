-- Indicators of one month, each as kelurahan and number; a kelurahan without a row has none. They read the proposals
-- of one period through its index, never the whole country. These are of the data; those of aid join the register.

-- name: usulan
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state <> 'DITARIK' group by 1

-- name: disetujui_musyawarah
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and p.is_agreed and c.state not in ('MUSYAWARAH', 'DITARIK') group by 1

-- name: ditolak_musyawarah
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state = 'DITOLAK_MUSKEL' group by 1

-- name: ditolak_dinas
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state = 'DITOLAK_DINSOS' group by 1

-- name: dikirim
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state in ('DIKIRIM', 'DITETAPKAN', 'TIDAK_DITETAPKAN') group by 1

-- name: ditetapkan
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state = 'DITETAPKAN' group by 1

-- name: tidak_ditetapkan
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state = 'TIDAK_DITETAPKAN' group by 1

-- name: refused_for
select p.region_code, count(distinct p.id)
from proposals_proposal p join workflow_case c on c.id = p.case_id and c.state in ('DITOLAK_MUSKEL', 'DITOLAK_DINSOS')
join workflow_decision d on d.case_id = c.id and d.moved and d.to_state = c.state and d.reason_code = '{code}'
where p.period_id = %(period)s and p.programme_id is null group by 1

-- name: berhak_menunggu
select p.region_code, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state in ('DIVERIFIKASI', 'MENUNGGU_PENGESAHAN', 'DISAHKAN', 'DIKIRIM') group by 1

-- name: hari_penetapan
select p.region_code, round(avg(extract(epoch from c.closed_at - c.opened_at)) / 86400, 1)
from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and p.programme_id is null and c.state = 'DITETAPKAN' and c.closed_at is not null group by 1

-- name: freeze
insert into proposals_monthfigure (period_id, region_code, code, value, frozen_at)
select %(period)s, place, %(code)s, number, %(at)s from unnest(%(places)s::text[], %(numbers)s::numeric[]) as t (place, number)
on conflict (period_id, code, region_code) do nothing
