-- name: families
-- Every family of one village with its head, its place, what it has to do with aid today, and whether it has a front
-- photo of this house. Each family asks its own members, memberships and cases by index: row policies hide from the
-- planner how many families there are, and whole sets joined by such a guess are compared each with each.
select family.id, head.person_id, head.full_name, family.address, family.rt, family.rw,
       family.latitude, family.longitude,
       case when aid.active then 'active' when aid.suspended then 'suspended' when asked.waiting then 'waiting'
            when asked.found then 'proposed' when aid.found then 'inactive' else 'none' end,
       exists (select from evidence_housephoto ph where ph.family_id = family.id and ph.view = 'front' and ph.is_current
               and ph.region_code = %(village)s)
from registry_family family
cross join lateral (
    select m.person_id, p.full_name from registry_membership m join registry_person p on p.id = m.person_id
    where m.family_id = family.id and m.left_on is null order by m.relation, m.person_id limit 1
) head
cross join lateral (
    select count(*) > 0 as found, bool_or(e.state = 'AKTIF' and e.to_on is null) as active,
           bool_or(e.state = 'DITANGGUHKAN' and e.to_on is null) as suspended
    from registry_membership m join registry_enrolment e on e.person_id = m.person_id
    where m.family_id = family.id and m.left_on is null
) aid
cross join lateral (
    select count(*) > 0 as found, bool_or(c.state = 'DAFTAR_TUNGGU') as waiting from workflow_case c
    where c.family_id = family.id and c.flow in ('usulan_dtks', 'usulan_bansos') and c.closed_at is null
) asked
where family.region_code = %(village)s and family.region_code ^@ any (%(areas)s::text[])
order by head.full_name, family.id
