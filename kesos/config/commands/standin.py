"""kesos standin …: servers that stand in for neighbours, for demo, tests and pilots."""

from pathlib import Path
from typing import Annotated

import typer

from kesos.config.cli import console, spoken
from kesos.foundation.places import data_folder
from kesos.foundation.written import thousands

standin = typer.Typer(no_args_is_help=True, help="Pengganti layanan tetangga, untuk demo dan uji coba.")
Delay = Annotated[float, typer.Option(help="Detik menunggu sebelum tiap jawaban.")]
Unavailable = Annotated[float, typer.Option(min=0, max=1, help="Bagian jawaban 503, 0 sampai 1.")]
Garbage = Annotated[float, typer.Option(min=0, max=1, help="Bagian jawaban yang tidak dapat dibaca, 0 sampai 1.")]


def join(app: typer.Typer) -> None:
    app.add_typer(standin, name="standin")


@standin.command()
@spoken
def mailbox(
    smtp_port: int = typer.Option(8025, help="Port SMTP di mesin ini."),
    web_port: int = typer.Option(8026, help="Port halaman untuk membaca surat."),
    folder: Path | None = typer.Option(None, help="Tempat surat disimpan."),
) -> None:
    """Kotak surat pengganti: menerima semua surel dan menampilkannya, tidak mengirim ke siapa pun."""
    from kesos.notices.mailbox import serve

    place = folder or data_folder() / "mailbox"
    console.print(
        f"SMTP di localhost:{smtp_port} · baca di [bold]http://localhost:{web_port}/[/] · simpan di {place}\n"
        f"Kesos mengirim ke sini dengan KESOS_EMAIL_URL=smtp://localhost:{smtp_port} · Ctrl+C untuk berhenti"
    )
    serve(place, smtp_port=smtp_port, web_port=web_port)


@standin.command()
@spoken
def health(
    data: Path = typer.Option(..., help="Berkas CSV dengan kolom NIK dan STATUS."),
    port: int = typer.Option(8028, help="Port di mesin ini; 0 memilih yang kosong."),
    key: str = typer.Option("", envvar="KESOS_HEALTH_KEY", help="Kunci API; kosong: tanpa kunci."),
    delay: Delay = 0,
    unavailable: Unavailable = 0,
    garbage: Garbage = 0,
) -> None:
    """Pengganti BPJS Kesehatan: menjawab status kepesertaan menurut NIK dari satu berkas."""
    from kesos.interop.health.standin import Server
    from kesos.interop.standin_server import Faults

    faults = Faults(delay=delay, unavailable=unavailable, garbage=garbage)
    with Server(("127.0.0.1", port), data=data, key=key, faults=faults) as server:
        console.print(
            f"BPJS Kesehatan pengganti: {len(server.members)} peserta di {server.url}\n"
            f"Kesos bertanya ke sini dengan KESOS_HEALTH_URL={server.url} · Ctrl+C untuk berhenti",
            soft_wrap=True,
        )
        server.serve_forever(poll_interval=0.2)


@standin.command("population-month")
@spoken
def population_month(
    events: Path = typer.Option(..., help="Berkas peristiwa, satu JSON tiap baris."),
    month: str = typer.Option(..., help="Bulan terbitnya, misalnya 2026-11."),
    out: Path = typer.Option(..., help="Berkas CSV yang dibuat."),
) -> None:
    """Berkas bulanan kematian dan pindah, seperti diterima kantor tanpa sambungan."""
    from kesos.interop.population.standin_events import EventLog, write_month

    console.print(f"{write_month(EventLog(events), month, out)} peristiwa ditulis ke {out}.", soft_wrap=True)


@standin.command()
@spoken
def population(
    data: Path = typer.Option(..., help="Berkas dukcapil.csv dari kesos people generate."),
    port: int = typer.Option(8027, help="Port di mesin ini; 0 memilih yang kosong."),
    key: str = typer.Option("", envvar="KESOS_POPULATION_KEY", help="Kunci API; kosong: tanpa kunci."),
    delay: Delay = 0,
    unavailable: Unavailable = 0,
    garbage: Garbage = 0,
    events: Path | None = typer.Option(
        None, help="Berkas peristiwa, satu JSON tiap baris; dibaca terus bila bertambah."
    ),
    push_to: str = typer.Option(
        "", help="Alamat Kesos, misalnya http://127.0.0.1:8000: peristiwa dikirim bertanda tangan."
    ),
    push_key: str = typer.Option("", envvar="KESOS_POPULATION_EVENTS_KEY", help="Kunci tanda tangan peristiwa."),
) -> None:
    """Pengganti data kependudukan: menjawab pencarian NIK dan peristiwa dari berkas, tidak mengubah apa pun."""
    from kesos.interop.population.standin import Server
    from kesos.interop.population.standin_events import EventLog, push
    from kesos.interop.standin_server import Faults

    faults = Faults(delay=delay, unavailable=unavailable, garbage=garbage)
    if push_to:
        sent = push(EventLog(events), to=push_to, key=push_key)
        console.print(f"{sent} peristiwa dikirim ke {push_to}.")
    with Server(("127.0.0.1", port), data=data, key=key, faults=faults, events=events) as server:
        (count,) = server.people.execute("select count(*) from person").fetchone()
        console.print(
            f"Data kependudukan pengganti: {thousands(count)} orang di {server.url}\n"
            f"Kesos bertanya ke sini dengan KESOS_POPULATION_URL={server.url} · Ctrl+C untuk berhenti",
            soft_wrap=True,
        )
        server.serve_forever(poll_interval=0.2)


@standin.command()
@spoken
def storage(
    bucket: str = typer.Option("kesos", help="Nama ember."),
    port: int = typer.Option(8029, help="Port di mesin ini; 0 memilih yang kosong."),
    key: str = typer.Option(..., envvar="KESOS_BUCKET_KEY", help="Kunci akses."),
    secret: str = typer.Option(..., envvar="KESOS_BUCKET_SECRET", help="Rahasia untuk tanda tangan."),
    delay: Delay = 0,
    unavailable: Unavailable = 0,
) -> None:
    """Pengganti penyimpanan S3: menyimpan berkas dalam memori; hilang bila dihentikan."""
    from kesos.interop.standin_server import Faults
    from kesos.interop.storage.standin import Server

    faults = Faults(delay=delay, unavailable=unavailable)
    with Server(("127.0.0.1", port), bucket=bucket, key=key, secret=secret, faults=faults) as server:
        console.print(
            f"Penyimpanan S3 pengganti di {server.url}; isinya hilang bila dihentikan\n"
            f"Kesos menyimpan ke sini dengan KESOS_BUCKET_URL={server.url} KESOS_BUCKET_NAME={bucket}, kunci dan "
            f"rahasia yang sama · Ctrl+C untuk berhenti",
            soft_wrap=True,
        )
        server.serve_forever(poll_interval=0.2)
