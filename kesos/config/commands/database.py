"""kesos database …: roles, migrations, state. And the door to Django's own commands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import psycopg
import typer

from kesos.config.cli import console, django_ready, spoken
from kesos.foundation.errors import Refused

OLDER = (
    "Basis data ini dibuat oleh Kesos dari sebelum rilis pertama, dengan urutan migrasi yang lain. Data contoh dibuat "
    "lagi dengan make demo FRESH=1; data lain: buat basis data baru, lalu impor lagi berkasnya."
)
database = typer.Typer(no_args_is_help=True, help="Basis data: peran, migrasi, keadaan.")


def join(app: typer.Typer) -> None:
    app.add_typer(database, name="database")
    app.command(
        name="django",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        help="Perintah bawaan Django, sebagai pemilik basis data.",
        hidden=True,
    )(django_command)


@database.command()
@spoken
def prepare() -> None:
    """Buat peran dan basis data bila belum ada, lalu jalankan migrasi."""
    prepare_database()
    console.print("Basis data siap.")


@database.command()
@spoken
def status() -> None:
    """Server mana yang dipakai, versinya, dan sebagai siapa."""
    from kesos.database.resolve import addresses

    at = addresses(say=console.print)
    with psycopg.connect(at.owner) as owner:
        version, size = owner.execute(
            "select split_part(version(), ' on ', 1), pg_size_pretty(pg_database_size(current_database()))"
        ).fetchone() or ("?", "?")
    console.print(f"{version} · asal: {at.origin} · ukuran: {size}")
    if at.cluster:
        console.print(f"Folder: {at.cluster.folder} · pengguna sistem: {at.cluster.user or 'Anda sendiri'}")


@spoken
def django_command(context: typer.Context) -> None:
    django_ready(owner=True)
    from django.core.management import execute_from_command_line

    with _of_this_release():
        execute_from_command_line([sys.argv[0], *context.args])


@contextmanager
def _of_this_release() -> Iterator[None]:
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    try:
        yield
    except InconsistentMigrationHistory as older:
        raise Refused(OLDER, code="database_older") from older


def prepare_database() -> None:
    """Roles, migrations, grants, then what each part's `reference.load(connection)` ships.

    Sending it twice changes nothing.
    """
    from kesos.database import resolve, roles

    at = resolve.addresses(say=console.print)
    roles.prepare(at)
    django_ready(owner=True)
    from django.apps import apps
    from django.core.management import call_command
    from django.utils.module_loading import module_has_submodule

    with _of_this_release():
        call_command("migrate", verbosity=0, interactive=False)
    with psycopg.connect(at.owner) as owner:
        roles.grant_tables(owner, roles.app_name(at))
        for part in apps.get_app_configs():
            if module_has_submodule(part.module, "reference"):
                import_module(f"{part.name}.reference").load(owner)
