-- name: name_key
-- As registry_name_key of the registry: two spellings of one name meet. Nearly every name has letters and single
-- blanks only, and the rest is dear. The blanks are those that PostgreSQL takes for blank; \s here knows but six.
replace(replace(replace(
    case when regexp_matches({name}, '[^A-Za-z ]|  |^ | $')
         then trim(regexp_replace(lower(translate({name}, '’''`´.,-()"/', ' ')),
            '[\s\x0b\x{{1680}}\x{{2000}}-\x{{2006}}\x{{2008}}-\x{{200a}}\x{{2028}}\x{{2029}}\x{{205f}}\x{{3000}}]+', ' ', 'g'), ' ')
         else lower({name}) end,
    'oe', 'u'), 'dj', 'j'), 'tj', 'c')

-- name: day
case when {text}[5] = '-' then try_cast({text} as date)
     else cast(coalesce(try_strptime({text}, '%d/%m/%Y'), try_strptime({text}, '%d-%m-%Y')) as date) end

-- name: number
-- Text all the way: what came as a number has lost its digits and is no NIK.
case when length({text}) = 16 and try_cast({text} as bigint) between {lowest} and {highest}
     then try_cast({text} as bigint) end

-- name: read
-- An extract or a list as typed values, in one pass; what cannot be read has the reason, and a bucket of its own.
select nik, full_name, name_key, birth_date, sex, region_code, alive, died_on,
    hash(name_key, birth_date, sex, region_code, alive) as mark, 1 as copies,
    case when fault <> '' then sent_nik end as sent_nik, fault, case when fault = '' then {bucket} else -1 end as bucket
from (
    select {number} as nik, {name} as full_name, {key} as name_key, {birth} as birth_date,
        case when upper(left(trim(sent_sex), 1)) in ('L', 'M', '1') then 'L'
             when upper(left(trim(sent_sex), 1)) in ('P', 'F', '2') then 'P' else '' end as sex,
        replace(trim(sent_region), '.', '') as region_code,
        case when upper(trim(coalesce(sent_alive, ''))) in ('MENINGGAL', 'MATI', '0', 'TIDAK', 'FALSE', 'N') then 0
             else 1 end as alive,
        {death} as died_on,
        case when nik is null then 'NIK_WRONG' when full_name is null or full_name = '' then 'NAME_BLANK'
             when sent_birth is not null and birth_date is null then 'BIRTH_UNREADABLE' else '' end as fault,
        sent_nik
    from ({sent}) sent)

-- name: sole
-- One row a NIK. Who stands there more than once is kept once, and no word about him is believed.
select * exclude (place) from (
    select nik, full_name, name_key, birth_date, sex, region_code, alive, died_on, mark, sent_nik, fault,
        cast(count(*) over (partition by nik) as integer) as copies,
        row_number() over (partition by nik order by full_name, birth_date, region_code, sex, alive, died_on) as place
    from raw)
where place = 1

-- name: doubles
select count(*) - count(distinct nik) from raw

-- name: nobody
select 0::bigint as nik, '' as full_name, '' as name_key, null::date as birth_date, '' as sex, '' as region_code,
    1 as alive, null::date as died_on, 0::ubigint as mark, 1 as copies, '' as sent_nik, '' as fault where false

-- name: counts
select count(*), count(*) filter (where copies > 1) from everybody

-- name: faults
select fault, count(*) from rejected group by fault order by 2 desc, 1

-- name: changed
-- Who says something else now, who is new, who is gone.
select coalesce(n.nik, b.nik) as nik from now n full join before b on b.nik = n.nik
where n.nik is null or b.nik is null or n.mark <> b.mark or n.copies <> b.copies

-- name: registry
-- For PostgreSQL: everybody with a NIK, as COPY gives them.
copy (
    select id, nik, name_key, birth_date, sex, region_code, case when died_on is null then 1 else 0 end
    from registry_person where nik is not null
) to stdout (format csv)

-- name: mirror
select person_id, nik, name_key, birth_date, sex, region_code, alive,
    hash(person_id, name_key, birth_date, sex, region_code, alive) as mark, 1 as copies, {bucket} as bucket
from read_csv('{pipe}', header = false, auto_detect = false, parallel = false, columns = {{
    'person_id': 'bigint', 'nik': 'bigint', 'name_key': 'varchar', 'birth_date': 'date', 'sex': 'varchar',
    'region_code': 'varchar', 'alive': 'integer'}})

-- name: nobody_of_the_registry
select 0::bigint as person_id, 0::bigint as nik, '' as name_key, null::date as birth_date, '' as sex,
    '' as region_code, 1 as alive, 0::ubigint as mark, 1 as copies where false
