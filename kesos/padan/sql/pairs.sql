-- name: people
-- For PostgreSQL: everybody living in one kab/kota with all that tells people apart, and a mark of what it says.
copy (
    select p.id, coalesce(p.nik::text, p.nik_claimed::text, p.nik_as_written), coalesce(f.kk::text, f.kk_as_written),
        p.full_name, p.sex, p.birth_date, p.region_code, f.address, f.rt, f.rw, nullif(p.occupation, ''),
        nullif(p.education, ''), m.relation,
        hashtextextended(concat_ws('|', p.nik, p.nik_claimed, p.nik_as_written, p.name_key, p.sex, p.birth_date,
            p.region_code, f.kk, f.address, f.rt, f.rw), 0)
    from registry_person p
    left join registry_membership m on m.person_id = p.id and m.left_on is null
    left join registry_family f on f.id = m.family_id
    where p.region_code like {area} || '%' and p.died_on is null
) to stdout (format csv)

-- name: read_people
select id, nik, no_kk, nama, jk, tgl_lahir, kode_desa, alamat, rt, rw, pekerjaan, pendidikan, hubungan, mark
from read_csv('{pipe}', header = false, auto_detect = false, parallel = false, columns = {{
    'id': 'bigint', 'nik': 'varchar', 'no_kk': 'varchar', 'nama': 'varchar', 'jk': 'varchar', 'tgl_lahir': 'varchar',
    'kode_desa': 'varchar', 'alamat': 'varchar', 'rt': 'varchar', 'rw': 'varchar', 'pekerjaan': 'varchar',
    'pendidikan': 'varchar', 'hubungan': 'varchar', 'mark': 'bigint'}})

-- name: said_pairs
-- DuckDB: the pairs with what both said when they were compared.
select least(n.id_a, n.id_b), greatest(n.id_a, n.id_b), n.probability, n.certain, n.reasons, xor(a.mark, b.mark)
from read_parquet('{answer}') n
join read_parquet('{people}') a on a.id = n.id_a join read_parquet('{people}') b on b.id = n.id_b

-- name: staged
create temporary table padan_paired (
    first_id bigint, second_id bigint, probability float8, is_certain boolean, reasons text, mark bigint
) on commit drop

-- name: copy_staged
copy padan_paired from stdin (format csv)

-- name: over
-- Cases of pairs that are not said any more, or of whom one has changed: whoever judged, judged something else.
-- Who was told apart stays told apart, as long as neither changes.
select p.case_id from padan_pair p join workflow_case c on c.id = p.case_id and c.closed_at is null
left join padan_paired s on s.first_id = p.first_id and s.second_id = p.second_id
where p.first_region like %(area)s || '%%' and p.state in ('TERBUKA', 'DIUSULKAN', 'BERBEDA')
  and (s.mark <> p.mark or s.mark is null and p.state <> 'BERBEDA')

-- name: gone
delete from padan_pair p
where p.first_region like %(area)s || '%%' and p.state in ('TERBUKA', 'DIUSULKAN')
  and not exists (select from padan_paired s where s.first_id = p.first_id and s.second_id = p.second_id)

-- name: changed
update padan_pair p
set probability = s.probability, is_certain = s.is_certain, reasons = s.reasons, mark = s.mark, found_at = %(at)s,
    first_region = a.region_code, second_region = b.region_code, state = 'TERBUKA', case_id = null, stays_id = null
from padan_paired s
join registry_person a on a.id = s.first_id join registry_person b on b.id = s.second_id
where p.first_id = s.first_id and p.second_id = s.second_id and p.mark <> s.mark and p.state <> 'DIGABUNG'

-- name: new
-- Who went or was merged since the people were read is no pair.
insert into padan_pair (first_id, second_id, first_region, second_region, probability, is_certain, reasons, mark,
    found_at, state)
select s.first_id, s.second_id, a.region_code, b.region_code, s.probability, s.is_certain, s.reasons, s.mark,
    %(at)s, 'TERBUKA'
from padan_paired s
join registry_person a on a.id = s.first_id join registry_person b on b.id = s.second_id
on conflict (first_id, second_id) do nothing

