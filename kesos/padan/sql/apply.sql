-- name: agreed
-- What was agreed to, by kind of consequence.
select f.id, f.outcome, f.nik, f.person_id, p.full_name, p.birth_date, p.region_code, f.their_region, f.their_death, f.source
from padan_finding f join registry_person p on p.id = f.person_id
where f.case_id = any (%(cases)s) order by f.id

-- name: take_over
-- Name, day of birth and sex as the population registry has them, and the number of who had no sound one; the former
-- values stay in the history.
update registry_person p
set full_name = case when strpos(f.differs, 'nama') > 0 then f.their_name else p.full_name end,
    birth_date = case when strpos(f.differs, 'tanggal_lahir') > 0 then f.their_birth_date else p.birth_date end,
    sex = case when strpos(f.differs, 'jk') > 0 and f.their_sex <> '' then f.their_sex else p.sex end,
    nik = case when f.source = 'tanpa_nik' then f.nik else p.nik end,
    nik_claimed = case when f.source = 'tanpa_nik' then null else p.nik_claimed end,
    nik_as_written = case when f.source = 'tanpa_nik' then null else p.nik_as_written end,
    no_nik_reason = case when f.source = 'tanpa_nik' then null else p.no_nik_reason end,
    source_id = %(source)s, updated_at = %(at)s
from padan_finding f
where f.case_id = any (%(cases)s) and (f.outcome = 'sebagian' or f.source = 'tanpa_nik')
  and p.id = f.person_id

-- name: settle_tasks
update registry_identitytask t
set closed_at = %(at)s, closed_by = %(by)s, resolution = 'NIK dari pemadanan dengan data kependudukan'
from padan_finding f
where f.case_id = any (%(cases)s) and f.source = 'tanpa_nik' and t.person_id = f.person_id and t.closed_at is null

-- name: state
update padan_finding set state = %(state)s where case_id = any (%(cases)s)

-- name: not_to_be_applied
-- There is nothing to take over: nobody was found, or more than one; or Kesos knows of a death the other does not.
select f.id, f.case_id from padan_finding f left join registry_person p on p.id = f.person_id
where (f.case_id = any (%(cases)s) or f.id = any (%(findings)s))
  and (p.id is null or f.outcome not in ('sebagian', 'meninggal', 'pindah') or p.died_on is not null
       or f.source = 'tanpa_nik' and (
            exists (select from registry_person o where o.nik = f.nik)
            or exists (select from registry_merge o where o.nik = f.nik and o.undone_at is null))
       or f.outcome = 'meninggal' and f.their_death is null
       or f.outcome = 'pindah' and not exists (
            select from regions_region r where r.code = f.their_region and r.valid_to is null)
       or f.outcome = 'sebagian' and f.differs = 'hidup')
