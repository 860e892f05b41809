"""The papers of a deliberation made from its data: drafts, numbered letters, lists."""

import pytest

from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.documents.models import Document
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import as_text, masked
from kesos.proposals.models import Deliberation
from kesos.proposals.services import deliberate, package
from kesos.registry.models import Person
from kesos.workflow.models import Paper
from tests.proposals.deliberating import HELD, fresh, made, printed
from tests.proposals.visiting import visit
from tests.proposals.world import BAWANG, LURAH, NEXT_LURAH, OPERATOR, SUPERVISOR, act, bring, on


@pytest.mark.parametrize("paper", ["undangan", "daftar_awal", "daftar_hadir", "sptjm"])
@pytest.mark.requirement("X-07")
def test_papers_name_families_with_a_masked_nik_alone_and_every_print_is_in_the_access_log(called, office, paper):
    with acting(SYSTEM):
        head = Person.objects.get(full_name="SULASTRI")

    said = printed(called, paper)

    assert as_text(head.nik) not in said
    if paper in ("daftar_awal", "sptjm"):
        assert masked(head.nik) in said
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="proposals.paper_printed")
    assert event.region_code == BAWANG
    assert event.kind in vocabulary.looks()


def test_a_draft_says_so_until_the_paper_is_made(called, office):
    before = printed(called, "undangan")
    number = made(called, "undangan", LURAH)
    after = printed(called, "undangan")

    assert "KONSEP" in before
    assert "KONSEP" not in after
    assert number in after
    assert "Kepada yang terhormat: perangkat kelurahan" in after


def test_drafts_and_lists_print_without_an_office_and_letters_say_who_helps(called):
    assert "KONSEP" in printed(called, "undangan")
    made(called, "daftar_awal", LURAH)
    assert "Setuju" in printed(called, "daftar_awal")

    with pytest.raises(package.NoOffice, match="Minta administrator"):
        made(called, "undangan", LURAH)


def test_making_a_paper_twice_changes_nothing(called, office):
    first, second = made(called, "undangan", LURAH), made(called, "undangan", LURAH)
    made(called, "daftar_awal", LURAH)
    made(called, "daftar_awal", LURAH)

    assert first == second
    with acting(SYSTEM):
        assert Document.objects.filter(kind="undangan_musyawarah").count() == 1
        assert Paper.objects.filter(case_id=called.case_id, code="daftar_awal").count() == 1


@pytest.mark.parametrize(
    ("paper", "by"), [("undangan", OPERATOR), ("undangan", SUPERVISOR), ("sptjm", OPERATOR), ("undangan", NEXT_LURAH)]
)
def test_only_whoever_may_take_the_step_makes_its_letter(called, office, paper, by):
    with pytest.raises((NotAllowed, Deliberation.DoesNotExist, NotFound)):
        made(called, paper, by)

    with acting(SYSTEM):
        assert not Document.objects.filter(kind__endswith="musyawarah").exists()


def test_what_is_called_off_withdraws_its_invitation(called, office):
    made(called, "undangan", LURAH)
    with acting(LURAH):
        deliberate.take_step(
            deliberation=fresh(called), action="batalkan", by=LURAH, at=on(6), reason="Balai kebanjiran"
        )

    with acting(SYSTEM):
        letter = Document.objects.get(kind="undangan_musyawarah")
    assert (letter.state, letter.withdrawn_reason) == ("withdrawn", "Musyawarah dibatalkan: Balai kebanjiran")


def test_a_withdrawn_letter_no_longer_stands_for_its_paper(called, office):
    made(called, "undangan", LURAH)
    made(called, "daftar_awal", LURAH)
    with acting(LURAH):
        package.withdraw_letters(fresh(called), reason="salah hari", by=LURAH, at=on(6))

    with pytest.raises(Refused, match="sudah dicabut"), acting(LURAH):
        deliberate.take_step(deliberation=fresh(called), action="mulai", by=LURAH, at=on(9))
    made(called, "undangan", LURAH, on(9))
    with acting(LURAH):
        deliberate.take_step(deliberation=fresh(called), action="mulai", by=LURAH, at=on(9))


def test_an_unknown_paper_is_not_found(called, office):
    assert visit(LURAH, HELD + "cetak/foto_kegiatan.pdf").status == 404
    assert visit(LURAH, HELD + "buat/daftar_hadir/", {}).status == 404


def test_an_uploaded_scan_is_enough_and_nothing_is_offered_in_its_place(called, office):
    bring(called, LURAH, "undangan", "daftar_awal")

    page = visit(LURAH, HELD)
    act(called, "mulai", LURAH, on(9))

    assert "Beri nomor dan buat undangan" not in page
    assert "Buat daftar awal" not in page
    assert "Beri nomor dan buat SPTJM" in page
