"""Photo and point recorded for the family are papers of its proposal, however they came."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.evidence.models import HousePhoto, HousePoint
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.foundation.actor import SYSTEM, Actor
from kesos.proposals.services import propose
from kesos.workflow.models import Paper
from tests.evidence.world import INSIDE, picture
from tests.proposals.visiting import visit
from tests.proposals.world import BAWANG, OPERATOR, a_draft, a_known_family, on


def papers(proposal) -> dict[str, tuple[str, str]]:
    with acting(SYSTEM):
        kept = Paper.objects.filter(case_id=proposal.case_id, current=True)
        return {paper.code: (paper.file_key, paper.value) for paper in kept}


def recorded(family, seed=1, at=None):
    photo = photograph(
        family_id=family.pk, view="front", data=io.BytesIO(picture(seed)), name="a.jpg", by=OPERATOR, at=at or on(2)
    ).photo
    locate(family_id=family.pk, told=Told("device", *INSIDE, 6), by=OPERATOR, at=at or on(2))
    return photo


@pytest.mark.requirement("K-31")
def test_what_was_recorded_before_the_proposal_is_laid_beside_it(november):
    family = a_known_family("SULASTRI")
    photo = recorded(family)

    proposal = a_draft(november, family)

    found = papers(proposal)
    assert found["foto_rumah_depan"] == (str(photo.file_id), "")
    assert found["titik_koordinat"] == ("", "-7.862654,112.061103,6")


def test_what_is_recorded_meanwhile_is_laid_beside_it_when_it_is_handed_in(november):
    family = a_known_family("SULASTRI")
    recorded(family)
    proposal = a_draft(november, family)
    with acting(OPERATOR):
        propose.attach(proposal=proposal, paper="berkas_ktp_kk", file_key="77ab", by=OPERATOR, at=on(3))
    newer = recorded(family, seed=2, at=on(4))

    propose.submit(proposal=proposal, by=OPERATOR, at=on(4))

    assert papers(proposal)["foto_rumah_depan"] == (str(newer.file_id), "")


def test_a_photo_brought_on_the_proposals_page_belongs_to_the_family_and_sent_twice_is_one(november):
    family = a_known_family("SULASTRI")
    proposal = a_draft(november, family)

    for _ in range(2):
        file = SimpleUploadedFile("rumah.jpg", picture(3), "image/jpeg")
        answer = visit(
            OPERATOR, f"/usulan/{proposal.number}/berkas/",
            {"foto_rumah_depan": file, "lintang": "-7,862654", "bujur": "112,061103", "cara": "map"},
        )  # fmt: skip

    assert "Tersimpan: foto depan rumah, titik rumah." in answer
    with acting(SYSTEM):
        photo = HousePhoto.objects.get(family=family)
        assert HousePoint.objects.get(family=family).how == "map"
        assert Paper.objects.filter(case_id=proposal.case_id, code="foto_rumah_depan").count() == 1
    assert papers(proposal)["foto_rumah_depan"][0] == str(photo.file_id)


@pytest.mark.requirement("K-26")
def test_who_judges_the_proposal_is_told_what_is_odd_about_the_house(november):
    family, other = a_known_family("SULASTRI"), a_known_family("YATEMI")
    recorded(other, seed=5)
    locate(family_id=family.pk, told=Told("map", INSIDE[0], INSIDE[1] - 1), by=OPERATOR, at=on(2))
    content = picture(5, taken="2026:09:01 10:00:00")
    photograph(family_id=family.pk, view="front", data=io.BytesIO(content), name="a", by=OPERATOR, at=on(2))
    proposal = a_draft(november, family)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert "Foto depan dari 1 September 2026, sebelum periode ini dimulai (1 November 2026)." in page
    assert "sangat mirip juga dipakai untuk keluarga YATEMI" in page
    assert "di luar batas kelurahan ini" in page


def test_who_reads_proposals_and_no_citizens_gets_the_page_without_the_house(november):
    family = a_known_family("SULASTRI")
    recorded(family)
    proposal = a_draft(november, family)
    reader = Actor(user_id=77, grants=frozenset({("proposal.view", BAWANG)}))

    page = visit(reader, f"/usulan/{proposal.number}/")

    assert page.status == 200
    assert "Foto rumah dan titik" not in page
