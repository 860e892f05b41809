"""Who has no NIK, or one nobody knows, is looked for in the population's extract by all else; people decide."""

from datetime import date

import pytest

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.padan.models import Finding
from kesos.padan.queries import findings
from kesos.padan.services import decide, snapshots
from kesos.padan.services.numbers import find_numbers
from kesos.registry.models import IdentityTask
from tests.access.world import an_official
from tests.padan.world import AT, BAWANG, OFFICE, an_extract, compared
from tests.registry.world import NGRONGGO, a_family, a_nik, a_person

pytestmark = pytest.mark.django_db
BORN = date(1961, 3, 17)
THEIRS = 9971035703619901


@pytest.fixture
def nobody():
    """Somebody without NIK among neighbours."""
    person = a_person("SITI MAIMUNAH", born=BORN, no_nik_reason="unknown")
    a_family(person, address="Jl. Kenanga 4")
    with acting(SYSTEM):
        IdentityTask.objects.create(person=person, kind="no_nik", region_code=BAWANG, opened_at=AT)
    return person


def line(name="SITI MAEMUNAH", *, nik=THEIRS, region=BAWANG, born=BORN, alive="HIDUP", died="") -> str:
    return f"{nik},{name},{born},P,{region},{alive},{died}\n"


def strangers() -> list[str]:
    names = ("TUTIK", "WARNI", "LASMI", "KASIYEM", "NGATINI", "SUMIYATI", "PONIRAH", "JUMINAH")
    return [
        line(f"{name} {n}", nik=a_nik(date(1950 + n, 5, 2)), born=date(1950 + n, 5, 2)) for n, name in enumerate(names)
    ]


def looked(folder, *lines, area="3571"):
    snapshots.receive([an_extract(folder, *lines, *strangers())], as_of=date(2026, 11, 1), by=OFFICE, at=AT)
    return find_numbers(area=area, by=OFFICE, at=AT)


def the_finding() -> Finding:
    with acting(SYSTEM):
        return Finding.objects.select_related("person").get(source="tanpa_nik")


def step(action, by, **more):
    return decide.take_step(finding_id=the_finding().pk, action=action, by=by, at=AT, **more)


@pytest.mark.requirement("X-01", "J-54")
def test_a_number_is_proposed_with_its_reason_and_taken_over_when_both_agree(tmp_path, nobody, operator, supervisor):
    looked(tmp_path, line())

    found = the_finding()
    assert (found.person_id, found.nik, found.outcome, found.differs) == (nobody.pk, THEIRS, "sebagian", "nik nama")
    assert found.confidence >= 90
    assert "tanggal lahir sama" in findings.reason(found)
    with acting(SYSTEM):
        nobody.refresh_from_db()
        assert nobody.nik is None
    step("usulkan", operator)
    step("setujui", supervisor)

    with acting(SYSTEM):
        nobody.refresh_from_db()
        assert (nobody.nik, nobody.no_nik_reason, nobody.full_name) == (THEIRS, None, "SITI MAEMUNAH")
        assert IdentityTask.objects.get(person=nobody).closed_at == AT


def test_looking_twice_finds_once_and_keeps_what_was_proposed(tmp_path, nobody, operator):
    looked(tmp_path, line())
    step("usulkan", operator)
    again = find_numbers(area="3571", by=OFFICE, at=AT)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert the_finding().state == "DIUSULKAN"


def test_who_is_in_the_extract_no_more_is_off_the_list(tmp_path, nobody):
    looked(tmp_path, line())
    snapshots.receive(
        [an_extract(tmp_path, *strangers(), name="desember.csv")], as_of=date(2026, 11, 5), by=OFFICE, at=AT
    )
    find_numbers(area="3571", by=OFFICE, at=AT)
    with acting(SYSTEM):
        assert not Finding.objects.exists()


def test_a_number_somebody_holds_here_is_a_double_and_not_taken_over(tmp_path, nobody, operator):
    a_person("SITI MAEMUNAH", born=BORN, nik=THEIRS)
    looked(tmp_path, line())
    assert the_finding().outcome == "ganda"
    with pytest.raises(Refused, match="Tidak ada data kependudukan"):
        step("usulkan", operator)


def test_a_wrong_number_is_looked_for_once_the_comparison_does_not_find_it(tmp_path, operator):
    wrong = a_person("SITI MAIMUNAH", born=BORN, nik=9971035703610001)
    a_family(wrong, address="Jl. Kenanga 4")
    compared(tmp_path, line(), *strangers())
    find_numbers(area="3571", by=OFFICE, at=AT)
    found = the_finding()
    assert (found.person_id, found.nik) == (wrong.pk, THEIRS)


def test_the_dead_are_told_as_dead(tmp_path, nobody):
    looked(tmp_path, line(alive="MENINGGAL", died="2026-10-02"))
    assert (the_finding().outcome, the_finding().their_death) == ("meninggal", date(2026, 10, 2))


def test_nobody_is_found_where_nobody_is_alike(tmp_path, nobody):
    assert looked(tmp_path).counts["pairs"] == 0


def test_without_an_extract_it_says_what_to_do(nobody):
    with pytest.raises(Refused, match="Terima dahulu data kependudukan"):
        find_numbers(area="3571", by=OFFICE, at=AT)


def test_the_operator_of_the_next_kelurahan_finds_nothing(tmp_path, nobody):
    looked(tmp_path, line())
    neighbour = actor_for(an_official("edi", "OP_DESA", NGRONGGO).pk, at=AT)
    with pytest.raises(NotFound):
        step("usulkan", neighbour)
