-- What the sum of weights cannot know: who lives together looks alike without being one person.

-- name: dated_share
select avg(case when nik_hari = hari then 1 else 0 end) from {people}
where nik_hari is not null and hari is not null

-- name: facts
-- each pair with both its people, and how they agree, comparison by comparison
with ends as (
    select p.id_l as id_a, p.id_r as id_b, p.match_weight, p.match_probability, {ends}
    from {pairs} p join {left} l on l.id = p.id_l join {right} r on r.id = p.id_r
)
select id_a, id_b, match_weight, match_probability, {levels},
    nik_l, nik_r,
    nik_l = nik_r as nik_sama,
    coalesce(nik_l <> nik_r, false) as nik_beda,
    coalesce(kk_l = kk_r, false) or coalesce(desa_l = desa_r and rumah_l = rumah_r, false) as serumah,
    coalesce(desa_l = desa_r, false) as sedesa,
    -- a code other than the head's tells nothing beside a word
    coalesce(hubungan_l <> hubungan_r and ('kepala keluarga' in (hubungan_l, hubungan_r)
        or (hubungan_l < 'a') = (hubungan_r < 'a')), false) as hubungan_beda,
    coalesce({likeness}(ayah_l, ayah_r) < 0.78, false) as ayah_beda,
    -- one card has one head and hardly ever two wives born on one day: twins are children of it
    coalesce(hubungan_l = hubungan_r and kk_l = kk_r and ({sole_role}), false) as peran_tunggal,
    coalesce(jk_l <> jk_r, false) as jk_beda,
    -- both have a second word, the first is the same and the last is another
    coalesce(k1_l = k1_r and length(akhir_l) > 1 and length(akhir_r) > 1 and {likeness}(akhir_l, akhir_r) < 0.78, false)
        as kata_lain,
    coalesce({likeness}(rapat_l, rapat_r), 0) as kemiripan,
    -- every word of both is a name that others bear too: no slip of the pen
    least(langka_l, langka_r) >= {borne} and not ({initial}) as dua_nama,
    -- nobody else bears one of the two: a slip of the pen, wherever it falls
    least(langka_l, langka_r) < {borne_by_some} as terpeleset,
    -- Rina and Rini: parents end the names of twins otherwise; a slip of the pen seldom falls just there
    coalesce((least(length(k1_l), length(k1_r)) >= 3 and abs(length(k1_l) - length(k1_r)) <= 1 and k1_l <> k1_r
        and substr(k1_l, 1, least(length(k1_l), length(k1_r)) - 1)
            = substr(k1_r, 1, least(length(k1_l), length(k1_r)) - 1))
        or (least(length(akhir_l), length(akhir_r)) >= 3 and abs(length(akhir_l) - length(akhir_r)) <= 1 and akhir_l <> akhir_r
        and substr(akhir_l, 1, least(length(akhir_l), length(akhir_r)) - 1)
            = substr(akhir_r, 1, least(length(akhir_l), length(akhir_r)) - 1)), false) as akhir_beda,
    -- numbered one after the other, and not written alike, though they sound so
    coalesce(substr(nik_l, 1, 12) = substr(nik_r, 1, 12) and tulis_l <> tulis_r
        and abs(cast(substr(nik_l, 13, 4) as int) - cast(substr(nik_r, 13, 4) as int)) between 1 and 9, false) as berurutan,
    coalesce(kk_l <> kk_r, false) as kk_beda,
    -- in this file numbers carry the birth date, and this one carries neither this date nor that
    {dated} and coalesce(nik_hari_l <> hari_l and (hari_r is null or nik_hari_l <> hari_r), false) as ragu_l,
    {dated} and coalesce(nik_hari_r <> hari_r and (hari_l is null or nik_hari_r <> hari_l), false) as ragu_r,
    -- both numbers vouch for the birth date beside them, and these are two dates
    {dated} and coalesce(nik_hari_l = hari_l and nik_hari_r = hari_r and hari_l <> hari_r, false) as dua_lahir_sah,
    {dated} as bertanggal,
    -- one figure wrong or two swapped; but neighbours by serial are born so, and namesakes of one day in the next district
    case
        when nik_l is null or nik_r is null or nik_l = nik_r or {edits}(nik_l, nik_r) > 1 then false
        when substr(nik_l, 1, 12) = substr(nik_r, 1, 12)
            then abs(cast(substr(nik_l, 13, 4) as int) - cast(substr(nik_r, 13, 4) as int)) > 9
        when not {dated} or substr(nik_l, 7, 6) <> substr(nik_r, 7, 6) then true
        else coalesce(desa_l = desa_r, false)
    end as selip
from ends

-- name: initial
-- N. Mardiana and Nur Mardiana; R. Bima Aldi and Bima Aldi
coalesce((length(k1_l) = 1 or length(k1_r) = 1) and akhir_l = akhir_r and substr(k1_l, 1, 1) = substr(k1_r, 1, 1)
    or length(k1_l) = 1 and replace(sisa_l, ' ', '') = rapat_r
    or length(k1_r) = 1 and replace(sisa_r, ' ', '') = rapat_l, false)

