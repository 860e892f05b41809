"""kesos user …: the first account; all others are made by it on the screens."""

import typer

from kesos.config.cli import console, django_ready, spoken

user = typer.Typer(no_args_is_help=True, help="Akun pertama.")


def join(app: typer.Typer) -> None:
    app.add_typer(user, name="user")


@user.callback()
def topic() -> None:
    """A group also while it has one command."""


@user.command(name="create-administrator")
@spoken
def create_administrator(
    email: str = typer.Option(..., prompt="Surel administrator", help="Surel pemilik akun."),
    name: str = typer.Option("Administrator", help="Nama lengkap pemilik akun."),
    area: str = typer.Option("", help="Kode wilayah yang diurus; kosong: seluruh Indonesia."),
    address: str = typer.Option("http://localhost:8000", envvar="KESOS_ADDRESS", help="Alamat pelayan."),
) -> None:
    """Buat administrator pertama pada basis data kosong, dan cetak tautan sekali pakai untuk kata sandinya."""
    django_ready()
    from django.utils import timezone

    from kesos.access.services.first_administrator import create_first_administrator
    from kesos.foundation.region_code import without_dots

    username, path = create_first_administrator(email=email, full_name=name, area=without_dots(area), at=timezone.now())
    console.print(f"Akun «{username}» dibuat. Buka tautan ini sekali untuk membuat kata sandi:")
    console.print(address.rstrip("/") + path, soft_wrap=True)
