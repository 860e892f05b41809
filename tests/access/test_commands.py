"""The two commands: a link into a demo role, and a token; each prints its secret once."""

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from kesos.access.services.tokens import verify_token
from kesos.config.commands import login_link
from tests.access.world import BAWANG, a_grant, a_user, an_official

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
