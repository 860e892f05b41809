-- name: stays
select 'panti', h.code, h.name, r.name, t.from_on, t.to_on, s.title, s.dated_on, false
from institutions_stay t
join institutions_panti h on h.id = t.panti_id
join regions_region r on r.code = h.region_code
join registry_source s on s.id = t.source_id
where t.person_id = %(person)s

-- name: helps
select 'psks', p.type, '', r.name, p.from_on, p.to_on, s.title, s.dated_on, false
from institutions_psks p
join regions_region r on r.code = p.region_code
join registry_source s on s.id = p.source_id
where p.person_id = %(person)s
