"""What `kesos database prepare` loads: declared flows, calendars, code lists; then it closes what is append-only."""

import csv
from datetime import UTC, datetime
from importlib import resources

import psycopg
from psycopg import sql

from kesos.database import resolve, roles
from kesos.workflow.declaring import store
from kesos.workflow.machines import flows

# shipped rows are added where they are absent; what an office has changed stays
LISTS = {
    "holidays": ("workflow_holiday", ("day", "region_code", "name", "kind")),
    "calendar_days": ("workflow_calendarday", ("region_code", "event", "day", "from_month")),
    "office_zones": ("workflow_officezone", ("region_code", "zone")),
    "office_hours": ("workflow_officehours", ("region_code", "weekday", "opens", "closes", "valid_from")),
    "reasons": ("workflow_reason", ("list", "code", "label", "valid_from")),
}
WRITTEN_ONCE = "workflow_decision"
DECLARED = "workflow_flowversion, workflow_flowstate, workflow_flowstep"


def load(connection: psycopg.Connection) -> None:
    with connection.transaction():
        load_flows(connection, at=datetime.now(UTC))
        for name in LISTS:
            _load_list(connection, name)
        close(connection, roles.app_name(resolve.addresses()))


def load_flows(connection: psycopg.Connection, *, at: datetime) -> None:
    """Raises BadFlow where a flow has changed under the same version number."""
    for flow in flows().values():
        store(connection, flow, since=at)


def close(connection: psycopg.Connection, app: str) -> None:
    """The working roles add decisions and never change one; flows they only read; cases they never delete."""
    connection.execute(
        sql.SQL(
            f"""
            revoke update, delete, truncate on {WRITTEN_ONCE} from {{app}}, {{system}};
            revoke insert, update, delete, truncate on {DECLARED} from {{app}}, {{system}};
            revoke delete, truncate on workflow_case, workflow_paper from {{app}}, {{system}};
            """
        ).format(app=sql.Identifier(app), system=sql.Identifier(roles.SYSTEM_ROLE))
    )


def _load_list(connection: psycopg.Connection, name: str) -> None:
    table, columns = LISTS[name]
    text = resources.files("kesos.workflow").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    heading, *rows = csv.reader(text.splitlines())
    add = sql.SQL("insert into {} ({}) values ({}) on conflict do nothing").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
    )
    if tuple(heading) != columns:
        raise ValueError(f"data/{name}.csv: {heading}")
    with connection.cursor() as cursor:
        cursor.executemany(add, rows)
