-- Columns as they were written become columns that can be compared. Only what DuckDB and Spark both know stands here.

-- name: text
select
    id,
    -- translate() is dear: only where there is something to take out
    -- a sheet that took the number for an amount wrote «.0» behind it
    case when length(nik) = 16 then nik
        else translate(case when length(nik) > 17 and nik like '%.0' then substr(nik, 1, length(nik) - 2) else coalesce(nik, '') end,
            ' .-''`" ', '') end as nik,
    case when length(kk) = 16 then kk
        else translate(case when length(kk) > 17 and kk like '%.0' then substr(kk, 1, length(kk) - 2) else coalesce(kk, '') end,
            ' .-''`" ', '') end as kk,
    -- degrees stand behind a comma, or with dots; then every mark is a blank
    case
        when nama like '%.%' or nama like '%,%'
            then translate({without_degrees}, '.''’´`-_/()"0123456789', '                     ')
        when {marked} then translate(lower(nama), '''’´`-_/()"', '          ')
        else lower(nama)
    end as nama,
    upper(trim(coalesce(jk, ''))) as jk,
    trim(coalesce(tgl_lahir, '')) as lahir,
    case when length(kode_desa) = 10 then kode_desa else translate(coalesce(kode_desa, ''), ' .-', '') end as desa,
    case when lower(trim(alamat)) not in ({nothing}) then lower(trim(alamat)) else '' end as alamat,
    translate(lower(coalesce(rt, '')), ' ./-rt', '') as rt,
    translate(lower(coalesce(rw, '')), ' ./-rw', '') as rw,
    case when lower(trim(pekerjaan)) not in ({nothing}) then lower(trim(pekerjaan)) end as pekerjaan,
    case when lower(trim(pendidikan)) not in ({nothing}) then lower(trim(pendidikan)) end as pendidikan,
    case when lower(trim(hubungan)) not in ({nothing}) then
        trim(replace(translate(lower(hubungan), './-_', '    '), '  ', ' ')) end as hubungan
from {people}

-- name: parts
with spaced as (
    select *, trim(case when nama like '%  %'
        then replace(replace(replace(replace(nama, '    ', ' '), '   ', ' '), '  ', ' '), '  ', ' ') else nama end) as n
    from {text}
),
-- whose child somebody is, is no part of the name: one office writes it and the next does not
fathers as (
    select * replace (split_part(split_part(n, ' bin ', 1), ' binti ', 1) as n),
        nullif(concat(split_part(n, ' bin ', 2), split_part(n, ' binti ', 2)), '') as ayah
    from spaced
),
days as (
    select *,
        case
            when lahir like '____-__-__%' then substr(lahir, 1, 10)
            when lahir like '____-%-%' or lahir like '____/%/%' then concat(substr(lahir, 1, 4), '-',
                lpad(split_part(replace(lahir, '/', '-'), '-', 2), 2, '0'), '-',
                lpad(substr(split_part(replace(lahir, '/', '-'), '-', 3), 1, 2), 2, '0'))
            when lahir like '%/%/____%' then concat(substr(split_part(lahir, '/', 3), 1, 4), '-',
                lpad(split_part(lahir, '/', 2), 2, '0'), '-', lpad(split_part(lahir, '/', 1), 2, '0'))
            when lahir like '%-%-____' then concat(split_part(lahir, '-', 3), '-',
                lpad(split_part(lahir, '-', 2), 2, '0'), '-', lpad(split_part(lahir, '-', 1), 2, '0'))
        end as hari
    from fathers
)
select id,
    -- a number of sixteen figures that are not all the same; anything else is no evidence
    case when length(nik) = 16 and try_cast(nik as bigint) >= 1000000000000000 and lower(nik) not like '%e%'
        and replace(nik, substr(nik, 1, 1), '') <> '' then nik end as nik,
    case when length(kk) = 16 and try_cast(kk as bigint) >= 1000000000000000 and lower(kk) not like '%e%'
        and replace(kk, substr(kk, 1, 1), '') <> '' then kk end as kk,
    replace(n, ' ', '') as tulis,
    ayah,
    split_part(n, ' ', 1) as w1,
    split_part(n, ' ', 2) as w2,
    split_part(n, ' ', 3) as w3,
    split_part(n, ' ', 4) as w4,
    split_part(n, ' ', 5) as w5,
    split_part(n, ' ', 6) as w6,
    case when jk in ('L', 'LK', '1', 'M', 'PRIA', 'LAKI', 'LAKI-LAKI', 'LAKI LAKI', 'LAKI - LAKI', 'LELAKI') then 'L'
        when jk in ('P', 'PR', '2', 'F', 'W', 'WANITA', 'PEREMPUAN') then 'P' end as jk,
    case when length(hari) = 10 and try_cast(replace(hari, '-', '') as bigint) > 0
            and substr(hari, 1, 4) between '1850' and '2200'
            and substr(hari, 6, 2) between '01' and '12' and substr(hari, 9, 2) between '01' and '31'
        then replace(hari, '-', '') end as lahir,
    nullif(desa, '') as desa,
    nullif(alamat, '') as alamat,
    nullif(ltrim(rt, '0'), '') as rt,
    nullif(ltrim(rw, '0'), '') as rw,
    pekerjaan, pendidikan, hubungan
from days

-- name: words
select kata, count(*) as banyak from (
    select w1 as kata from {parts} union all select w2 from {parts} union all select w3 from {parts}
    union all select w4 from {parts} union all select w5 from {parts} union all select w6 from {parts}
) each_word
where kata <> '' group by kata

-- name: spelled
-- one spelling for all that sound alike: Soedjono and Sujono, Fadilah and Padilah, Yuli and Juli
with usual as (
    select w.kata, w.banyak, coalesce(known.jenis, '') as jenis,
        case when known.jenis = 'kata' then known.baku else w.kata end as anywhere,
        case when known.jenis in ('kata', 'depan') then known.baku else w.kata end as first
    from {words} w left join {known} known on known.kata = w.kata
)
select kata, banyak, jenis, {spelled_anywhere} as ejaan, {spelled_first} as ejaan_depan from usual

-- name: people
with crowded as (select nik from {parts} where nik is not null group by nik having count(*) > {most_doubles}),
spelled as (
    select p.id, case when crowded.nik is null then p.nik end as nik, p.kk, p.tulis, p.ayah, p.jk, p.lahir, p.desa, p.alamat, p.rt, p.rw,
        p.pekerjaan, p.pendidikan, coalesce(role.baku, p.hubungan) as hubungan,
        case when a.jenis in ('gelar', 'mendiang') and p.w2 <> '' then '' else coalesce(a.ejaan_depan, '') end as e1,
        case when a.jenis = 'gelar' and b.jenis = 'gelar' and p.w3 <> '' then ''
            when b.jenis = 'mendiang' then ''
            when a.jenis = 'gelar' then coalesce(b.ejaan_depan, '') else coalesce(b.ejaan, '') end as e2,
        case when c.jenis = 'mendiang' then '' else coalesce(c.ejaan, '') end as e3,
        case when d.jenis = 'mendiang' then '' else coalesce(d.ejaan, '') end as e4,
        case when e.jenis = 'mendiang' then '' else coalesce(e.ejaan, '') end as e5,
        case when f.jenis = 'mendiang' then '' else coalesce(f.ejaan, '') end as e6,
        least(coalesce(a.banyak, 999999), coalesce(b.banyak, 999999), coalesce(c.banyak, 999999),
            coalesce(d.banyak, 999999)) as langka
    from {parts} p
    left join crowded on crowded.nik = p.nik
    left join {roles} role on role.tertulis = p.hubungan
    left join {spelled} a on a.kata = p.w1 left join {spelled} b on b.kata = p.w2
    left join {spelled} c on c.kata = p.w3 left join {spelled} d on d.kata = p.w4
    left join {spelled} e on e.kata = p.w5 left join {spelled} f on f.kata = p.w6
),
named as (
    select *,
        nullif(trim(replace(replace(concat(e1, ' ', e2, ' ', e3, ' ', e4, ' ', e5, ' ', e6), '   ', ' '), '  ', ' ')),
            '') as kunci,
        case when e1 <> '' then e1 when e2 <> '' then e2 else e3 end as k1,
        case when e6 <> '' then e6 when e5 <> '' then e5 when e4 <> '' then e4 when e3 <> '' then e3
            when e2 <> '' then e2 else e1 end as akhir
    from spelled
),
streets as (
    select alamat, {street} as jalan from (select distinct alamat from {parts} where alamat is not null) each_street
),
cards as (select kk, count(*) as kk_di from {parts} where kk is not null group by kk)
select n.id, n.langka, n.tulis, n.ayah,
    -- the same number on so many rows is what an office writes where it has none
    n.nik,
    case when cards.kk_di <= {largest_family} then n.kk end as kk,
    n.kunci, {closed} as rapat, {sorted_words} as urut, nullif(n.k1, '') as k1,
    case when length(n.k1) >= 3 then substr(n.k1, 1, 3) end as awal,
    case when length(n.kunci) > length(n.k1) then n.akhir end as akhir,
    case when length(n.kunci) > length(n.k1) then substr(n.kunci, length(n.k1) + 2) end as sisa,
    n.jk, n.lahir,
    case when substr(n.lahir, 7, 2) <= '12' and substr(n.lahir, 7, 2) <> substr(n.lahir, 5, 2)
        then concat(substr(n.lahir, 1, 4), substr(n.lahir, 7, 2), substr(n.lahir, 5, 2)) end as tukar,
    cast(substr(n.lahir, 1, 4) as int) as tahun,
    substr(n.lahir, 5, 4) as bulan_hari,
    -- day and month in the order of size: the same for 3 May and 5 March
    case when n.lahir is not null then concat(substr(n.lahir, 1, 4), least(substr(n.lahir, 5, 2), substr(n.lahir, 7, 2)),
        greatest(substr(n.lahir, 5, 2), substr(n.lahir, 7, 2))) end as hari_bulan,
    -- 1 January and 1 July are what is written where nobody knows the day
    case when substr(n.lahir, 5, 4) in ('0101', '0701', '1231') then 1 else 0 end as biasa,
    -- DDMMYY of the number, forty taken off a woman's day, beside that of the date
    case when substr(n.nik, 7, 1) >= '4' then concat(cast(cast(substr(n.nik, 7, 1) as int) - 4 as varchar(4)),
        substr(n.nik, 8, 5)) else substr(n.nik, 7, 6) end as nik_hari,
    case when n.lahir is not null then
        concat(substr(n.lahir, 7, 2), substr(n.lahir, 5, 2), substr(n.lahir, 3, 2)) end as hari,
    n.desa, substr(n.desa, 1, 6) as kecamatan, substr(n.desa, 1, 4) as kabupaten,
    n.jalan, case when n.jalan is not null then concat(n.jalan, '|', coalesce(n.rt, ''), '|', coalesce(n.rw, '')) end as rumah,
    n.rt, n.rw, n.pekerjaan, n.pendidikan, n.hubungan
from (select named.*, streets.jalan from named left join streets on streets.alamat = named.alamat) n
left join cards on cards.kk = n.kk

-- name: unread
-- a number on very many rows is read, and then set aside as no evidence: it counts here too
select
    count(*) filter (where p.nik is null and lower(trim(g.nik)) not in ({nothing})),
    count(*) filter (where p.kk is null and lower(trim(g.no_kk)) not in ({nothing})),
    count(*) filter (where p.lahir is null and lower(trim(g.tgl_lahir)) not in ({nothing})),
    count(*) filter (where p.jk is null and lower(trim(g.jk)) not in ({nothing}))
from {given} g join {cleaned} p on p.id = g.id
