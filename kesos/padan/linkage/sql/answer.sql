-- name: accepted
select * from {judged} where bukan is null and match_weight >= {least}

-- name: twins
-- how many twins nearly alike in name are known by two numbers; how many people have none and no double; what is found
select
    (select count(*) from {judged} where bukan = 'kembar' and lahir = 'sama' and dua_nik_sah and not akhir_beda
        and nama in ('salah_ketik', 'mirip', 'agak_mirip')) as twins,
    (select count(*) from {people} p where p.nik is null and p.id not in (
        select id_a from {accepted} union all select id_b from {accepted})) as without_number,
    (select count(*) from {people}) as people,
    (select count(*) from {accepted}) as found,
    (select count(*) from {accepted} a where {perhaps_twins}) as perhaps

-- name: steps
-- by whole bits: how many pairs, and how many of them the weights expect to be right
select floor(match_weight) as bits, count(*) as pairs, sum(match_probability) as right_ones from {judged}
where bukan is null group by 1 order by 1 desc

-- name: perhaps_twins
a.serumah and coalesce(a.lahir = 'sama', false) and (a.nik_l is null or a.nik_r is null)
    and a.nama in ('salah_ketik', 'mirip', 'agak_mirip')

-- name: answer
select a.id_a, a.id_b, a.match_probability as probability, a.match_weight, c.id_a is null and not ({doubted}) as certain,
    {reasons} as reasons, {levels}
from {accepted} a
left join {contested} c on c.id_a = a.id_a and c.id_b = a.id_b
order by a.id_a, a.id_b

-- name: ends
select id_a as id from {answer} where certain union select id_b from {answer} where certain

-- name: within_groups
select x.id as id_a, y.id as id_b from {groups} x
join {groups} y on x.cluster_id = y.cluster_id and x.id < y.id
order by x.id, y.id
