"""One store: the month, the letter, the aid and the registry speak of one and the same person."""

from datetime import date
from uuid import uuid4

import pytest

from kesos.access.models import Role
from kesos.database.acting import acting
from kesos.documents.services import certify
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import ProposalMember
from kesos.registry.models import Enrolment, Listing, Person
from kesos.registry.ports import NotFoundThere
from kesos.registry.services.match_people import match_people
from tests.proposals.visiting import visit
from tests.proposals.world import BAWANG, a_draft, a_known_family, complete, official, on, state, submitted
from tests.registry.world import a_source

COUNTER = official("OP_DESA", BAWANG, 101, "letter.view", "person.match")


class Nobody:
    """A population registry that knows none of them."""

    def look_up(self, niks):
        return {nik: NotFoundThere(nik) for nik in niks}


@pytest.mark.requirement("J-13")
def test_proposal_letter_and_aid_hang_on_one_person_and_a_change_made_once_is_seen_in_each(november):
    family = a_known_family("SULASTRI")
    proposal = a_draft(november, family)
    with acting(SYSTEM):
        person = family.memberships.get(relation=1).person
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), source=a_source())
        Enrolment.objects.create(
            person=person, family=family, programme="PKH", from_on=date(2026, 1, 1), source=a_source()
        )
    with acting(COUNTER):
        certify.ask(
            person_id=person.pk, purpose="Beasiswa", ktp_key=str(uuid4()), kk_key=str(uuid4()), by=COUNTER, at=on(5)
        )

    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(full_name="SULASTRI NINGSIH", source=a_source(), updated_at=on(5))

    for address in (f"/warga/{person.pk}/", f"/usulan/{proposal.number}/", f"/surat/permohonan/{person.pk}/"):
        assert "SULASTRI NINGSIH" in visit(COUNTER, address), address
    record = visit(COUNTER, f"/warga/{person.pk}/")
    assert f'href="/usulan/{proposal.number}/"' in record
    assert "Program Keluarga Harapan" in record
    with acting(SYSTEM):
        assert ProposalMember.objects.filter(proposal=proposal, person=person).exists()


@pytest.mark.requirement("K-14")
def test_the_operator_of_the_kelurahan_verifies_the_people_of_a_family_before_it_is_proposed(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))
    with acting(SYSTEM):
        people = [each.person_id for each in ProposalMember.objects.filter(proposal=proposal)]

    unlike = match_people(person_ids=people, registry=Nobody(), by=COUNTER, at=on(4))
    without_papers = visit(COUNTER, f"/usulan/{proposal.number}/langkah/", {"langkah": "ajukan"})
    submitted(complete(proposal))

    assert unlike == {"tidak_ditemukan": 2}
    assert f"{len(people)} beda dengan Dukcapil" in visit(COUNTER, "/mutu-data/")
    assert without_papers.status == 409
    assert state(proposal) == "DIAJUKAN"


@pytest.mark.requirement("K-14")
def test_verifying_is_the_office_of_the_operator_of_one_kelurahan(db):
    role = Role.objects.get(pk="OP_DESA")

    held = {each.permission for each in role.permissions.all()}

    assert (role.area_digits, role.level) == ([10], "village")
    assert held >= {"person.match", "person.edit", "usulan_dtks.perbaiki", "usulan_dtks.lengkapi"}
