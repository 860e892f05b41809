"""kesos facts import: a fact file from the command line, with the rights of the officer who is named."""

import pytest
import typer
from typer.testing import CliRunner

from kesos.config.commands import facts
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Decile
from tests.access.world import an_official
from tests.registry.facts_world import KK, sulastri

pytestmark = pytest.mark.django_db
GIVEN = ("--kind", "decile", "--sender", "Kemensos", "--dated-on", "2026-11-01", "--told", "release=2026-3")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "desil.csv"
    path.write_text(f"No KK,Desil\n{KK},2\n9971030101109999,3\n")
    return path


def run(*told):
    app = typer.Typer()
    facts.join(app)
    return CliRunner().invoke(app, ["facts", "import", *map(str, told)])


def test_a_file_is_checked_and_nothing_changes(file):
    sulastri()
    an_official("rofiq", "OP_DINSOS", "3571")

    told = run(file, "--user", "rofiq", *GIVEN)

    assert told.exit_code == 0, told.output
    assert "keluarga ini tidak ada di wilayah Anda" in " ".join(told.output.split())
    with acting(SYSTEM):
        assert not Decile.objects.exists()


def test_with_apply_the_sound_rows_are_written(file):
    sulastri()
    an_official("rofiq", "OP_DINSOS", "3571")

    told = run(file, "--user", "rofiq", *GIVEN, "--apply")

    assert told.exit_code == 0, told.output
    with acting(SYSTEM):
        assert Decile.objects.get().decile == 2


def test_nobody_of_that_name_and_nobody_without_the_right_imports(file):
    an_official("lurah", "LURAH", "3571031009")

    unknown, without = run(file, "--user", "entah", *GIVEN), run(file, "--user", "lurah", *GIVEN)

    assert (unknown.exit_code, without.exit_code) == (1, 1)
    assert "Tidak ada pengguna aktif bernama entah" in unknown.output
    assert "tidak berwenang untuk pekerjaan ini" in " ".join(without.output.split())
