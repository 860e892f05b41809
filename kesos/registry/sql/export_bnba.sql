-- name: bnba
-- Village by village through the index of place and name; the row policy stands below every table.
select p.full_name, p.nik, p.sex, p.birth_place, p.birth_date, f.kk, m.relation, f.address, f.rt, f.rw,
       v.code, d.decile, d.release, l.register, l.from_on, e.programmes, p.died_on, s.title, s.dated_on
from unnest(%(villages)s::text[]) v (code)
join registry_person p on p.region_code = v.code
join registry_source s on s.id = p.source_id
left join registry_membership m on m.person_id = p.id and m.left_on is null
left join registry_family f on f.id = m.family_id
left join lateral (
    select decile, release from registry_decile where family_id = f.id order by release desc limit 1) d on true
left join lateral (
    select register, from_on from registry_listing where family_id = f.id and to_on is null
    order by register desc limit 1) l on true
left join lateral (
    select string_agg(programme, ', ' order by programme) as programmes from registry_enrolment
    where person_id = p.id and to_on is null) e on true
where (not %(listed_only)s or l.register is not null)
  and (%(programme)s = '' or exists (
      select from registry_enrolment x where x.person_id = p.id and x.programme = %(programme)s and x.to_on is null))
order by v.code, p.name_key, p.id

-- name: expires
select %(at)s::timestamptz + make_interval(months => months) from files_retention
where retention_class = 'export' and clock = 'stored' and valid_from <= %(at)s::timestamptz::date
  and (valid_to is null or valid_to > %(at)s::timestamptz::date)
