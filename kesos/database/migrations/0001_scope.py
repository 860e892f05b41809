"""What row policies read: the actor of the running transaction; nothing set means nothing seen."""

from django.db import migrations

SCOPE = """
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create function kesos_user() returns bigint language sql stable parallel safe
    as $$ select nullif(current_setting('kesos.user_id', true), '')::bigint $$;
create function kesos_areas() returns text[] language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('kesos.areas', true), '')::text[], '{}') $$;
create function kesos_holders() returns text[] language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('kesos.holders', true), '')::text[], '{}') $$;
create function kesos_families() returns bigint[] language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('kesos.families', true), '')::bigint[], '{}') $$;
"""
UNDO = "drop function kesos_families, kesos_holders, kesos_areas, kesos_user;"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(SCOPE, UNDO)]