-- name: order
-- Which of the two stays, unless somebody says otherwise: who has the NIK, of whom more is known, who was first.
select p.id from registry_person p
left join registry_membership m on m.person_id = p.id and m.left_on is null
where p.id in (%(first)s, %(second)s)
order by (p.nik is not null) desc,
    num_nonnulls(p.birth_date, nullif(p.mother_name, ''), nullif(p.birth_place, ''), nullif(p.religion, ''),
        nullif(p.marital, ''), nullif(p.education, ''), nullif(p.occupation, ''), m.id) desc, p.id

-- name: state
update padan_pair set state = %(state)s where case_id = any (%(cases)s)

-- name: merged
update padan_pair set state = 'DIGABUNG', merge_id = %(merge)s, stays_id = %(stays)s where id = %(pair)s

-- name: people_without
-- For PostgreSQL: who of one kab/kota has no NIK, or one the population registry does not know.
copy (
    select p.id, coalesce(p.nik::text, p.nik_claimed::text, p.nik_as_written), coalesce(f.kk::text, f.kk_as_written),
        p.full_name, p.sex, p.birth_date, p.region_code, f.address, f.rt, f.rw, nullif(p.occupation, ''),
        nullif(p.education, ''), m.relation, 0
    from registry_person p
    left join registry_membership m on m.person_id = p.id and m.left_on is null
    left join registry_family f on f.id = m.family_id
    where p.region_code like {area} || '%' and p.died_on is null
      and (p.nik is null or exists (select from padan_finding d where d.person_id = p.id
           and d.source = 'kependudukan' and d.outcome = 'tidak_ditemukan'))
) to stdout (format csv)

-- name: population
-- DuckDB: the extract's people of the same kab/kota, whom no second row makes doubtful.
select nik as id, cast(nik as varchar) as nik, full_name as nama, sex as jk, cast(birth_date as varchar) as tgl_lahir,
    region_code as kode_desa, alive, died_on, birth_date, sex, region_code, full_name
from read_parquet({files}) where region_code ^@ '{area}' and copies = 1

-- name: said_numbers
-- DuckDB: for each person the best number, and whether another fits as well; for each number the person it fits best.
select id_a as person_id, id_b as nik, region, outcome, differs, name, born, sex, their_region, died, confidence, reasons
from (
    select n.id_a, n.id_b, a.kode_desa as region,
        case when not n.certain then 'ganda' when b.alive = 0 and b.died_on is not null then 'meninggal'
             else 'sebagian' end as outcome,
        concat('nik ', case when lower(b.full_name) <> lower(a.nama) then 'nama ' else '' end,
            case when b.birth_date <> try_cast(a.tgl_lahir as date) then 'tanggal_lahir ' else '' end,
            case when b.sex <> a.jk then 'jk ' else '' end,
            case when b.region_code <> a.kode_desa then 'wilayah ' else '' end,
            case when b.alive = 0 then 'hidup ' else '' end) as differs,
        b.full_name as name, b.birth_date as born, b.sex, b.region_code as their_region, b.died_on as died,
        cast(floor(100 * n.probability) as integer) as confidence, n.reasons,
        row_number() over (partition by n.id_a order by n.certain desc, n.match_weight desc, n.id_b) as of_person,
        row_number() over (partition by n.id_b order by n.certain desc, n.match_weight desc, n.id_a) as of_number
    from read_parquet('{answer}') n
    join read_parquet('{people}') a on a.id = n.id_a join read_parquet('{others}') b on b.id = n.id_b
    where coalesce(a.nik, '') <> b.nik
) best
where of_person = 1 and of_number = 1

-- name: taken
-- A number that somebody of the registry holds is nobody else's to take: the two are doubles.
update padan_said s set outcome = 'ganda' where exists (select from registry_person o where o.nik = s.nik)

-- name: why_staged
create temporary table padan_said_why (nik bigint, confidence smallint, reasons text) on commit drop

-- name: why
update padan_finding f set confidence = w.confidence, reasons = w.reasons
from padan_said_why w where f.source = %(source)s and f.bucket = %(bucket)s and f.nik = w.nik
