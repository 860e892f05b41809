-- name: settle
with said as (
    select * from unnest(
        %(numbers)s::int[], %(lats)s::numeric[], %(lons)s::numeric[], %(aids)s::text[]) as t (n, lat, lon, aid)
), family as (
    insert into registry_family (kk, region_code, address, rt, rw, latitude, longitude, source_id, updated_at)
    select 9971080101100000 + n, %(village)s, 'JL. UKUR ' || n, lpad((n %% 9 + 1)::text, 3, '0'),
           lpad((n %% 6 + 1)::text, 3, '0'), lat, lon, %(source)s, now()
    from said order by n
    returning id, kk
), person as (
    insert into registry_person (nik, full_name, sex, birth_date, birth_place, mother_name, religion, marital, education,
                                 occupation, region_code, source_id, updated_at)
    select 9971081204790000 + n, 'WARGA UKUR ' || n, 'L', date '1979-04-12', '', '', '', '', '', '',
           %(village)s, %(source)s, now()
    from said order by n
    returning id, nik
), joined as (
    insert into registry_membership (person_id, family_id, relation, joined_on, source_id)
    select person.id, family.id, 1, date '2020-01-01', %(source)s
    from family join person on person.nik - 9971081204790000 = family.kk - 9971080101100000
    returning person_id
)
insert into registry_enrolment (person_id, programme, state, from_on, to_on, unlisted_reason, source_id)
select person.id, 'PKH', said.aid, date '2026-01-01',
       case when said.aid like 'NONAKTIF%%' then date '2026-10-01' end, 'pengukuran', %(source)s
from said join person on person.nik = 9971081204790000 + said.n where said.aid <> ''
