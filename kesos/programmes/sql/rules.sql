-- Who may receive a programme, judged as a set. {asked} is a query that gives (ref, programme, family_id, person_id):
-- the person the membership would be written for, and their family. Each rule that stands in the way is one row:
-- ref, code, whether it refuses or warns, and what the sentence needs. In the order of the rules: what stops at once,
-- the family's status, income, decile, other programmes, components, the integrated data.

-- name: judge
with asked as materialized (select * from ({asked}) as q (ref, programme, family_id, person_id)),
terms as materialized (
    select g.code, g.name, g.unit, t.decile_most, coalesce(t.needs_component, false) as needs_component
    from programmes_programme g
    left join programmes_programmeterm t on t.programme_id = g.code
        and t.valid_from <= %(on)s and coalesce(t.valid_to, 'infinity') >= %(on)s
),
people as materialized (
    select a.ref, a.programme, a.family_id, p.id, p.id = a.person_id as own, p.full_name, p.nik is not null as has_nik,
        p.died_on, p.birth_date, p.occupation, p.region_code
    from asked a
    join registry_membership m on m.family_id = a.family_id and m.left_on is null
    join registry_person p on p.id = m.person_id
),
-- of a person or of somebody of the family, whichever the programme is for
held as materialized (
    select distinct a.ref, a.programme, e.programme as other, e.person_id = a.person_id as own, e.person_id,
        g.unit = 'family' as for_family
    from asked a
    join terms t on t.code = a.programme
    join registry_enrolment e on e.to_on is null and e.state in ('AKTIF', 'DITANGGUHKAN')
        and (e.family_id = a.family_id or e.person_id = a.person_id)
    left join programmes_programme g on g.code = e.programme
),
pairs as materialized (
    select first as one, second as other, relation from programmes_pair
    where valid_from <= %(on)s and coalesce(valid_to, 'infinity') >= %(on)s and relation <> 'together'
    union all
    select second, first, relation from programmes_pair
    where valid_from <= %(on)s and coalesce(valid_to, 'infinity') >= %(on)s and relation <> 'together' and second <> '*'
),
visited as materialized (
    select p.ref, p.id, v.pregnant, v.school_part, v.income_month,
        '1' in (v.difficulty_vision, v.difficulty_hearing, v.difficulty_mobility, v.difficulty_learning,
            v.difficulty_selfcare) as severe
    from people p
    join lateral (
        select v.* from registry_personvisit v where v.person_id = p.id and not v.draft order by v.id desc limit 1
    ) v on true
    where p.programme in (select code from terms where needs_component) or exists (select from programmes_minimumwage)
),
components as materialized (
    select p.ref, count(*) as n
    from people p
    left join visited v on v.ref = p.ref and v.id = p.id
    cross join lateral (select extract(year from age(%(on)s, p.birth_date))::int as years) a
    join programmes_component c on c.valid_from <= %(on)s and coalesce(c.valid_to, 'infinity') >= %(on)s
        and case c.code
            when 'PKH-BUMIL' then v.pregnant = '1'
            when 'PKH-DISBERAT' then v.severe
            when 'PKH-AUD' then a.years between c.age_from and c.age_to
            when 'PKH-LANSIA' then a.years >= c.age_from
            -- of whoever was not asked, the age of school decides
            when 'PKH-SD' then a.years between c.age_from and c.age_to and coalesce(v.school_part = '2', a.years < 18)
            else false end
    where p.died_on is null and p.programme in (select code from terms where needs_component)
    group by p.ref
),
latest_decile as materialized (
    select a.ref, d.decile, d.release
    from asked a
    left join lateral (
        select d.decile, d.release from registry_decile d where d.family_id = a.family_id order by d.release desc limit 1
    ) d on true
),
wages as materialized (
    select distinct on (p.region_code) p.region_code, w.monthly_idr
    from (select distinct region_code from people) p
    join programmes_minimumwage w on p.region_code ^@ w.region_code
        and w.valid_from <= %(on)s and coalesce(w.valid_to, 'infinity') >= %(on)s
    order by p.region_code, char_length(w.region_code) desc
)
select ref, nr, code, refuses, said::text from (
    select p.ref, 1 as nr, 'TL-03' as code, true as refuses, jsonb_build_object('day', p.died_on) as said
    from people p where p.own and p.died_on is not null
    union all
    select a.ref, 1, 'BUKAN-ANGGOTA', true, '{{}}'::jsonb from asked a
    where not exists (select from people p where p.ref = a.ref and p.own)
    union all
    select p.ref, 2, 'TL-18', true, jsonb_build_object('match', m.outcome)
    from people p
    left join lateral (
        select m.outcome from registry_match m
        where m.person_id = p.id and m.source_system = 'dukcapil' order by m.asked_at desc, m.id desc limit 1
    ) m on true
    where p.own and (not p.has_nik or m.outcome in (
        'beda_nama', 'beda_tanggal_lahir', 'beda_jk', 'tidak_ditemukan', 'meninggal'))
    union all
    select p.ref, 3, case when p.own then x.reason_code else coalesce(nullif(x.family_reason_code, ''), x.reason_code) end,
        x.is_sure and (p.own or x.family_reason_code <> ''), jsonb_build_object('occupation', p.occupation, 'own', p.own)
    from people p
    join programmes_excludedoccupation x on x.occupation = p.occupation
        and x.valid_from <= %(on)s and coalesce(x.valid_to, 'infinity') >= %(on)s
    where p.died_on is null
    union all
    select p.ref, 4, 'TL-11', p.own, jsonb_build_object('wage', w.monthly_idr, 'own', p.own)
    from people p
    join visited v on v.ref = p.ref and v.id = p.id
    join wages w on w.region_code = p.region_code
    where v.income_month > w.monthly_idr and p.died_on is null
    union all
    select d.ref, 5, 'TL-15', d.decile is not null,
        jsonb_build_object('decile', d.decile, 'most', t.decile_most, 'release', d.release)
    from latest_decile d join asked a on a.ref = d.ref join terms t on t.code = a.programme
    where t.decile_most is not null and (d.decile is null or d.decile > t.decile_most)
    union all
    select h.ref, 6, 'GANDA', true, jsonb_build_object('place', r.name, 'own', h.own)
    from held h
    join registry_person p on p.id = h.person_id join regions_region r on r.code = p.region_code
    where h.other = h.programme and (h.own or h.for_family)
    union all
    select distinct h.ref, 7, 'EKSKLUSIF', y.relation = 'exclusive',
        jsonb_build_object('other', coalesce(g.name, h.other), 'relation', y.relation)
    from held h
    join pairs y on y.one = h.programme and y.other in (h.other, '*') or y.one = h.other and y.other = '*'
    left join programmes_programme g on g.code = h.other
    where h.other <> h.programme and (h.own or h.for_family or exists (
        select from terms t where t.code = h.programme and t.unit = 'family'))
    union all
    select a.ref, 8, 'TL-19', true, '{{}}'::jsonb from asked a
    join terms t on t.code = a.programme and t.needs_component
    where not exists (select from components c where c.ref = a.ref)
    union all
    select a.ref, 9, 'BELUM-TERDAFTAR', true, '{{}}'::jsonb from asked a
    where not exists (
        select from registry_listing l where l.family_id = a.family_id
            and l.from_on <= %(on)s and coalesce(l.to_on, 'infinity') >= %(on)s)
) found
where {narrowed}
order by ref, nr, code, said::text
