"""kesos login-link ROLE: a link for one use into a demo account. kesos token …: bearer tokens for programs."""

import typer

from kesos.config.cli import console, django_ready, spoken

token = typer.Typer(no_args_is_help=True, help="Token API untuk program.")


def join(app: typer.Typer) -> None:
    app.command(name="login-link")(login_link_command)
    app.add_typer(token, name="token")


@spoken
def login_link_command(
    role: str = typer.Argument(help="Kode peran, misalnya OP_DESA."),
    user: str = typer.Option("", help="Nama pengguna demo tertentu."),
    address: str = typer.Option("http://localhost:8000", envvar="KESOS_ADDRESS", help="Alamat pelayan."),
) -> None:
    """Cetak tautan masuk sekali pakai untuk data demo."""
    console.print(address.rstrip("/") + login_link(role, user=user), soft_wrap=True)


def login_link(role: str, *, user: str = "") -> str:
    """The path of a link into a demo account that holds this role now. Raises Refused."""
    django_ready()
    from django.utils import timezone

    from kesos.access.services.demo import demo_link

    return demo_link(role=role, username=user, at=timezone.now())


@token.command(name="create")
@spoken
def create(
    user: str = typer.Option(..., help="Nama pengguna."),
    scope: list[str] = typer.Option(..., help="Wewenang, boleh berulang."),
    name: str = typer.Option("baris perintah", help="Nama token."),
    days: int = typer.Option(90, help="Masa berlaku."),
) -> None:
    """Buat token; rahasianya hanya dicetak sekali ini."""
    django_ready()
    from django.utils import timezone

    from kesos.access.door import at_the_door
    from kesos.access.models import User
    from kesos.access.services.tokens import create_token
    from kesos.database.acting import acting
    from kesos.foundation.actor import SYSTEM
    from kesos.foundation.errors import NotFound

    with at_the_door():
        found = User.objects.filter(username=user.strip().lower()).first()
    if found is None:
        raise NotFound(f"Tidak ada pengguna «{user}».")
    with acting(SYSTEM):
        secret = create_token(user_id=found.pk, name=name, scopes=scope, by=SYSTEM, at=timezone.now(), days=days)
    console.print(secret, soft_wrap=True)
