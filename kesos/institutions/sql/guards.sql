-- name: full
-- Cases whose home has no place left, or which name no home. A home of unknown capacity turns nobody away.
select c.id, h.name, h.capacity
from workflow_case c
left join institutions_panti h on 'institution:' || h.id = c.holder
left join lateral (select count(*) as taken from institutions_stay s where s.panti_id = h.id and s.to_on is null) now on true
where c.id = any (%(ids)s) and (h.id is null or h.capacity <= now.taken)