-- name: shared
-- numbers that stand on people who are not one person
select distinct nik_l as nik from {facts}
where nik_sama and not ({same_person})

-- name: judged
with told as (
    -- where only the district differs, the name must be as good as the same: the serials of strangers are mostly 0001
    select f.* replace (selip and (serumah or substr(nik_l, 1, 6) = substr(nik_r, 1, 6)
            or coalesce(nama in ('sama', 'urutan', 'salah_ketik'), true)) as selip),
        ragu_l or a.nik is not null as tak_pasti_l,
        ragu_r or b.nik is not null as tak_pasti_r
    from {facts} f
    left join {shared} a on a.nik = f.nik_l left join {shared} b on b.nik = f.nik_r
),
weighed as (
    select *, nik_beda and not selip and not tak_pasti_l and not tak_pasti_r as dua_nik_sah,
        -- of two people born on one day hardly any have one number, or numbers one slip of the pen apart; a name must
        -- agree too, for where numbers carry dates those of strangers of one day are near each other
        coalesce(lahir = 'sama' and not jk_beda and (
            (nik_sama and ({same_person})) or (selip and nama not in ('lain', 'sepotong'))
        ), false) as senomor
    from told
),
summed as (
    select * replace (match_weight + case when senomor then {shared_number} else 0 end as match_weight) from weighed
)
select * replace (1 / (1 + power(2, -match_weight)) as match_probability),
    case
        when nik_sama and not ({same_person}) then 'nik_orang_lain'
        when coalesce(nik_sama, false) then null
        when dua_lahir_sah then 'dua_lahir_sah'
        when serumah and lahir = 'lain' then 'seumur_lain'
        when serumah and lahir is null and hubungan_beda then 'peran_lain'
        when serumah and jk_beda and nama not in ('sama', 'urutan') then 'saudara'
        when serumah and nama in ('lain', 'sepotong') and not senomor then 'saudara'
        when serumah and dua_nik_sah and lahir = 'dekat' then 'seumur_lain'
        when serumah and dua_nik_sah and lahir = 'sama' and berurutan then 'kembar'
        when serumah and dua_nik_sah and nama not in ('sama', 'urutan') and not peran_tunggal
            and (nama <> 'terpotong' or bertanggal or keadaan = 'lain') then 'kembar'
        when serumah and lahir = 'sama' and (dua_nama or (akhir_beda and not terpeleset)) and not peran_tunggal and not senomor
            and nama in ('salah_ketik', 'mirip', 'agak_mirip') then 'kembar'
        when serumah and kata_lain and not senomor and nama not in ('sama', 'urutan', 'salah_ketik')
            and not (nama = 'terpotong' and coalesce(lahir = 'sama', false)) then 'saudara'
        when ayah_beda and not senomor and (nik_l is null or nik_r is null or dua_nik_sah) then 'ayah_lain'
        when not serumah and nama in ('lain', 'sepotong') and not senomor then 'kebetulan'
        when not serumah and dua_nik_sah and (kk_beda or not sedesa) then 'kebetulan'
        when not serumah and not sedesa and not senomor and nama not in ('sama', 'urutan') then 'kebetulan'
    end as bukan
from summed

-- name: same_person
-- one number: a namesake of any date but for father and son, a like name of a like date, or one day and sex
coalesce(nama, 'sama') in ('sama', 'urutan', 'salah_ketik')
        and not (coalesce(lahir, '') = 'lain' and (jk_beda or (serumah and hubungan_beda)))
    or coalesce(nama, 'sama') in ('terpotong', 'mirip', 'agak_mirip') and coalesce(lahir, 'sama') <> 'lain'
    or coalesce(lahir, '') = 'sama' and not jk_beda

-- name: contested
-- whose own number is missing or unsure fits one person only: the nearest by a clear margin, else nobody
with both_ways as (
    select id_a as id, id_b as other, nik_l is null or tak_pasti_l or selip as unsure, nik_r as theirs,
        match_weight + case when selip then {slip} else 0 end as weight
    from {accepted}
    union all
    select id_b, id_a, nik_r is null or tak_pasti_r or selip, nik_l,
        match_weight + case when selip then {slip} else 0 end
    from {accepted}
)
select distinct least(x.id, x.other) as id_a, greatest(x.id, x.other) as id_b
from both_ways x
join both_ways y on x.id = y.id and x.theirs <> y.theirs and x.weight <= y.weight + {margin}
left join {accepted} k on k.id_a = least(x.other, y.other) and k.id_b = greatest(x.other, y.other)
where x.unsure and y.unsure and k.id_a is null

-- name: rivals
-- those of the other set are known to be people apart: of two who fit nearly alike neither is certain
select distinct x.id_a, x.id_b
from {accepted} x join {accepted} y on x.id_a = y.id_a and x.id_b <> y.id_b
where x.match_weight + case when x.selip then {slip} else 0 end
    <= y.match_weight + case when y.selip then {slip} else 0 end + {margin}
