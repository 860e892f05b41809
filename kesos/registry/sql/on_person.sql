-- name: ppks
-- Of a type that is shown to roles with need alone neither code nor days leave the database until it is opened.
select 'ppks' as kind, case when not h.hidden then r.type else '' end as code, '' as label,
    case when not h.hidden then array_to_string(r.disabilities, ', ') else '' end as detail,
    case when not h.hidden then r.from_on end as from_on, case when not h.hidden then r.to_on end as to_on,
    case when not h.hidden then s.title else '' end as source, case when not h.hidden then s.dated_on end as source_on, h.hidden
from registry_ppksrecord r
join registry_source s on s.id = r.source_id
cross join lateral (select r.type = any (%(secret)s::text[]) as hidden) h
where r.person_id = %(person)s

-- name: poverty
select 'ekstrem', t.period, 'Periode ' || t.period, case t.state when 'TERTANGANI' then 'tertangani'
    when 'DIKELUARKAN' then 'dikeluarkan' else '' end, t.from_on, t.to_on, s.title, s.dated_on, false
from registry_povertytarget t join registry_source s on s.id = t.source_id
where t.family_id = (select family_id from mine)
