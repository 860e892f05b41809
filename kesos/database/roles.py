"""The database's roles: the owner migrates, the application serves, the system works for everyone.

kesos_app      logs in for web and workers; every row policy binds it; owns nothing
kesos_system   for system jobs (death events, matching): the app takes it by SET LOCAL ROLE, in one transaction
kesos_reader   owns the search functions, so that LIKE keeps its index under row policies
"""

from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from kesos.database.cluster import ADMIN, OWNER
from kesos.database.resolve import Addresses
from kesos.foundation.errors import Refused

SYSTEM_ROLE, READER_ROLE = "kesos_system", "kesos_reader"
_TAKEN_BACK = {
    "kesos:append-only": "update, delete, truncate",
    "kesos:read-only": "insert, update, delete, truncate",
    "kesos:closed": "all",
}
QUIET = "log_min_messages=log"
ROLES_LOCK = 7_262_051_001  # roles belong to the whole server: two preparations must not meet


class ServingAsOwner(Refused):
    """The web server was given a role that row policies do not bind."""

    code = "serving_as_owner"


def prepare(at: Addresses) -> None:
    """Make database and roles where they are absent. Sending it twice changes nothing."""
    _prepare_private(at)
    app = urlsplit(at.app)
    name, password = unquote(app.username or ""), unquote(app.password or "")
    with psycopg.connect(at.owner, autocommit=True) as owner, owner.transaction():
        owner.execute("select pg_advisory_xact_lock(%s)", [ROLES_LOCK])
        for role in (SYSTEM_ROLE, READER_ROLE):
            if not _exists(owner, role):
                _try(owner, sql.SQL("create role {} nologin").format(sql.Identifier(role)))
        if not _exists(owner, name):
            # noinherit: the system's rights come only by asking for them, transaction by transaction
            _try(
                owner,
                sql.SQL("create role {} login noinherit password {}").format(
                    sql.Identifier(name), sql.Literal(password or None)
                ),
            )
        for role in (SYSTEM_ROLE, READER_ROLE):
            _try(owner, sql.SQL("grant {} to current_user").format(sql.Identifier(role)))
        _try(owner, sql.SQL("grant {} to {}").format(sql.Identifier(SYSTEM_ROLE), sql.Identifier(name)))
    _keep_errors_out_of_the_log(at, name)


def grant_tables(owner: psycopg.Connection, app: str) -> None:
    """After every migration: both working roles may use all tables, less what a table's comment takes back.

    `kesos:append-only` leaves select and insert, `kesos:read-only` select, `kesos:closed` nothing.
    """
    owner.execute(
        sql.SQL(
            """
            grant usage on schema public to {app}, {system}, {reader};
            grant select, insert, update, delete on all tables in schema public to {app}, {system};
            grant usage, select on all sequences in schema public to {app}, {system};
            revoke insert, update, delete on django_migrations from {app}, {system};
            """
        ).format(app=sql.Identifier(app), system=sql.Identifier(SYSTEM_ROLE), reader=sql.Identifier(READER_ROLE))
    )
    marked = owner.execute(
        "select relname, obj_description(oid, 'pg_class') from pg_class"
        " where relnamespace = 'public'::regnamespace and obj_description(oid, 'pg_class') like 'kesos:%'"
    ).fetchall()
    for table, mark in marked:
        owner.execute(
            sql.SQL("revoke {} on {} from {}, {}").format(
                sql.SQL(_TAKEN_BACK[mark]), *map(sql.Identifier, (table, app, SYSTEM_ROLE))
            )
        )


def app_name(at: Addresses) -> str:
    return unquote(urlsplit(at.app).username or "")


def refuse_to_serve_as_owner(connection: psycopg.Connection) -> None:
    """Raises ServingAsOwner if row policies would not bind this connection or it could switch them off."""
    row = connection.execute(
        """
        select r.rolname, r.rolsuper or r.rolbypassrls
            or exists (select from pg_class c where c.relname = 'django_migrations'
                       and pg_has_role(r.oid, c.relowner, 'member'))
        from pg_roles r where r.rolname = session_user
        """
    ).fetchone()
    if row is None or row[1]:
        raise ServingAsOwner(
            f"Peran basis data «{row[0] if row else '?'}» dapat melewati batas wilayah. "
            "Layani dengan peran aplikasi: isi KESOS_DATABASE_APP_URL, lalu jalankan kesos database prepare."
        )


def _prepare_private(at: Addresses) -> None:
    """In our own cluster we are the administrator, once: make the owner and the database."""
    if at.cluster is None:
        return
    name = urlsplit(at.owner).path.lstrip("/")
    with psycopg.connect(at.cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        with admin.transaction():
            admin.execute("select pg_advisory_xact_lock(%s)", [ROLES_LOCK])
            if not _exists(admin, OWNER):
                admin.execute(sql.SQL("create role {} login createdb createrole").format(sql.Identifier(OWNER)))
        if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            admin.execute(sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(OWNER)))


def _keep_errors_out_of_the_log(at: Addresses, app: str) -> None:
    """In our own cluster. On an office's server its superuser does the same (docs/operating.md).

    The first line of an error quotes what was sent (`invalid input syntax for type bigint: "9971…"`), and no setting
    of PostgreSQL takes that part away. So the errors and warnings of our two roles are not written at all: the client
    gets them anyway, and our own log tells of them without numbers. It is set for the roles, not for the server: what
    a background process complains of (a broken page, a stuck vacuum) has no other place than the log.
    """
    if at.cluster is None:
        return
    with psycopg.connect(at.cluster.url(ADMIN, "postgres"), autocommit=True) as admin, admin.transaction():
        admin.execute("select pg_advisory_xact_lock(%s)", [ROLES_LOCK])
        for role in (OWNER, app):
            told = admin.execute(
                "select from pg_db_role_setting"
                " where setrole = %s::regrole and setdatabase = 0 and %s = any (setconfig)",
                [role, QUIET],
            ).fetchone()
            if told is None:
                # `log` stands above `error` in this scale: LOG, FATAL and PANIC are still written
                admin.execute(sql.SQL("alter role {} set log_min_messages = 'log'").format(sql.Identifier(role)))


def _exists(connection: psycopg.Connection, role: str) -> bool:
    return connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone() is not None


def _try(owner: psycopg.Connection, statement: sql.Composed) -> None:
    try:
        with owner.transaction():
            owner.execute(statement)
    except psycopg.errors.InsufficientPrivilege as refused:
        text = statement.as_string(owner)
        raise Refused(
            "Pemilik basis data tidak berhak membuat peran. Mintalah pengelola server menjalankan, "
            f"sebagai superuser: {text.split(' password ')[0]};"
        ) from refused
