-- name: tellers_found
select count(*) from portal_reporter where forgotten_at is null and ended_at < %(before)s

-- name: forget_tellers
-- Who told it goes; the report stays, with a count of how many were forgotten where and when.
with gone as (
    update portal_reporter set person_id = null, user_id = null, taken_by = null, lives_in = '', mark = '',
        forgotten_at = %(at)s
    where forgotten_at is null and ended_at < %(before)s
    returning report_id, region_code, ended_at
), unwritten as (  -- a merge of the teller wrote down which rows it touched
    delete from registry_mergedrow m using gone g where m.table_name = 'portal_reporter' and m.row_id = g.report_id
), counted as (
    insert into portal_forgotten (retention_class, region_code, month, detail, n)
    select 'report_teller', region_code, date_trunc('month', ended_at)::date, '', count(*) from gone group by 2, 3
    on conflict (retention_class, region_code, month, detail) do update set n = portal_forgotten.n + excluded.n
)
select count(*) from gone

-- name: proposals_found
select count(*) from proposals_proposal p join workflow_case c on c.id = p.case_id
where c.state in ('DITOLAK_MUSKEL', 'DITOLAK_DINSOS') and c.closed_at < %(before)s
    and not exists (select from proposals_determinationrow d where d.proposal_id = p.id)

-- name: forget_proposals
-- The proposal goes with its members; its case stays without a name, so that the trail of decisions keeps its place.
with over as (
    select p.id, p.case_id, p.region_code, p.kind, c.state, c.closed_at
    from proposals_proposal p join workflow_case c on c.id = p.case_id
    where c.state in ('DITOLAK_MUSKEL', 'DITOLAK_DINSOS') and c.closed_at < %(before)s
        and not exists (select from proposals_determinationrow d where d.proposal_id = p.id)
), members as (
    delete from proposals_proposalmember m using over where m.proposal_id = over.id
), papers as (
    update workflow_paper w set value = 'dianonimkan', file_key = '' from over where w.case_id = over.case_id
), cases as (
    update workflow_case c set title = 'Dianonimkan menurut retensi', family_id = null, holder = ''
    from over where c.id = over.case_id
), counted as (
    insert into portal_forgotten (retention_class, region_code, month, detail, n)
    select 'rejected', region_code, date_trunc('month', closed_at)::date, state, count(*) from over group by 2, 3, 4
    on conflict (retention_class, region_code, month, detail) do update set n = portal_forgotten.n + excluded.n
)
select count(*) from over

-- name: delete_proposals
-- After the members are gone: a statement does not see what another part of itself has deleted.
delete from proposals_proposal p using workflow_case c
where c.id = p.case_id and c.state in ('DITOLAK_MUSKEL', 'DITOLAK_DINSOS') and c.closed_at < %(before)s
    and not exists (select from proposals_determinationrow d where d.proposal_id = p.id)

-- name: scans
-- Scans of KTP and KK whose request was decided: the keys of what is still there.
select f.key from files_stored_file f
    join workflow_paper w on w.file_key = f.key::text
    join workflow_case c on c.id = w.case_id
where f.kind = 'identity_scan' and f.deleted_at is null and c.closed_at < %(before)s
