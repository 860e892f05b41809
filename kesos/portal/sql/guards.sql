-- What the flows ask before a step. Read as the system: a guard that could not see would let everything pass.

-- name: other_village
-- A sanggah whose reporter does not, or not any more, live where the recipient lives.
select r.case_id from portal_report r
    left join portal_reporter w on w.report_id = r.id
    left join registry_person teller on teller.id = w.person_id
    left join registry_person recipient on recipient.id = r.person_id
where r.case_id = any(%(ids)s) and r.kind = 'sanggah'
    and teller.region_code is distinct from recipient.region_code

-- name: places_of
select c.id, c.region_code from workflow_case c where c.id = any(%(ids)s)

-- name: objection_terms
-- From which day the term of each objection runs: when the decision was known, at the latest when its letter was handed
-- over.
select q.case_id, q.region_code, least(q.told_on, n.handed_on), coalesce(n.handed_on < q.told_on, false)
from portal_rightrequest q
left join lateral (
    select max(l.handed_on) as handed_on
    from programmes_check k join programmes_checknotice l on l.check_row_id = k.id
    where k.enrolment_id = q.enrolment_id
) n on true
where q.case_id = any(%(ids)s)

-- name: not_granted
-- Memberships that were taken after every objection against it that was granted, or that none names.
select k.case_id from programmes_membershipcase k
where k.case_id = any(%(ids)s) and not exists (
    select from portal_rightrequest q join workflow_case c on c.id = q.case_id
    where q.enrolment_id = k.enrolment_id and q.kind = 'keberatan'
        and c.state in ('DIKABULKAN', 'DIANGGAP_DIKABULKAN')
        and c.closed_at >= (
            select coalesce(max(h.at), '-infinity') from programmes_membershipchange h
            where h.enrolment_id = k.enrolment_id and h.to_state = 'NONAKTIF_TIDAK_LAYAK'))

-- name: working_day_after
select workflow_add_working_days(%(day)s::date, %(days)s, %(region)s)
