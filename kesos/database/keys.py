"""Foreign keys to rows that never go, as migration operations: asked once a statement and not once a row.

    operations = [
        NeverGoes("registry_source", "id"),
        AskedOnce("registry_person", {"source_id": "registry_source", "region_code": "regions_region(code)"}),
    ]

A foreign key asks for each row, and locks what it finds, because the row it points at might go. One that never goes
needs no lock: then a file of a million people, all of one source and of three hundred places, asks three hundred times.
"""

from collections.abc import Mapping

from django.db.migrations.operations import RunSQL

_NEVER = """
create function {table}_never_goes() returns trigger language plpgsql as $$
begin
    raise foreign_key_violation using table = '{table}', constraint = '{table}_never_goes',
        message = 'rows of {table} stay: others point at them without a lock';
end $$;
create trigger never_goes before delete or update of {key} on {table}
for each row execute function {table}_never_goes();
"""
_ONCE = """
create function {table}_keys() returns trigger language plpgsql as $$
declare
    lost text;
begin
    {each}
    return null;
end $$;
create trigger keys_added after insert on {table} referencing new table as added
for each statement execute function {table}_keys();
create trigger keys_changed after update on {table} referencing new table as added
for each statement execute function {table}_keys();
"""
_ASK = """
    select told.key::text into lost from (select distinct {column} as key from added) told
    where told.key is not null and not exists (select from {parent} p where p.{key} = told.key) limit 1;
    if lost is not null then
        raise foreign_key_violation using table = '{table}', column = '{column}',
            constraint = '{table}_{column}_is_there',
            message = format('{table}.{column} says %s, which {parent} does not have', lost);
    end if;
"""


class NeverGoes(RunSQL):
    """Rows of this table are not deleted, nor their key changed."""

    def __init__(self, table: str, key: str) -> None:
        names = {"table": table, "key": key}
        super().__init__(
            _NEVER.format(**names),
            "drop trigger never_goes on {table}; drop function {table}_never_goes".format(**names),
        )


class AskedOnce(RunSQL):
    """Columns of `table` and the tables they point at, `parent` or `parent(key)`, each one that never goes."""

    def __init__(self, table: str, keys: Mapping[str, str]) -> None:
        each = []
        for column, pointed_at in keys.items():
            parent, _, key = pointed_at.rstrip(")").partition("(")
            each.append(_ASK.format(table=table, column=column, parent=parent, key=key or "id"))
        super().__init__(
            _ONCE.format(table=table, each="".join(each).strip()),
            f"drop trigger keys_added on {table}; drop trigger keys_changed on {table}; drop function {table}_keys",
        )
