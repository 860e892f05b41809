-- name: waiting
select w.programme_id as programme, 'Daftar tunggu' as what, '' as flow, '' as state, w.proposed_on as since, w.person_id,
    coalesce(c.path, '') as path
from programmes_waiting w left join workflow_case c on c.id = w.case_id
where (w.person_id = %(person)s or w.family_id = (select family_id from mine)) and w.left_at is null
