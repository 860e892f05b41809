"""The commands: a link into a demo role, a token, the first administrator; each prints its secret once."""

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from kesos.access.models import Grant, User
from kesos.access.services.tokens import verify_token
from kesos.config.commands import login_link
from kesos.config.commands import user as user_command
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.world import BAWANG, PASSWORD, a_grant, a_user, an_official

pytestmark = pytest.mark.django_db


def run(*told):
    import typer

    app = typer.Typer()
    login_link.join(app)
    return CliRunner().invoke(app, told)


def test_a_login_link_is_printed_and_opens(client, settings):
    settings.DEMO = True
    a_grant(a_user("demo.sari", is_demo=True), "OP_DESA", BAWANG)

    told = run("login-link", "op_desa", "--address", "http://testserver")

    assert told.exit_code == 0, told.output
    assert client.post(told.output.strip().removeprefix("http://testserver"))["Location"] == "/"


def test_a_login_link_for_a_real_account_is_refused_with_a_sentence(settings):
    settings.DEMO = True
    an_official("sari", "OP_DESA", BAWANG)

    told = run("login-link", "OP_DESA")

    assert told.exit_code == 1
    assert "bukan data demo" in told.output


def test_a_token_is_printed_once_and_holds():
    user = an_official("sari", "OP_DESA", BAWANG)

    told = run("token", "create", "--user", "Sari", "--scope", "person.view")

    assert told.exit_code == 0, told.output
    holder = verify_token(told.output.strip(), at=timezone.now())
    assert holder is not None
    assert holder.actor.user_id == user.pk


def test_a_token_for_nobody_is_refused_with_a_sentence():
    told = run("token", "create", "--user", "siapa", "--scope", "person.view")

    assert told.exit_code == 1
    assert "Tidak ada pengguna" in told.output


def test_the_first_administrator_gets_a_link_and_sets_the_password(client):
    told = run_user("create-administrator", "--email", "Kepala@contoh.example", "--address", "http://testserver")

    assert told.exit_code == 0, told.output
    path = told.output.splitlines()[-1].removeprefix("http://testserver")
    client.post(path, {"password": PASSWORD, "again": PASSWORD})
    with acting(SYSTEM):
        user = User.objects.get(username="administrator")
        grant = Grant.objects.get(user=user)
    assert (user.email, user.check_password(PASSWORD)) == ("kepala@contoh.example", True)
    assert (grant.role_id, grant.area, grant.reason) == ("ADMIN", "", "Administrator pertama")


def test_the_mail_address_is_asked_for():
    told = run_user("create-administrator", typed="kepala@contoh.example\n")

    assert "Surel administrator" in told.output
    assert "/akun/undangan/" in told.output


def test_a_second_first_administrator_is_refused_with_a_sentence():
    run_user("create-administrator", "--email", "kepala@contoh.example")

    told = run_user("create-administrator", "--email", "lain@contoh.example")

    assert told.exit_code == 1
    assert "Administrator sudah ada" in told.output
    with acting(SYSTEM):
        assert Grant.objects.filter(role="ADMIN").count() == 1


@pytest.mark.parametrize("email", ["kepala", ""])
def test_an_address_that_is_none_leaves_no_account(email):
    told = run_user("create-administrator", "--email", email)

    assert told.exit_code == 1
    with acting(SYSTEM):
        assert not User.objects.exists()


def run_user(*told, typed=""):
    import typer

    app = typer.Typer()
    user_command.join(app)
    return CliRunner().invoke(app, ["user", *told], input=typed)
