"""Giving and ending power: in one's own area, never to oneself, with a reason, and said in plain words when refused."""

import pytest

from kesos.access.actors import actor_for, standing_of
from kesos.access.services import offices, staff_sessions
from kesos.access.services.offices import OfficeRefused
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from tests.access.world import AT, BAWANG, DAY, KAB_KEDIRI, KEDIRI, TEMPUREJO, a_user, an_actor, an_official

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return an_actor("tono", "ADMIN", KEDIRI)


def give(admin, user, role="OP_DESA", area=BAWANG, **more):
    with acting(admin):
        return offices.give_grant(
            user_id=user.pk, role=role, area=area, by=admin, at=AT, **{"reason": "SK 800/1/2026", **more}
        )


def test_a_given_role_holds_at_once_and_stands_in_the_audit(admin):
    user = a_user("sari")

    give(admin, user)

    assert actor_for(user.pk, at=AT).may("person.view", BAWANG)
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="access.grant_given")
    assert (event.subject, event.region_code, event.details["reason"]) == (f"user:{user.pk}", BAWANG, "SK 800/1/2026")


@pytest.mark.requirement("X-02")
def test_a_role_is_given_in_the_own_area_alone(admin):
    user = a_user("sari")

    with pytest.raises(NotAllowed):
        give(admin, user, area="3506010001")


@pytest.mark.requirement("X-02")
def test_an_account_of_the_next_area_does_not_exist_for_the_administrator(admin):
    user = a_user("edi", region=KAB_KEDIRI)

    with pytest.raises(NotFound):
        give(admin, user)


def test_nobody_gives_a_role_to_oneself_and_is_told_so(admin):
    with acting(admin), pytest.raises(NotAllowed, match="dirinya sendiri"):
        offices.give_grant(user_id=admin.user_id, role="STAF", area=KEDIRI, by=admin, at=AT, reason="saya sendiri")


@pytest.mark.parametrize(
    ("role", "area", "more", "said", "field"),
    [
        ("OP_DESA", KEDIRI, {}, "desa/kelurahan", "area"),
        ("PEKSOS", KEDIRI, {}, "lembaga", "holder"),
        ("AUDITOR", KEDIRI, {}, "berbatas waktu", "valid_to"),
        ("STAF", KEDIRI, {"valid_to": AT - DAY}, "sesudah tanggal mulai", "valid_to"),
        ("STAF", KEDIRI, {"reason": " "}, "Alasan", "reason"),
        ("ENTAH", KEDIRI, {}, "tidak dikenal", "role"),
    ],
)
def test_a_role_that_does_not_fit_is_refused_with_the_rule(admin, role, area, more, said, field):
    user = a_user("sari")

    with pytest.raises(OfficeRefused, match=said) as refused:
        give(admin, user, role, area, **more)

    assert refused.value.field == field


def test_an_excluded_role_is_refused_with_its_reason(admin):
    user = an_official("sari", "SUPERVISOR", KEDIRI)

    with pytest.raises(OfficeRefused, match="Pemeriksa dan pengesah harus orang yang berbeda"):
        give(admin, user, "KADIS", KEDIRI)


def test_the_same_role_twice_is_refused(admin):
    user = an_official("sari", "OP_DESA", BAWANG)

    with pytest.raises(OfficeRefused, match="sudah memegang"):
        give(admin, user)


def test_an_ended_role_holds_no_more_and_stays_in_the_history(admin):
    user = an_official("sari", "OP_DESA", BAWANG)
    grant = user.grants.get()

    with acting(admin):
        offices.end_grant(grant_id=grant.pk, by=admin, at=AT, reason="pindah tugas")

    assert not actor_for(user.pk, at=AT).holds("person.view")
    assert user.grants.get().valid_to == AT


def test_ending_twice_is_refused(admin):
    grant = an_official("sari", "OP_DESA", BAWANG, valid_to=AT - DAY).grants.get()

    with acting(admin), pytest.raises(OfficeRefused, match="sudah berakhir"):
        offices.end_grant(grant_id=grant.pk, by=admin, at=AT, reason="pindah tugas")


