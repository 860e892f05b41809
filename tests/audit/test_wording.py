"""Every kind has one Indonesian sentence, and an event always has words."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kesos import __file__ as package
from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.audit.wording import who, wording
from kesos.audit.writing import MISSING, moment, value
from kesos.foundation.written import day

SENTENCE = re.compile(r"[A-Z{«].*[.]", re.DOTALL)


@pytest.fixture
def a_kind(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vocabulary, "_sentences", dict(vocabulary._sentences))

    def declare(sentence: str) -> str:
        vocabulary.declare("audit", {"audit.tried": sentence})
        return "audit.tried"

    return declare


@pytest.mark.requirement("J-31")
def test_every_kind_has_a_sentence():
    assert vocabulary.known()
    assert [kind for kind, sentence in vocabulary.known().items() if not SENTENCE.fullmatch(sentence)] == []


def test_every_kind_that_is_recorded_anywhere_is_declared():
    recorded = set()
    for file in Path(package).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
                "record",
                "record_many",
            }:
                given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "kind")]
                recorded |= {a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)}

    assert recorded - set(vocabulary.known()) == set()


def test_details_fill_the_sentence(a_kind):
    kind = a_kind("{actor} menutup periode {period} mulai {on}: {count} berkas di {region}, {done}.")
    event = AuditEvent(
        kind=kind,
        actor_name="Bu Sari",
        region_code="3571031009",
        details={"period": "September", "on": "2025-09-01", "count": 33632, "done": True},
    )

    assert (
        wording(event)
        == "Bu Sari menutup periode September mulai 1 September 2025: 33.632 berkas di 35.71.03.1009, ya."
    )


def test_a_missing_detail_leaves_a_word_not_an_error(a_kind):
    assert wording(AuditEvent(kind=a_kind("Berkas {case} dibuka."), details={})) == f"Berkas {MISSING} dibuka."


@pytest.mark.parametrize("details", [None, [], "x", {"case": {"a": [1]}}])
def test_odd_details_still_have_words(a_kind, details: object):
    assert wording(AuditEvent(kind=a_kind("Berkas {case} dibuka."), details=details)).startswith("Berkas ")


def test_braces_in_a_detail_are_shown_as_typed(a_kind):
    event = AuditEvent(kind=a_kind("Alasan: {reason}."), details={"reason": "{actor.__class__} {0}"})

    assert wording(event) == "Alasan: {actor.__class__} {0}."


def test_an_event_of_a_kind_that_is_gone_still_has_words():
    assert wording(AuditEvent(kind="old.thing_done", details={})) == "Kegiatan «old.thing_done»."


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("other.tried", "Dicoba."),
        ("audit.tried", "Dicoba {a.b}."),
        ("audit.tried", "Dicoba {0}."),
        ("audit.tried", "{a!r}."),
    ],
)
def test_refuses_a_declaration_that_cannot_work(kind: str, sentence: str):
    with pytest.raises(vocabulary.BadKind):
        vocabulary.declare("audit", {kind: sentence})


def test_the_access_log_is_of_looks_and_of_nothing_that_changes():
    looks = vocabulary.looks()

    assert {"registry.nik_opened", "registry.bnba_exported", "documents.downloaded"} <= set(looks)
    assert {"proposals.period_opened", "workflow.case_opened", "registry.visit_opened"}.isdisjoint(looks)
    with pytest.raises(vocabulary.BadKind):
        vocabulary.declare("audit", {"audit.tried": "Dicoba."}, looks=frozenset({"audit.never_declared"}))


def test_days_and_moments_are_indonesian():
    assert day(date(2025, 8, 17)) == "17 Agustus 2025"
    assert moment(datetime(2025, 9, 5, 3, 7, tzinfo=UTC)) == "5 September 2025 pukul 10.07 WIB"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (33632, "33.632"),
        (1234.5, "1.234,5"),
        (True, "ya"),
        (["a"], "a"),
        (["a", "b", "c"], "a, b dan c"),
        ([], MISSING),
        ("", MISSING),
        ("2025-02-30", "2025-02-30"),
        ("2025-09-05T03:07:00+00:00", "5 September 2025 pukul 10.07 WIB"),
        # before the first and after the last moment of our zone: anybody may write this as free text
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
        ({"NIK kosong": 2}, "NIK kosong: 2"),
    ],
)
def test_values_read_as_people_write_them(told: object, words: str):
    assert value(told) == words


def test_an_act_for_another_names_both():
    assert who(AuditEvent(actor_id=7, actor_name="Bu Sari", on_behalf_of="user:3")) == "Bu Sari (a.n. user:3)"
    assert who(AuditEvent(actor_id=0)) == "Sistem"


def test_codes_of_a_flow_are_told_in_words_and_stay_codes_in_the_event():
    event = AuditEvent(
        kind="workflow.decided",
        details={"flow": "usulan_dtks", "action": "ajukan", "from_state": "DRAFT", "to_state": "DIAJUKAN"},
    )

    said = wording(event)

    assert said == "Usulan DTKS/DTSEN: «Ajukan», dari «Draf» ke «Diajukan»."
    assert event.details["to_state"] == "DIAJUKAN"
