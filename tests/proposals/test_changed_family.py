"""The page of a proposal whose family has changed since, or of whom not everything is recorded."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.queries import proposals
from kesos.proposals.services import propose_aid
from kesos.registry.models import Family, Membership, Person
from tests.programmes.world import a_listed_family
from tests.proposals.test_web_deliberations import HELD, called
from tests.proposals.test_web_proposals import verified
from tests.proposals.visiting import visit
from tests.proposals.world import NEXT_OPERATOR, NGRONGGO, OPERATOR, SUPERVISOR, a_draft, a_known_family, decide, on
from tests.registry.world import a_family, a_person

CHANGED = "Susunan keluarga berubah sesudah diusulkan:"
GONE = "tidak lagi tercatat di keluarga ini"


def child_of(proposal):
    with acting(SYSTEM):
        return Membership.objects.select_related("person").get(family=proposal.family_id, relation=4).person


def leaves(person, *, to=None):
    """The child goes: into another family, or only out of this one."""
    with acting(SYSTEM):
        Membership.objects.filter(person=person).update(left_on=date(2026, 11, 4))
        if to is not None:
            Membership.objects.create(
                person=person, family=to, relation=4, joined_on=date(2026, 11, 4), source=to.source
            )


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_left_the_family_is_named_and_it_is_said_what_to_do(november, elsewhere):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    address = f"/usulan/{proposal.number}/"
    before = visit(OPERATOR, address)

    leaves(child_of(proposal), to=a_family(a_person("PAIJAN")) if elsewhere else None)
    page = visit(OPERATOR, address)

    assert CHANGED not in before
    assert GONE not in before
    assert f"{CHANGED}</span> ANAK SULASTRI {GONE}. Pastikan kepada keluarganya; bila benar, usulan ini dapat" in page
    assert "ditarik oleh kelurahan, lalu keluarganya diusulkan lagi pada periode berikutnya" in page
    assert page.text.count(GONE) == 2  # the alert, and beside the name
    assert page.text.index(CHANGED) < page.text.index('<a class="who"')
    assert "2 anggota diusulkan" in page


def test_the_office_is_told_that_it_may_return_the_proposal(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    leaves(child_of(proposal))

    page = visit(SUPERVISOR, f"/usulan/{proposal.number}/")

    assert "usulan ini dapat dikembalikan dengan alasan itu" in page


def test_who_moved_out_of_sight_still_counts_and_is_not_named(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    child = child_of(proposal)
    leaves(child, to=a_family(a_person("PAIJAN", region=NGRONGGO), region=NGRONGGO))
    with acting(SYSTEM):
        Person.objects.filter(pk=child.pk).update(region_id=NGRONGGO)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert "2 anggota diusulkan" in page
    assert f"{CHANGED}</span> 1 anggota yang kini tercatat di luar wilayah Anda." in page
    assert "ANAK SULASTRI" not in page
    assert f"/warga/{child.pk}/" not in page


def test_a_proposal_that_is_over_keeps_the_note_but_asks_for_nothing(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    decide(proposal, "tarik", OPERATOR, on(4))
    leaves(child_of(proposal))

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert CHANGED not in page
    assert GONE in page


def test_the_members_are_one_statement_however_many_they_are(november, django_assert_num_queries):
    proposal = a_draft(november, a_family(a_person("SULASTRI"), *(a_person(f"ANAK {n}") for n in range(9))))

    with acting(OPERATOR), django_assert_num_queries(1):
        found = proposals.members(proposal)

    assert [each.in_family for each in found] == [True] * 10


def test_an_address_without_rw_names_only_the_rt(november):
    family = a_known_family("SULASTRI")
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(address="Jalan Melati 4", rt="001", rw="")
    proposal = a_draft(november, family)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")
    start = visit(OPERATOR, "/usulan/baru/", keluarga=str(family.pk))
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(rt="", rw="02")
    other = visit(OPERATOR, f"/usulan/{proposal.number}/")

    for each in (page, start):
        assert "Jalan Melati 4, RT 001</dd>" in each
    assert "Jalan Melati 4, RW 02</dd>" in other


def test_who_has_no_birth_date_is_said_to_have_none(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    with acting(SYSTEM):
        Person.objects.filter(pk=child_of(proposal).pk).update(birth_date=None)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert page.text.count("tanggal lahir belum tercatat") == 1


def test_what_others_do_keeps_the_capitals_of_an_abbreviation(november):
    called(on(5))

    page = visit(OPERATOR, HELD)

    assert "Menunggu petugas lain: mulai, ganti dengan SPTJM, batalkan." in page


def test_who_came_into_the_family_after_it_was_proposed_is_named(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    address = f"/usulan/{proposal.number}/"
    before = visit(OPERATOR, address)
    born = a_person("BAYI SULASTRI")
    with acting(SYSTEM):
        Membership.objects.create(
            person=born, family=proposal.family, relation=4, joined_on=date(2026, 11, 4), source=proposal.family.source
        )

    page = visit(OPERATOR, address)

    assert CHANGED not in before
    assert "BAYI SULASTRI masuk ke keluarga ini sesudah diusulkan dan belum ikut diusulkan" in page


@pytest.mark.parametrize("programme", ["", "SEMBAKO"], ids=["the data", "aid"])
def test_the_origin_still_reads_the_proposal_of_a_family_that_moved_and_nothing_new_of_it(november, programme):
    if programme:
        family, person = a_listed_family("SUTINI")
        made = propose_aid.propose_aid(
            family_id=family.pk, person_id=person.pk, programme=programme, period=november, by=OPERATOR, at=on(3)
        )
    else:
        made = a_draft(november)
        family = made.family
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(region=NGRONGGO, address="JALAN BARU 77")
        Person.objects.filter(memberships__family=family).update(region=NGRONGGO)

    shown, sheet = visit(OPERATOR, f"/usulan/{made.number}/"), visit(OPERATOR, f"/usulan/{made.number}/penjelasan/")

    assert (shown.status, sheet.status) == (200, 200)
    assert "Keluarga ini pindah sesudah diusulkan." in shown
    assert "Bawang" in shown
    assert "JALAN BARU" not in shown.raw
    assert ">No. KK<" not in shown.raw
    assert visit(NEXT_OPERATOR, f"/usulan/{made.number}/").status == 404


def test_of_a_family_that_stays_nothing_is_said_of_moving(november):
    made = a_draft(november)

    shown = visit(OPERATOR, f"/usulan/{made.number}/")

    assert "pindah sesudah diusulkan" not in shown
    assert ">No. KK<" in shown.raw