def plh(admin, head, deputy, **more):
    told = {
        "kind": "plh", "from_user_id": head.pk, "to_user_id": deputy.pk, "role": "KADIS", "area": KEDIRI,
        "valid_from": AT, "valid_to": AT + 7 * DAY, "letter_number": "800/12/2026", **more,
    }  # fmt: skip
    with acting(admin):
        return offices.delegate(by=admin, at=AT, **told)


def test_a_deputy_stands_in_by_letter_and_it_can_be_ended(admin):
    head, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "KABID", KEDIRI)
    delegation = plh(admin, head, deputy)
    held = actor_for(deputy.pk, at=AT + DAY).holds("audit.view")

    with acting(admin):
        offices.end_delegation(delegation_id=delegation.pk, by=admin, at=AT + DAY)

    assert held
    assert not actor_for(deputy.pk, at=AT + DAY).holds("audit.view")


def test_one_stands_in_only_for_an_office_the_other_holds(admin):
    other, deputy = an_official("budi", "STAF", KEDIRI), an_official("rini", "KABID", KEDIRI)

    with pytest.raises(OfficeRefused, match="tidak memegang"):
        plh(admin, other, deputy)


def test_a_deputy_needs_a_letter(admin):
    head, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "KABID", KEDIRI)

    with pytest.raises(OfficeRefused, match="surat"):
        plh(admin, head, deputy, letter_number=" ")


def test_a_verifier_can_not_stand_in_for_the_head(admin):
    head, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "SUPERVISOR", KEDIRI)

    with pytest.raises(OfficeRefused, match="tidak boleh dipegang bersama"):
        plh(admin, head, deputy)


REASON = "Aduan warga nomor 12 tentang data ganda"


def opened(admin, **more):
    told = {"reason": REASON, "area": BAWANG, "minutes": 30, **more}
    with acting(admin):
        return staff_sessions.open_staff_session(by=admin, at=AT, **told)


def test_a_staff_session_lends_sight_for_a_while_and_in_its_area_alone(admin):
    before = actor_for(admin.user_id, at=AT)
    opened(admin)

    during, after = actor_for(admin.user_id, at=AT + DAY / 72), actor_for(admin.user_id, at=AT + DAY / 48)

    assert (before.holds("person.view"), before.all_areas()) == (False, [])
    assert during.may("person.view", BAWANG)
    assert not during.may("person.view", TEMPUREJO)
    assert during.all_areas() == [BAWANG]
    assert not during.holds("person.edit")
    assert (after.holds("person.view"), after.all_areas()) == (False, [])


def test_a_staff_session_stands_in_the_audit_with_its_reason(admin):
    opened(admin)

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="access.staff_session_opened")
    assert event.details["reason"] == REASON


@pytest.mark.parametrize(
    ("more", "said"),
    [({"minutes": 61}, "paling lama 60 menit"), ({"minutes": 0}, "paling lama"), ({"reason": "cek"}, "alasan")],
)
def test_a_staff_session_is_short_and_has_a_reason(admin, more, said):
    with pytest.raises(Refused, match=said):
        opened(admin, **more)


def test_a_staff_session_stays_in_the_own_area(admin):
    with pytest.raises(NotAllowed):
        opened(admin, area="3506010001")


def test_one_staff_session_at_a_time_and_it_can_be_closed_early(admin):
    opened(admin)
    with pytest.raises(Refused, match="Tutup dahulu"):
        opened(admin)

    with acting(admin):
        staff_sessions.close_staff_session(by=admin, at=AT + DAY / 144)

    assert standing_of(admin.user_id, at=AT + DAY / 144).staff_session is None
    assert not actor_for(admin.user_id, at=AT + DAY / 144).holds("person.view")


def test_a_staff_session_falls_with_the_office(admin):
    opened(admin)
    with acting(SYSTEM):
        offices.Grant.objects.filter(user=admin.user_id).update(valid_to=AT)

    assert not actor_for(admin.user_id, at=AT).holds("person.view")


def test_only_who_may_open_one_opens_a_staff_session():
    operator = an_actor("sari", "OP_DESA", BAWANG)

    with pytest.raises(NotAllowed):
        opened(operator)
