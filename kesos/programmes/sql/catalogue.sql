-- The shipped code lists become the catalogue once; rows that are there are an office's own.

-- name: programmes
insert into programmes_programme (code, name, owner, fund, decided_by, unit, channel, is_proposable, position, source)
select c.code, c.label, coalesce(c.details ->> 'owner', '–'), coalesce(c.details ->> 'fund', ''),
    -- whoever pays decides; what both pay follows the centre's list
    case when c.details ->> 'fund' ~ '^(APBN|$)' then 'centre' else 'region' end,
    case c.details ->> 'target_unit' when 'family' then 'family' when 'group' then 'group' else 'person' end,
    coalesce(c.details ->> 'channel', ''),
    -- what a kelurahan proposes or replaces in its month; the others have procedures of their own
    c.code in ('PKH', 'SEMBAKO', 'PBI-JK', 'BAPANAS-BERAS', 'PBPU-PEMDA', 'PERMAKANAN', 'PROV-JAMSOS', 'BLT-DESA'),
    c.position, c.source
from regions_codeentry c where c.list = 'programs'
on conflict do nothing

-- name: terms
insert into programmes_programmeterm (programme_id, decile_most, needs_component, amount_idr, amount_per, in_kind,
    basis, is_verified, valid_from)
select c.code, (c.details ->> 'decile_max_default')::smallint, c.code = 'PKH',
    case when c.details ->> 'amount_idr' ~ '^[0-9]+$' then (c.details ->> 'amount_idr')::bigint end,
    case c.details ->> 'amount_period' when 'month' then 'bulan' when 'day' then 'hari' when 'year' then 'tahun'
        when 'quarter/annual' then 'triwulan' when 'once' then 'sekali' when 'once (3 months)' then 'sekali'
        when 'semester' then 'semester' else '' end,
    case when c.code = 'BAPANAS-BERAS' then '10 kg beras' else '' end,
    c.source, c.status = 'verified', coalesce(c.valid_from, date '2021-01-01')
from regions_codeentry c
where c.list = 'programs' and not exists (select from programmes_programmeterm t where t.programme_id = c.code)

-- name: pairs
insert into programmes_pair (first, second, relation, basis, is_verified, valid_from)
select case when b = '*' then a else least(a, b) end, case when b = '*' then b else greatest(a, b) end,
    case c.details ->> 'relation' when 'compatible' then 'together' else c.details ->> 'relation' end,
    c.source, c.status = 'verified', coalesce(c.valid_from, date '2021-01-01')
from regions_codeentry c
cross join lateral (select (c.details ->> 'program_a') collate "C" as a, (c.details ->> 'program_b') collate "C" as b) p
where c.list = 'program_compatibility' and not exists (
    select from programmes_pair x where x.first in (p.a, p.b) and x.second in (p.a, p.b))

-- name: components
insert into programmes_component (code, name, annual_idr, most_in_family, age_from, age_to, basis, is_verified, valid_from)
select c.code, c.label, (c.details ->> 'annual_idr')::bigint, (c.details ->> 'max_per_family')::smallint,
    (c.details ->> 'age_min')::smallint, (c.details ->> 'age_max')::smallint, c.source, c.status = 'verified',
    coalesce(c.valid_from, date '2021-01-01')
from regions_codeentry c
where c.list = 'pkh_components' and not exists (select from programmes_component x where x.code = c.code)

-- name: occupations
-- Kepmensos 73/HUK/2024: of a civil servant, soldier or policeman the whole family is left out.
insert into programmes_excludedoccupation (occupation, reason_code, family_reason_code, is_sure, basis, valid_from)
select c.code, c.details ->> 'reason', case when c.details ->> 'reason' = 'TL-04' then 'TL-05' else '' end,
    coalesce((c.details ->> 'certain')::int, 0) = 1, 'Kepmensos 73/HUK/2024; ' || c.source, date '2024-01-01'
from regions_codeentry c
where c.list = 'pekerjaan' and c.details ? 'reason'
    and not exists (select from programmes_excludedoccupation x where x.occupation = c.code)

-- name: weights
-- Our own beginning, to be set by each office; nothing here is official.
insert into programmes_scoreweight (region_code, item, weight, basis, valid_from)
select '', v.item, v.weight, 'Bobot awal Kesos, untuk ditetapkan dinas', date '2021-01-01'
from (values ('lone_elderly', 3.0), ('severe_disability', 3.0), ('pregnant', 2.0), ('child_under_six', 1.0),
    ('earth_floor', 1.0), ('no_toilet', 1.0), ('weak_power', 0.5), ('no_income', 2.0)) as v (item, weight)
where not exists (select from programmes_scoreweight x where x.region_code = '' and x.item = v.item)

-- name: counted_alone
-- `taken` is the count of the seats: the working roles read it and never write it.
revoke update, delete, truncate on programmes_quota from {app}, {system};
grant update (places, basis, valid_to) on programmes_quota to {app}, {system};
revoke update, delete, truncate on programmes_quotachange, programmes_membershipchange from {app}, {system};
