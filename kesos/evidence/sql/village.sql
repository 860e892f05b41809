-- name: families
-- Every family of one village with its head, its place, what it has to do with aid today, and whether it has a front
-- photo of this house. One read of the families, the members and the enrolments of the village, whatever their number.
with family as (
    select f.id, f.latitude, f.longitude, f.address, f.rt, f.rw
    from registry_family f where f.region_code = %(village)s and f.region_code ^@ any (%(areas)s::text[])
), member as (
    select m.family_id, m.person_id, m.relation, p.full_name
    from family join registry_membership m on m.family_id = family.id and m.left_on is null
    join registry_person p on p.id = m.person_id
), head as (
    select distinct on (family_id) family_id, person_id, full_name from member order by family_id, relation, person_id
), aid as (
    select member.family_id, bool_or(e.state = 'AKTIF' and e.to_on is null) as active,
           bool_or(e.state = 'DITANGGUHKAN' and e.to_on is null) as suspended
    from member join registry_enrolment e on e.person_id = member.person_id group by 1
), asked as (
    select c.family_id, bool_or(c.state = 'DAFTAR_TUNGGU') as waiting
    from family join workflow_case c on c.family_id = family.id
    where c.flow in ('usulan_dtks', 'usulan_bansos') and c.closed_at is null group by 1
)
select family.id, head.person_id, head.full_name, family.address, family.rt, family.rw,
       family.latitude, family.longitude,
       case when aid.active then 'active' when aid.suspended then 'suspended' when asked.waiting then 'waiting'
            when asked.family_id is not null then 'proposed' when aid.family_id is not null then 'inactive'
            else 'none' end,
       exists (select from evidence_housephoto ph where ph.family_id = family.id and ph.view = 'front' and ph.is_current
               and ph.region_code = %(village)s)
from family join head on head.family_id = family.id
left join aid on aid.family_id = family.id
left join asked on asked.family_id = family.id
order by head.full_name, family.id
