"""Roles, their permissions, excluded pairs and first limits, from the files beside; twice changes nothing."""

import csv
from importlib import import_module, resources
from importlib.util import find_spec

import psycopg
from psycopg import sql as composed
from psycopg.types.json import Jsonb

from kesos.bulk.statements import statements
from kesos.database import resolve, roles

BY_RELEASE = ("access_role", "access_rolepermission", "access_excludedpair")


def load(connection: psycopg.Connection) -> None:
    sql = statements("kesos.access", "sql/reference.sql")
    with connection.transaction():
        for name in ("roles", "role_permissions", "excluded_pairs", "settings"):
            rows = _rows(name)
            if name == "role_permissions":
                rows += [
                    {"role": role, "permission": permission, "only_in_session": "false", "derived": "true"}
                    for role, permission in sorted(steps())
                ]
            connection.execute(sql[name], [Jsonb(rows)])
        _keep_to_releases(connection)


def steps() -> set[tuple[str, str]]:
    """Role and permission of every step of every flow, once the workflow tells them."""
    if find_spec("kesos.workflow.machines") is None:
        return set()
    by_role = import_module("kesos.workflow.machines").permissions_by_role()
    known = {row["code"] for row in _rows("roles")}
    return {(role, permission) for role, held in by_role.items() if role in known for permission in held}


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("kesos.access").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _keep_to_releases(connection: psycopg.Connection) -> None:
    """What a role means changes with a release, reviewed; the serving program cannot."""
    for table in BY_RELEASE:
        for role in (roles.app_name(resolve.addresses()), roles.SYSTEM_ROLE):
            connection.execute(
                composed.SQL("revoke insert, update, delete, truncate on {} from {}").format(
                    composed.Identifier(table), composed.Identifier(role)
                )
            )
