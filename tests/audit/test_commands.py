"""kesos audit …: what an operator reads at the terminal, and with which status it ends."""

from collections.abc import Callable

import psycopg
import pytest
from typer.testing import CliRunner

from kesos.config import commands
from kesos.config.cli import app
from kesos.config.commands import audit as ours
from tests.audit.conftest import Ledger

commands.join(app)


@pytest.fixture
def run(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.setattr(ours, "_as_app", ledger.app)

    def command(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["audit", *words], env={"COLUMNS": "400"})
        return result.exit_code, result.output

    return command


@pytest.mark.requirement("X-07")
@pytest.mark.requirement("J-32")
def test_verify_is_green_and_then_names_the_changed_row(ledger: Ledger, run):
    month = ledger.new_month()
    ledger.write(month, 4)

    before = run("verify", "--month", f"{month:%Y-%m}")
    with ledger.behind_the_back(month) as owner:
        owner.execute(f"update {ledger.table(month)} set details = '{{\"n\": 99}}' where seq = 2")
    after = run("verify", "--month", f"{month:%Y-%m}")

    assert before[0] == 0
    assert "Rantai jejak utuh: 4 jejak dalam 1 bulan diperiksa." in before[1]
    assert after[0] == 1
    assert "DIUBAH: jejak nomor 2, jalur 0, Januari 2031" in after[1]
    assert "audit.measured, 5 Januari 2031 pukul 10.00 WIB, oleh Bu Sari" in after[1]
    assert "TIDAK utuh: 1 kejanggalan" in after[1]
    assert run("verify")[0] == 1


def test_refuses_a_month_that_cannot_be_read(run):
    status, said = run("verify", "--month", "sept")

    assert status == 1
    assert "2025-09" in said


def test_partitions_are_made_ahead(run):
    status, said = run("partitions")

    assert status == 0
    assert said.startswith("Bulan yang siap: ")


@pytest.mark.requirement("J-32")
def test_a_seal_finds_a_chain_that_was_recomputed_whole(ledger: Ledger, run):
    month = ledger.new_month()
    ledger.write(month, 3)
    first = run("seal")
    again = run("seal")

    with ledger.behind_the_back(month) as owner:
        rewrite_everything(owner, ledger.table(month), month)
    only_chain = run("verify", "--month", f"{month:%Y-%m}")
    with_seals = ledger.check(None)

    assert first[0] == 0
    assert first == again
    assert only_chain[0] == 0  # the forger did good work; the seal is what tells
    assert ("unsealed", month, 3) in [(f.what, f.month, f.seq) for f in with_seals.faults]


def test_a_changed_seal_is_found(ledger: Ledger, run):
    run("seal")

    with ledger.owner() as owner:
        owner.execute("update audit_seal set heads = '[]'")

    assert "seal" in [fault.what for fault in ledger.check(None).faults]


def test_refuses_to_seal_a_day_that_is_not_yet_here(ledger: Ledger):
    with ledger.app() as app, pytest.raises(psycopg.errors.CheckViolation):
        app.execute("select audit_seal_day('2199-01-01', now())")


def rewrite_everything(owner: psycopg.Connection, table: str, month: object) -> None:
    """What a database administrator with time and knowledge would do."""
    owner.execute(f"update {table} set subject = 'case:99' where seq = 2")
    for seq in (1, 2, 3):
        owner.execute(
            f"update {table} set previous = coalesce((select hash from {table} where seq = {seq} - 1),"
            f" audit_genesis('{month}', 0::smallint)) where seq = {seq}"
        )
        owner.execute(
            f"update {table} set hash = audit_hash(previous, id, at, written_at, kind, actor_id, actor_name,"
            f" actor_role, on_behalf_of, subject, region_code, details, request_id, lane, seq) where seq = {seq}"
        )
    owner.execute(f"update audit_lane set hash = (select hash from {table} where seq = 3) where month = '{month}'")
