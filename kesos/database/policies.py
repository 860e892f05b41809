"""Row policies as migration operations: which rows of a table the database shows to an actor.

    operations = [
        ByArea("registry_person", also="kesos_reaches(id)"),
        ByParent("registry_membership", "person_id", "registry_person"),
    ]

A rule test reads the catalogue and fails on a personal table without one.
"""

from django.db.migrations.operations import RunSQL

from kesos.database.roles import READER_ROLE, SYSTEM_ROLE

_ENABLE = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy system_all on {table} to {system} using (true) with check (true);
create policy reader_all on {table} for select to {reader} using (true);
create policy in_scope on {table} using ({rule}) with check ({rule});
"""
_DISABLE = """
drop policy in_scope on {table}; drop policy reader_all on {table}; drop policy system_all on {table};
alter table {table} no force row level security;
alter table {table} disable row level security;
"""
IN_AREA = "{column} ^@ any ((select kesos_areas())::text[])"


class _Policy(RunSQL):
    def __init__(self, table: str, rule: str) -> None:
        names = {"table": table, "rule": rule, "system": SYSTEM_ROLE, "reader": READER_ROLE}
        super().__init__(_ENABLE.format(**names), _DISABLE.format(**names))


class ByArea(_Policy):
    """Rows whose region code lies in one of the actor's areas; `also` is a further SQL condition (reach)."""

    def __init__(self, table: str, *, column: str = "region_code", also: str = "") -> None:
        rule = IN_AREA.format(column=column)
        super().__init__(table, f"{rule} or {also}" if also else rule)


class ByParent(_Policy):
    """Rows whose parent the actor can see: the parent's own policy decides."""

    def __init__(self, table: str, column: str, parent: str, *, parent_key: str = "id", also: str = "") -> None:
        rule = f"exists (select from {parent} parent where parent.{parent_key} = {table}.{column})"
        super().__init__(table, f"{rule} or {also}" if also else rule)


class ByUser(_Policy):
    """Rows of the acting user alone."""

    def __init__(self, table: str, *, column: str = "user_id", also: str = "") -> None:
        rule = f"{column} = kesos_user()"
        super().__init__(table, f"{rule} or {also}" if also else rule)


class ByRule(_Policy):
    """Rows for which this SQL condition holds."""

    def __init__(self, table: str, rule: str) -> None:
        super().__init__(table, rule)
