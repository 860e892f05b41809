"""The letters of many requests in one act: each as if issued alone, and who is left out is told why."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest, Document, NumberSequence
from kesos.documents.queries.listing import listing_snapshots
from kesos.documents.services import certify
from kesos.documents.services.certify import issue_certificate, issue_certificates
from kesos.documents.services.issuing import MOST_AT_ONCE
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.registry.models import Decile, Enrolment, Person
from kesos.workflow.models import Case, Decision, Paper
from tests.documents.conftest import AT, BAWANG, Dinas, actor_of
from tests.documents.counter import ISSUES, KADIS, LURAH, NEIGHBOUR, NEXT_OPERATOR, OPERATOR, a_request
from tests.registry.world import a_source

ITS_OWN = {"id", "uuid", "check_code", "file_key", "sha256", "size", "batch", "snapshot"}


def issued(dinas: Dinas, *requests: CertificateRequest, by=LURAH, **more: Any) -> certify.Certified:
    told = {"office": dinas.office, "signer": dinas.signer, **more}
    return issue_certificates(request_ids=[each.pk for each in requests], by=by, at=AT, **told)


def what_stands(asked: CertificateRequest) -> dict[str, Any]:
    """Everything a letter leaves behind, but what is drawn anew for every letter."""
    with acting(SYSTEM):
        letter = Document.objects.get(case_id=asked.case_id)
        code = letter.check_code
        papers = (
            Paper.objects.filter(case_id=asked.case_id).order_by("code").values("code", "value", "current", "by_id")
        )
        steps = Decision.objects.filter(case_id=asked.case_id).order_by("seq")
        case = Case.objects.filter(pk=asked.case_id).values("state", "due_at", "closed_at", "last_seq", "entered_at")
        return {
            "letter": {f.attname: getattr(letter, f.attname) for f in letter._meta.fields if f.name not in ITS_OWN},
            "printed": {**letter.snapshot, "surat": {**letter.snapshot["surat"], "kode": ""}},
            "papers": [{**each, "value": each["value"].replace(code, "")} for each in papers],
            "steps": list(steps.values("seq", "from_state", "action", "to_state", "actor_id", "permission", "due_at")),
            "case": list(case),
        }


@pytest.mark.requirement("K-13")
def test_a_letter_of_many_is_the_letter_that_would_have_been_issued_alone(dinas: Dinas):
    asked = a_request("SITI WULANDARI")
    with acting(SYSTEM):
        family = Person.objects.get(pk=asked.person_id).memberships.get().family
        for release, decile in (("2026-2", 3), ("2026-3", 2)):
            Decile.objects.create(family=family, release=release, decile=decile, as_sent=str(decile), source=a_source())

    with transaction.atomic():
        issue_certificate(request_id=asked.pk, office=dinas.office, signer=dinas.signer, by=LURAH, at=AT)
        alone = what_stands(asked)
        transaction.set_rollback(True)
    issued(dinas, asked)

    assert what_stands(asked) == alone
    assert alone["printed"]["isi"]["data"]["periode"] == "rilis triwulan 3 tahun 2026"
    assert [each["nama"] for each in alone["printed"]["isi"]["anggota"]] == ["ANAK SITI WULANDARI"]


def test_who_may_not_have_a_letter_is_left_out_and_told_why(dinas: Dinas):
    good, second = a_request("SULASTRI"), a_request("PAIJAN")
    unlisted, beyond = a_request("YATEMI", listed=False), a_request("SUMIATI", by=NEXT_OPERATOR)
    gone, strange = a_request("TUKIJO"), a_request("MÜ語", listed=True)
    certify.refuse_certificate(request_id=gone.pk, by=OPERATOR, at=AT)

    done = issued(dinas, good, unlisted, beyond, gone, strange, second)

    assert [letter.case_id for letter in done.letters] == [good.case_id, second.case_id]
    assert {each: why.code for each, why in done.refused.items()} == {
        unlisted.pk: "not_listed",
        beyond.pk: "not_found",
        gone.pk: "moved_on",
        strange.pk: "unprintable_text",
    }
    assert "Ditolak" in done.refused[gone.pk].sentence
    with acting(SYSTEM):
        states = dict(Case.objects.values_list("pk", "state"))
        assert NumberSequence.objects.get().next == 3
    assert [states[each.case_id] for each in (good, second)] == ["TERBIT", "TERBIT"]
    assert [states[each.case_id] for each in (unlisted, beyond, strange)] == ["DIPERIKSA"] * 3


def test_a_second_click_issues_nothing_more(dinas: Dinas):
    asked = [a_request("SULASTRI"), a_request("PAIJAN")]

    first, second = issued(dinas, *asked), issued(dinas, *asked)

    assert (len(first.letters), second.letters, second.batch) == (2, [], None)
    assert {why.code for why in second.refused.values()} == {"letter_already_issued"}
    with acting(SYSTEM):
        assert Document.objects.count() == 2
        assert NumberSequence.objects.get().next == 3


def test_another_official_is_told_who_issued_it_before(dinas: Dinas):
    asked = a_request()
    issued(dinas, asked)

    late = issued(dinas, asked, by=KADIS)

    assert late.refused[asked.pk].code == "moved_on"
    assert LURAH.name in late.refused[asked.pk].sentence


def test_who_took_the_request_does_not_issue_its_letter(dinas: Dinas):
    both = actor_of(BAWANG, *ISSUES, "surat_keterangan.cek_siks", user_id=31)
    own, others = a_request("SULASTRI", by=both), a_request("PAIJAN")

    done = issued(dinas, own, others, by=both)

    assert [letter.case_id for letter in done.letters] == [others.case_id]
    assert done.refused[own.pk].code == "same_person"


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_none_of_them(dinas: Dinas):
    asked = [a_request("SULASTRI"), a_request("PAIJAN")]

    done = issued(dinas, *asked, by=NEIGHBOUR)

    assert done.letters == []
    assert {why.code for why in done.refused.values()} == {"not_found"}


def test_who_may_look_but_not_issue_there_issues_nothing(dinas: Dinas):
    clerk = actor_of(BAWANG, "person.view", "letter.view", user_id=33)
    asked = a_request()

    done = issued(dinas, asked, by=clerk)

    assert (done.letters, done.refused[asked.pk].code) == ([], "not_allowed")


def test_an_office_signs_only_for_its_own_places(dinas: Dinas):
    here, there = a_request("SULASTRI"), a_request("PAIJAN", by=NEXT_OPERATOR)
    dinas.office.region_code = BAWANG

    done = issued(dinas, here, there, by=KADIS)

    assert [letter.case_id for letter in done.letters] == [here.case_id]
    assert done.refused[there.pk].code == "office_elsewhere"


def test_more_than_a_queue_holds_is_refused_before_anything_is_read(dinas: Dinas):
    with pytest.raises(Refused, match=r"Paling banyak 1000 surat sekali terbit, dan ini 1001\."):
        issue_certificates(
            request_ids=range(MOST_AT_ONCE + 1), office=dinas.office, signer=dinas.signer, by=LURAH, at=AT
        )


def test_a_signer_out_of_office_refuses_the_whole_queue_and_moves_nothing(dinas: Dinas):
    asked = a_request()
    with acting(SYSTEM):
        dinas.signer.valid_to = date(2026, 11, 1)
        dinas.signer.save()

    with pytest.raises(Refused) as refused:
        issued(dinas, asked)

    assert refused.value.code == "signer_not_in_office"
    with acting(SYSTEM):
        assert Case.objects.get(pk=asked.case_id).state == "DIPERIKSA"


def test_one_event_tells_of_the_queue_and_one_of_its_decisions(dinas: Dinas):
    asked = [a_request("SULASTRI"), a_request("PAIJAN")]

    done = issued(dinas, *asked)

    with acting(SYSTEM):
        kinds = list(AuditEvent.objects.filter(actor_id=LURAH.user_id).order_by("id").values_list("kind", flat=True))
    assert kinds == ["documents.issued_many", *["workflow.papers_attached"] * 3, "workflow.many_decided"]
    assert {letter.batch for letter in done.letters} == {done.batch}


def test_ten_letters_ask_the_database_no_more_often_than_two(dinas: Dinas):
    few, many = [a_request() for _ in range(2)], [a_request() for _ in range(10)]
    issued(dinas, a_request())  # whatever is asked once in a process is known

    with CaptureQueriesContext(connection) as of_few:
        issued(dinas, *few)
    with CaptureQueriesContext(connection) as of_many:
        issued(dinas, *many)

    assert len(of_many) == len(of_few)


def test_a_snapshot_names_the_programmes_that_the_family_receives_today(dinas: Dinas):
    asked = a_request()
    with acting(SYSTEM):
        home = Person.objects.get(pk=asked.person_id).memberships.get().family
        child = home.memberships.get(relation=4).person_id
        for person, programme, ended in ((asked.person_id, "SEMBAKO", None), (child, "PKH", None), (child, "PIP", AT)):
            Enrolment.objects.create(
                person_id=person, family=home, programme=programme, from_on=date(2026, 1, 1), source=a_source(),
                to_on=ended and ended.date(),
            )  # fmt: skip

    with acting(LURAH):
        found = listing_snapshots(LURAH, [asked.person_id], on=AT.date())

    assert found[asked.person_id].programmes == ("PKH", "SEMBAKO")


def test_snapshots_of_many_leave_out_who_is_out_of_reach_and_say_who_is_not_listed(dinas: Dinas):
    listed, unlisted, beyond = a_request("A"), a_request("B", listed=False), a_request("C", by=NEXT_OPERATOR)

    with acting(LURAH):
        found = listing_snapshots(LURAH, [each.person_id for each in (listed, unlisted, beyond)], on=AT.date())

    assert found.keys() == {listed.person_id, unlisted.person_id}
    assert found[unlisted.person_id] is None
    assert found[listed.person_id].subject_name == "A"
