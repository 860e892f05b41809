-- Where a month stands in each kelurahan. One month of one kab/kota: the index of the period reads its rows alone,
-- some ten thousand in the largest kabupaten, however many people the country has. Counts only, no name.

-- name: villages
with counted as (
    select p.region_code, count(*) filter (where c.state <> 'DITARIK') as proposed,
        count(*) filter (where c.state not in ('DRAFT', 'DIAJUKAN', 'PADAN_GAGAL', 'TIDAK_MEMENUHI', 'DITARIK')) as matched,
        count(*) filter (where c.state not in ('DRAFT', 'DIAJUKAN', 'PADAN_GAGAL', 'TIDAK_MEMENUHI', 'DITARIK', 'MUSYAWARAH'))
            as deliberated,
        count(*) filter (where c.state = 'MUSYAWARAH') as waiting,
        count(*) filter (where c.state in ('DRAFT', 'DIAJUKAN', 'PADAN_GAGAL', 'TIDAK_MEMENUHI')) as in_entry,
        count(*) filter (where c.state in ('DIVERIFIKASI', 'DIKEMBALIKAN')) as to_verify,
        count(*) filter (where c.state in ('DITOLAK_DINSOS', 'MENUNGGU_PENGESAHAN', 'DISAHKAN', 'DIKIRIM', 'DITETAPKAN',
            'TIDAK_DITETAPKAN', 'DITOLAK', 'DAFTAR_TUNGGU', 'DITETAPKAN_PENERIMA')) as verified
    from proposals_proposal p join workflow_case c on c.id = p.case_id
    where p.period_id = %(period)s group by p.region_code
)
select r.code, r.name, coalesce(k.proposed, 0), coalesce(k.matched, 0), coalesce(k.deliberated, 0), coalesce(k.waiting, 0),
    coalesce(k.in_entry, 0), coalesce(k.to_verify, 0), coalesce(k.verified, 0), d.state, d.held_on,
    d.carried_out_at is not null
from regions_region r
left join counted k on k.region_code = r.code
left join lateral (
    select c.state, m.held_on, m.carried_out_at from proposals_deliberation m join workflow_case c on c.id = m.case_id
    where m.period_id = %(period)s and m.region_code = r.code and c.state <> 'BATAL'
    order by m.held_on desc limit 1
) d on true
where r.code >= rpad(%(city)s, 10, '0') and r.code <= rpad(%(city)s, 10, '9') and r.level = 4
    and (r.valid_to is null or k.proposed is not null)
    and exists (select from unnest(%(areas)s::text[]) a where r.code ^@ a)
order by r.name, r.code

-- name: by_state
select c.flow, c.state, count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where p.period_id = %(period)s and exists (select from unnest(%(areas)s::text[]) a where p.region_code ^@ a)
group by c.flow, c.state
