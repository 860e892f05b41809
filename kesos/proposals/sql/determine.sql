-- name: list_families
insert into registry_listing (family_id, register, number, from_on, decree, source_id)
select p.family_id, 'dtsen', '', d.decreed_on, d.decree, d.source_id
from proposals_proposal p
join proposals_determinationrow r on r.proposal_id = p.id and r.is_listed
join proposals_determination d on d.id = r.determination_id
where p.case_id = any (%(ids)s) and p.programme_id is null
on conflict do nothing

-- name: keep_deciles
insert into registry_decile (family_id, release, decile, as_sent, source_id)
select p.family_id, to_char(d.decreed_on, 'YYYY-') || extract(quarter from d.decreed_on)::int,
    case when r.decile_as_sent ~ '^([1-9]|10)$' then r.decile_as_sent::smallint end, r.decile_as_sent, d.source_id
from proposals_proposal p
join proposals_determinationrow r on r.proposal_id = p.id and r.is_listed and r.decile_as_sent <> ''
join proposals_determination d on d.id = r.determination_id
where p.case_id = any (%(ids)s)
on conflict (family_id, release) do update set decile = excluded.decile, as_sent = excluded.as_sent, source_id = excluded.source_id

-- name: stage
create temporary table determined (line int, number text, result text, decile text, reason text) on commit drop

-- name: copy
copy determined (line, number, result, decile, reason) from stdin

-- name: named
-- The proposals a decree may speak of: those of the month, and whoever else stands in its list.
p.number = t.number and (p.period_id = %(period)s or exists (
    select from proposals_sentrow s where s.period_id = %(period)s and s.proposal_id = p.id))

-- name: faults
-- Every row that cannot be taken, with its line and why.
select t.line, case
    when p.id is null then 'Nomor usulan tidak dikenal pada periode ini.'
    when t.result not in ('DITETAPKAN', 'TIDAK') then 'Hasil harus DITETAPKAN atau TIDAK.'
    when t.result = 'TIDAK' and coalesce(btrim(t.reason), '') = '' then 'Alasan tidak ditetapkan wajib diisi.'
    when c.state = 'DAFTAR_TUNGGU' and not {waits}
        then 'Usulan ini di daftar tunggu, dan tidak ada tempat kosong yang diusulkan ke pusat baginya.'
    when not {waits} then 'Usulan ini tidak sedang menunggu penetapan.'
    else 'Nomor usulan muncul dua kali.' end
from determined t
left join proposals_proposal p on {named}
left join workflow_case c on c.id = p.case_id
where p.id is null or t.result not in ('DITETAPKAN', 'TIDAK')
   or (t.result = 'TIDAK' and coalesce(btrim(t.reason), '') = '') or not {waits}
   or exists (select from determined d where d.number = t.number and d.line < t.line)
order by t.line

-- name: appointing
-- Lines that make somebody a recipient, with their case.
select p.case_id, t.line from determined t
join proposals_proposal p on {named} and p.programme_id is not null
where t.result = 'DITETAPKAN' order by t.line

-- name: differs
-- Where the file and what the decree said before are not the same, in both directions.
select coalesce(t.number, k.number) from determined t
full join (
    select p.number, r.is_listed, r.decile_as_sent, r.reason
    from proposals_determinationrow r join proposals_proposal p on p.id = r.proposal_id
    where r.determination_id = %(determination)s
) k on k.number = t.number
where (t.result = 'DITETAPKAN', coalesce(t.decile, ''), coalesce(t.reason, ''))
    is distinct from (k.is_listed, k.decile_as_sent, k.reason)
order by 1

-- name: waits
-- For the data: what was sent. For aid: what was endorsed, and successors proposed to the centre.
(c.state = 'DIKIRIM' or c.state = 'DISAHKAN' and p.programme_id is not null or c.state = 'DAFTAR_TUNGGU' and (
    t.result = 'TIDAK' or exists (
        select from programmes_replacement r join programmes_waiting w on w.id = r.waiting_id
        join programmes_vacancy v on v.id = r.vacancy_id and v.outcome = 'proposed'
        where w.case_id = p.case_id and r.outcome = 'proposed')))

-- name: keep
insert into proposals_determinationrow (determination_id, proposal_id, is_listed, decile_as_sent, reason)
select %(determination)s, p.id, t.result = 'DITETAPKAN', coalesce(t.decile, ''), coalesce(t.reason, '')
from determined t join proposals_proposal p on {named}

-- name: listed
select p.case_id, p.programme_id is not null
from proposals_determinationrow r join proposals_proposal p on p.id = r.proposal_id
where r.determination_id = %(determination)s and r.is_listed order by 1

-- name: refused
select p.programme_id is not null, r.reason, array_agg(p.case_id order by p.case_id)
from proposals_determinationrow r join proposals_proposal p on p.id = r.proposal_id
where r.determination_id = %(determination)s and not r.is_listed group by 1, 2 order by 1, 2

-- name: unanswered
-- What no decree has spoken of: of the month, also aid that the region appoints itself, and successors of its list.
select (select count(*) from proposals_proposal p
        join workflow_case c on c.id = p.case_id and c.state in ('DIKIRIM', 'DISAHKAN')
        where p.period_id = %(period)s)
    + (select count(*) from proposals_sentrow s
       join programmes_replacement r on r.id = s.replacement_id and r.outcome = 'proposed'
       where s.period_id = %(period)s)
