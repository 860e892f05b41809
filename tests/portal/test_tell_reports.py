"""A citizen tells, at home or at the counter; what the office then has names no teller."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PIL import ExifTags, Image

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.evidence.services.photograph import photograph
from kesos.files import disk
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.portal.guards import reporter_of_same_village
from kesos.portal.models import Report, Reporter
from kesos.portal.queries import reports
from kesos.portal.queries.recipients import enrolment_of, masked_name, recipients
from kesos.registry.models import Person
from kesos.workflow.models import Case, Decision, Paper
from tests.portal.world import (
    AT,
    BAWANG,
    KAB_KEDIRI,
    KEDIRI,
    NGRONGGO,
    a_citizen,
    a_picture,
    a_recipient,
    a_sanggah,
    official,
    person_of,
    take_as,
    tell_as,
    told_sanggah,
    told_usul,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-27")
def test_a_sanggah_is_sent_with_reason_photo_and_point_and_its_days_run():
    report = a_sanggah()

    assert (report.state, report.kind, report.region_code) == ("DIKIRIM", "sanggah", BAWANG)
    assert (report.due_at - report.sent_at).days in (14, 15)
    assert report.escalate_at < report.due_at
    with acting(SYSTEM):
        papers = set(Paper.objects.filter(case=report.case).values_list("code", flat=True))
    assert papers == {"foto_rumah_depan", "titik_koordinat", "penerima_disanggah"}


@pytest.mark.requirement("K-27")
def test_the_operator_takes_it_at_the_counter_for_somebody_without_an_account():
    operator, enrolment = official("OP_DESA", BAWANG), a_recipient()
    with acting(SYSTEM):
        teller = Person.objects.get(pk=person_of(a_citizen("TUKIJO")).pk)

    report = take_as(operator, teller, told_sanggah(enrolment))

    assert (report.state, report.through) == ("DIKIRIM", "counter")


def test_an_usul_for_a_card_nobody_knows_is_taken_like_one_that_is_known():
    citizen = a_citizen()
    with acting(SYSTEM):
        known = a_recipient("YATEMI").family

    unknown, here = tell_as(citizen, told_usul(9971030101109999)), tell_as(citizen, told_usul(known.kk))

    assert (unknown.state, here.state) == ("DIKIRIM", "DIKIRIM")
    assert (unknown.family_id, here.family_id) == (None, known.pk)


def test_the_same_thing_told_twice_is_one_report_and_one_picture():
    citizen, enrolment = a_citizen(), a_recipient()

    first = tell_as(citizen, told_sanggah(enrolment))
    second = tell_as(citizen, told_sanggah(enrolment))

    assert first.pk == second.pk
    with acting(SYSTEM):
        assert (Report.objects.count(), StoredFile.objects.count()) == (1, 1)


@pytest.mark.requirement("X-07")
def test_nobody_finds_out_at_the_counter_who_told_a_report():
    citizen, enrolment = a_citizen(), a_recipient()
    told = tell_as(citizen, told_sanggah(enrolment))
    first, second = official("OP_DESA", BAWANG), official("OP_DESA", BAWANG, name="operator.dua")

    tried = take_as(first, person_of(citizen), told_sanggah(enrolment))
    again = take_as(first, person_of(citizen), told_sanggah(enrolment))
    other = take_as(second, person_of(citizen), told_sanggah(enrolment))

    assert tried.pk == again.pk
    assert len({told.pk, tried.pk, other.pk}) == 3


def test_two_citizens_may_tell_the_same():
    enrolment = a_recipient()

    first, second = a_sanggah(a_citizen(), enrolment), a_sanggah(a_citizen("TUKIJO"), enrolment)

    assert first.pk != second.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "tidak"}, "reason"),
        ({"longitude": None}, "latitude"),
        ({"latitude": None, "longitude": None}, "no_point_reason"),
        ({"kind": "lapor"}, "kind"),
    ],
)
def test_what_is_missing_is_said_and_nothing_stays(change, field):
    citizen, told = a_citizen(), replace(told_sanggah(a_recipient()), **change)

    with pytest.raises(Refused) as refused:
        tell_as(citizen, told)

    assert refused.value.field == field
    with acting(SYSTEM):
        assert not Report.objects.exists()
        assert not Case.objects.exists()


@pytest.mark.parametrize("change", [{"kk": None}, {"head_name": " "}, {"programme": ""}, {"programme": "TIDAK-ADA"}])
def test_an_usul_names_card_head_and_programme(change):
    citizen = a_citizen()

    with pytest.raises(Refused):
        tell_as(citizen, replace(told_usul(9971030101109999), **change))


def test_a_photo_that_is_a_page_is_refused_and_nothing_stays():
    citizen, told = a_citizen(), replace(told_sanggah(a_recipient()), photo=io.BytesIO(b"<html>x</html>"))

    with pytest.raises(Refused):
        tell_as(citizen, told)

    with acting(SYSTEM):
        assert not Report.objects.exists()


def test_a_sanggah_against_somebody_of_the_next_kelurahan_is_refused():
    citizen = a_citizen(region=NGRONGGO)

    with pytest.raises(Refused) as refused:
        tell_as(citizen, told_sanggah(a_recipient()))

    assert refused.value.code == "other_village"


def test_the_guard_sees_a_teller_who_has_moved_away():
    citizen, report = a_citizen(), a_sanggah(a_citizen("TUKIJO"))
    with acting(SYSTEM):
        teller = Reporter.objects.get(pk=report.pk).person_id
        Person.objects.filter(pk=teller).update(region_id=NGRONGGO)

    assert citizen
    assert list(reporter_of_same_village([report.case_id], AT)) == [report.case_id]


def test_nobody_challenges_the_own_family_and_nobody_an_aid_that_has_ended():
    citizen, other = a_citizen(), a_recipient()
    with acting(SYSTEM):
        own = a_recipient("SARIYEM")
        type(own).objects.filter(pk=own.pk).update(family_id=next(iter(citizen.families)))
        type(other).objects.filter(pk=other.pk).update(state="NONAKTIF_PINDAH", to_on=date(2026, 11, 1))

    with pytest.raises(Refused, match="keluarga Anda sendiri"):
        tell_as(citizen, told_sanggah(own))
    with pytest.raises(NotFound):
        tell_as(citizen, told_sanggah(other))


def test_an_official_without_an_account_of_a_citizen_tells_nothing_at_home():
    operator = official("OP_DESA", BAWANG)

    with pytest.raises(Refused) as refused:
        tell_as(operator, told_sanggah(a_recipient()))

    assert refused.value.code == "no_citizen"


def test_the_counter_serves_the_own_kelurahan_alone():
    neighbour, teller = official("OP_DESA", NGRONGGO), person_of(a_citizen())
    lurah = official("LURAH", BAWANG)

    with pytest.raises(NotFound):
        take_as(neighbour, teller, told_sanggah(a_recipient()))
    with pytest.raises(NotAllowed):
        take_as(lurah, teller, told_sanggah(a_recipient("SUMIATI")))


@pytest.mark.requirement("X-07")
def test_nothing_an_official_reads_names_who_told_it():
    citizen = a_citizen("PAIJAN")
    report = a_sanggah(citizen)
    everybody = [official(role, area) for role, area in (
        ("OP_DESA", BAWANG), ("OP_DINSOS", KEDIRI), ("SUPERVISOR", KEDIRI), ("KADIS", KEDIRI))]  # fmt: skip

    for reader in everybody:
        with acting(reader):
            assert reports.by_id(reader, report.pk).pk == report.pk
            assert not Reporter.objects.exists()
            case = Case.objects.get(pk=report.case_id)
            assert (case.opened_by, case.opened_by_name, case.holder) == (0, "Sistem", "")
            assert set(Decision.objects.values_list("actor_id", flat=True)) == {0}
            assert set(Paper.objects.values_list("by_id", flat=True)) == {0}
            assert StoredFile.objects.get(pk=report.photo_key).stored_by == 0
    with acting(SYSTEM):
        told = [
            f"{e.actor_id} {e.actor_name} {e.subject} {e.details}"
            for e in AuditEvent.objects.exclude(kind__startswith="access.")
        ]
    assert told
    assert not [
        line
        for line in told
        if "PAIJAN" in line.upper() or f"{citizen.user_id} " == line[: len(str(citizen.user_id)) + 1]
    ]


def test_the_person_reported_sees_neither_report_nor_case_nor_teller():
    enrolment = a_recipient()
    accused = a_citizen(person=enrolment.person, username="warga.sulastri")
    report = a_sanggah(a_citizen(), enrolment)

    with acting(accused):
        assert not Report.objects.exists()
        assert not Reporter.objects.exists()
        assert not Case.objects.filter(pk=report.case_id).exists()
        assert reports.own(accused) == []


def test_who_told_it_sees_the_own_reports_alone():
    citizen, other = a_citizen(), a_citizen("TUKIJO")
    report, _ = a_sanggah(citizen), a_sanggah(other, a_recipient("SUMIATI"))

    with acting(citizen):
        assert [one.pk for one in reports.own(citizen)] == [report.pk]
        assert Report.objects.count() == 1
        assert reports.own_by_id(citizen, report.pk).state == "DIKIRIM"
    with acting(other), pytest.raises(NotFound):
        reports.own_by_id(other, report.pk)


@pytest.mark.requirement("X-02")
def test_the_next_areas_find_no_report():
    report = a_sanggah()

    for role, area in (("OP_DESA", NGRONGGO), ("OP_DINSOS", KAB_KEDIRI)):
        reader = official(role, area)
        with acting(reader):
            assert reports.page(reader, reports.Filters(), at=AT) == []
            assert not Report.objects.exists()
            with pytest.raises(NotFound):
                reports.by_id(reader, report.pk)


def test_recipients_are_found_by_name_in_the_own_kelurahan_and_shown_masked():
    citizen, here = a_citizen(), a_recipient()
    a_recipient("SULASTRI JAUH", region=NGRONGGO)

    found = recipients(BAWANG, "sulas", by=citizen, masked=True)

    assert [(each.name, each.programme, each.rt) for each in found] == [("S•••••••", "PKH", "003")]
    assert enrolment_of(found[0].mark, by=citizen) == here.pk
    with pytest.raises(Refused):
        enrolment_of(found[0].mark, by=a_citizen("TUKIJO"))
    with pytest.raises(Refused):
        recipients(BAWANG, "su", by=citizen, masked=True)
    assert masked_name("SULASTRI NINGSIH") == "S••••••• N••••••"


def test_what_is_odd_about_photo_and_point_is_told_and_the_camera_is_forgotten():
    far_away = a_camera_picture(latitude=-7.60, longitude=112.04, taken="2025:01:01 08:00:00")
    told = told_sanggah(a_recipient(), photo=far_away, latitude=Decimal("-7.10"))

    report = tell_as(a_citizen(), told)

    assert [each.split(" ")[0] for each in report.remarks] == ["Menurut", "Menurut", "Titik"]
    assert "1 Januari 2025" in report.remarks[0]
    assert "batas kelurahan" in report.remarks[2]
    assert "-7.6" not in str(report.remarks)
    with Image.open(disk.place(report.photo_key)) as kept:
        assert not kept.getexif()


def test_a_picture_that_is_kept_with_another_house_is_told_without_naming_it():
    enrolment, other = a_recipient(), a_recipient("SUMIATI")
    operator = official("OP_DESA", BAWANG)
    with acting(operator):
        photograph(family_id=other.family_id, view="front", data=a_picture(), name="a.png", by=operator, at=AT)

    told = told_sanggah(enrolment, latitude=None, longitude=None, no_point_reason="Telepon tidak punya GPS")
    report = tell_as(a_citizen(), told)

    assert report.remarks == ["Foto yang sama persis sudah tersimpan untuk rumah keluarga lain."]


def a_camera_picture(*, latitude: float, longitude: float, taken: str) -> io.BytesIO:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "S", 2: (abs(latitude), 0.0, 0.0), 3: "E", 4: (longitude, 0.0, 0.0)})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    made = io.BytesIO()
    Image.new("RGB", (320, 240), (120, 90, 60)).save(made, "JPEG", exif=exif)
    made.seek(0)
    return made
