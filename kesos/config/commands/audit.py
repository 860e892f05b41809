"""kesos audit …: verify the chains, make partitions ahead, seal a day."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import psycopg
import typer

from kesos.config.cli import console, django_ready, spoken
from kesos.foundation.errors import Refused

audit = typer.Typer(no_args_is_help=True, help="Jejak kegiatan: periksa rantai, siapkan bulan, segel hari.")


def join(app: typer.Typer) -> None:
    app.add_typer(audit, name="audit")


@audit.command()
@spoken
def verify(
    month: Annotated[str, typer.Option(help="Satu bulan saja, mis. 2025-09. Tanpa ini: semua bulan dan segel.")] = "",
) -> None:
    """Hitung ulang semua rantai; sebut jejak yang diubah, hilang, atau dipindahkan. Keluar 1 bila tidak utuh."""
    django_ready()
    from kesos.audit import findings
    from kesos.audit.verify import verify as check

    try:
        one = findings.parse_month(month) if month else None
    except ValueError as wrong:
        raise Refused(f"Bulan «{month}» tidak terbaca. Tulis tahun dan bulan, misalnya 2025-09.") from wrong
    with closing(_as_app()) as connection:
        report = check(connection, month=one)
    for line in findings.lines(report):
        console.print(line, markup=False, soft_wrap=True)
    if not report.is_green:
        raise typer.Exit(1)


@audit.command()
@spoken
def partitions() -> None:
    """Siapkan tempat jejak untuk bulan ini dan bulan-bulan berikutnya. Boleh dijalankan kapan saja."""
    django_ready()
    from kesos.audit.reference import open_months

    with closing(_as_app()) as connection:
        open_months(connection, at=datetime.now(UTC))
        made = connection.execute(
            "select right(inhrelid::regclass::text, 7) from pg_inherits"
            " where inhparent = 'audit_event'::regclass order by 1"
        ).fetchall()
    console.print("Bulan yang siap: " + ", ".join(name.replace("_", "-") for (name,) in made))


@audit.command()
@spoken
def seal() -> None:
    """Segel ujung semua rantai hari ini; cetak sidiknya dan simpan di luar server."""
    django_ready()
    from django.utils.timezone import localdate

    from kesos.audit.seals import seal as make
    from kesos.foundation.written import day

    at = datetime.now(UTC)
    with closing(_as_app()) as connection:
        digest = make(connection, at=at)
    console.print(f"Segel {day(localdate(at))}: {digest}", soft_wrap=True)
    console.print("Tulis atau cetak sidik ini dan simpan di luar server, agar penulisan ulang seluruh rantai ketahuan.")


def _as_app() -> psycopg.Connection:
    from kesos.database.resolve import addresses

    return psycopg.connect(addresses(say=console.print).app, autocommit=True)
