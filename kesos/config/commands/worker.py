"""kesos worker: the process that works in the background."""

import typer

from kesos.config.cli import console, django_ready, spoken


def join(app: typer.Typer) -> None:
    app.command()(worker)


@spoken
def worker(
    queue: list[str] = typer.Option([], help="Antrean yang dilayani; tanpa ini: semua. Boleh berulang."),
    concurrency: int = typer.Option(2, min=1, help="Pekerjaan sekaligus."),
    until_empty: bool = typer.Option(False, "--until-empty", help="Berhenti bila tidak ada lagi yang menunggu."),
) -> None:
    """Kerjakan pekerjaan di belakang layar sampai dihentikan."""
    import psycopg

    from kesos.database import resolve, roles

    at = resolve.addresses(say=console.print)
    with psycopg.connect(at.app) as app_connection:
        roles.refuse_to_serve_as_owner(app_connection)
    django_ready()
    from kesos.jobs.worker import work

    work(queues=queue, concurrency=concurrency, until_empty=until_empty)
