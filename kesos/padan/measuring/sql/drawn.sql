-- name: villages
-- Of the province that is measured; where a small database does not hold it, of any.
select code from regions_region where level = 4 and valid_to is null
order by not starts_with(code, '33'), code limit 8000

-- name: people
select i, 9901010101700001 + (i % 576) * 10000000000 + (i // 576) as nik,
    array_extract(['SITI', 'BUDI', 'SULASTRI', 'AGUS', 'DEWI', 'SLAMET', 'WAHYU', 'ENDANG'], 1 + i % 8)
        || ' ' || array_extract(['SANTOSO', 'NINGSIH', 'WIDODO', 'LESTARI', 'HARTATIK'], 1 + i // 8 % 5)
        || ' ' || chr(cast(65 + i // 40 % 26 as integer)) || chr(cast(65 + i // 1040 % 26 as integer)) as full_name,
    date '1940-01-01' + cast(i * 7919 % 25000 as integer) as birth_date,
    case when i % 2 = 0 then 'L' else 'P' end as sex,
    v.code as region_code, hash(i) as luck
from range({number}) t(i) join village v on v.place = i % (select count(*) from village)

-- name: registry
select nik, full_name, birth_date, sex, region_code from people where luck % 127 < 100 order by i

-- name: register
select nik as "NIK", 3301010101000000 + i // 3 as "NO_KK",
    case when luck % 100 = 1 then full_name || 'A' when luck % 100 = 2 then 'X' else full_name end as "NAMA_LENGKAP",
    sex as "JENIS_KELAMIN",
    case when luck % 100 = 3 then birth_date + 1 else birth_date end as "TANGGAL_LAHIR",
    case when luck % 50 = 5 then (select min(code) from village) else region_code end as "KODE_WILAYAH",
    case when luck % 100 = 7 then 'MENINGGAL' else 'HIDUP' end as "STATUS_HIDUP",
    case when luck % 100 = 7 then date '2026-06-01' end as "TANGGAL_MENINGGAL"
from people where luck % 100 <> 9 order by i

-- name: sembako
select nik as "NIK", full_name as "NAMA_LENGKAP", 'SEMBAKO' as "PROGRAM" from people where luck % 11 = 3
union all
select nik, full_name, 'SEMBAKO' from people where luck % 1100 = 3

-- name: next_month
select * replace (case when hash("NIK") % 100 = 7 then "NAMA_LENGKAP" || ' Z' else "NAMA_LENGKAP" end as "NAMA_LENGKAP")
from register

-- name: brought
create temporary table padan_brought (nik bigint, full_name text, birth_date date, sex text, region_code text) on commit drop

-- name: bring
copy padan_brought from stdin (format csv)

-- name: enter
insert into registry_person (nik, full_name, birth_date, sex, region_code, source_id, updated_at,
    birth_place, mother_name, religion, marital, education, occupation)
select nik, full_name, birth_date, sex, region_code, %(source)s, %(at)s, '', '', '', '', '', '' from padan_brought
