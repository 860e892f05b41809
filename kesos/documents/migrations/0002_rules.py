"""What the database keeps of letters by itself: row policies, frozen columns, dated versions, and two narrow doors."""

from django.db import migrations

from kesos.database.policies import ByArea
from kesos.database.roles import READER_ROLE

# Whoever works in a kelurahan may see who signs for the offices above it, for these sign its letters.
ABOVE_ME = "exists (select from unnest(kesos_areas()) as mine (area) where mine.area ^@ region_code)"
# The administrator keeps signers and sees no citizen's row, so the areas come as holders "signers:<area>".
KEPT = (
    "exists (select from unnest(kesos_holders()) as kept (area) "
    "where kept.area like 'signers:%' and region_code ^@ substr(kept.area, 9))"
)

DATED = """
create extension if not exists btree_gist;
alter table documents_documenttemplate add constraint template_one_at_a_time exclude using gist (
    kind with =, coalesce(office_id, 0) with =, daterange(valid_from, valid_to, '[]') with &&
) where (state = 'active');
alter table documents_documenttitle add constraint title_one_at_a_time exclude using gist (
    kind with =, daterange(valid_from, valid_to, '[]') with &&
);
"""
UNDATED = """
alter table documents_documenttemplate drop constraint template_one_at_a_time;
alter table documents_documenttitle drop constraint title_one_at_a_time;
"""

FROZEN = """
create function documents_letter_stays() returns trigger language plpgsql as $$
declare
    -- a person's id may follow a merge, a case may be attached later; all else is what was printed and signed
    free text[] := array['state', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason', 'person_id', 'case_id'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a letter is withdrawn, never deleted' using errcode = 'integrity_constraint_violation';
    end if;
    if (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
        raise exception 'what was printed in a letter never changes' using errcode = 'integrity_constraint_violation';
    end if;
    if old.state <> 'issued' and new.state <> old.state then
        raise exception 'a letter that has ended stays ended' using errcode = 'integrity_constraint_violation';
    end if;
    if old.case_id is not null and new.case_id is distinct from old.case_id then
        raise exception 'a letter keeps its case' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger letter_stays before update or delete on documents_document
    for each row execute function documents_letter_stays();

create function documents_version_stays() returns trigger language plpgsql as $$
begin
    if old.state = 'active' and (tg_op = 'DELETE' or (to_jsonb(new) - 'valid_to') is distinct from (to_jsonb(old) - 'valid_to')) then
        raise exception 'a version that was in force never changes; only its end may be set'
            using errcode = 'integrity_constraint_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger version_stays before update or delete on documents_documenttemplate
    for each row execute function documents_version_stays();
"""
THAWED = """
drop trigger letter_stays on documents_document; drop function documents_letter_stays;
drop trigger version_stays on documents_documenttemplate; drop function documents_version_stays;
"""

# The public asks about one code and learns eight things; the table itself stays closed to nobody's transaction.
# A name is searched past the row policy (LIKE would lose its index under it), so the function adds the scope itself.
DOORS = f"""
create function documents_check(wanted text)
    returns table (number text, kind text, title text, initials text, state text,
                   issued_on date, valid_until date, office text, time_zone text)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select d.number, d.kind, d.title, d.initials, d.state, d.issued_on, d.valid_until,
           o.name || ' ' || o.government, o.time_zone
    from documents_document d join documents_office o on o.id = d.office_id
    where d.check_code = wanted
$$;
create function documents_named(wanted text, most int) returns setof bigint
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select id from documents_document
    where title_key like '%' || wanted || '%' and region_code ^@ any (kesos_areas())
    order by id desc limit most
$$;
grant select on documents_document, documents_office to {READER_ROLE};
grant create on schema public to {READER_ROLE};
alter function documents_check owner to {READER_ROLE};
alter function documents_named owner to {READER_ROLE};
revoke create on schema public from {READER_ROLE};
"""
NO_DOORS = "drop function documents_named; drop function documents_check;"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("database", "0001_scope")]
    operations = [
        ByArea("documents_document"),
        ByArea("documents_certificaterequest"),
        ByArea("documents_signer", also=f"{ABOVE_ME} or {KEPT}"),
        migrations.RunSQL(DATED, UNDATED),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunSQL(DOORS, NO_DOORS),
    ]
