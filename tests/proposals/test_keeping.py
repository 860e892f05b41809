"""What an administrator finds after login: what waits, each with its link, and nothing of another kab/kota."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kesos.access.queries import users
from kesos.database.acting import acting
from kesos.documents.queries import templates
from kesos.foundation.actor import SYSTEM, Actor
from kesos.jobs.models import JobRun
from kesos.proposals.queries import keeping
from tests.access.world import a_grant, a_user, an_official
from tests.documents.conftest import HEAD, new_dinas
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import BAWANG, KEDIRI, OPERATOR, on

KAB_KEDIRI = "3506"
RIGHTS = (users.MANAGE, templates.MANAGE_SIGNERS, keeping.CALENDAR, "job.view")
# the eight-thousands belong to no account of a test
ADMIN = Actor(8001, "Administrator", frozenset({"ADMIN"}), frozenset((each, KEDIRI) for each in RIGHTS))
ELSEWHERE = Actor(8002, "Administrator", frozenset({"ADMIN"}), frozenset((each, KAB_KEDIRI) for each in RIGHTS))
pytestmark = pytest.mark.django_db


def kept_by(actor):
    managed = type(actor)(actor.user_id, actor.name, actor.roles, actor.grants, holders=_managing(actor))
    with acting(managed):
        return {
            group.label: [(row.title, row.path) for row in group.rows] for group in keeping.waiting(managed, at=on(5))
        }


def _managing(actor):
    return frozenset(f"users:{area}" for area in actor.areas(users.MANAGE))


def test_accounts_that_hold_nothing_wait_for_a_role():
    idle = a_user("sari")
    a_user("wati", is_active=False)
    an_official("budi", "STAF", KEDIRI)
    over = a_user("tini")
    a_grant(over, "STAF", KEDIRI, valid_to=on(1))

    told = kept_by(ADMIN)["Akun tanpa peran"]

    assert told == [
        (idle.full_name, reverse("access:user", args=[idle.pk])),
        (over.full_name, reverse("access:user", args=[over.pk])),
    ]


def test_grants_that_end_within_a_month_are_told_and_later_ones_are_not():
    soon, later = a_user("sari"), a_user("wati")
    a_grant(soon, "STAF", KEDIRI, valid_to=on(5) + timedelta(days=20))
    a_grant(later, "STAF", KEDIRI, valid_to=on(5) + timedelta(days=60))

    told = kept_by(ADMIN)["Penugasan yang segera berakhir"]

    assert told == [(soon.full_name, reverse("access:user", args=[soon.pk]))]


def test_jobs_that_failed_this_week_are_told_by_their_page():
    with acting(SYSTEM):
        run = JobRun.objects.create(
            kind="x", title="Impor BNBA", user_id=4, region_code=BAWANG, state="failed", error_number="K-1",
            created_at=on(4), finished_at=on(4),
        )  # fmt: skip
        JobRun.objects.create(
            kind="x", title="Lama", user_id=4, region_code=BAWANG, state="failed", error_number="K-2",
            created_at=on(4) - timedelta(days=20), finished_at=on(4) - timedelta(days=20),
        )  # fmt: skip

    told = kept_by(ADMIN)["Pekerjaan yang gagal dalam tujuh hari"]

    assert told == [("Impor BNBA", reverse("jobs:one", args=[run.pk]))]


def test_a_month_that_should_be_open_and_is_not_is_told():
    an_official("dwi", "OP_DESA", BAWANG)

    told = kept_by(ADMIN)["Bulan yang belum dibuka"]

    assert [title for title, _ in told] == ["Kota Kediri, November 2026"]


def test_an_office_whose_letters_nobody_may_sign_is_told():
    dinas = new_dinas()
    with acting(HEAD):
        dinas.signer.valid_to = on(1).date()
        dinas.signer.save(update_fields=["valid_to"])

    told = kept_by(ADMIN)["Kantor tanpa penanda tangan"]

    assert told == [(str(dinas.office), f"{reverse('documents:signers')}?kantor={dinas.office.pk}")]


@pytest.mark.requirement("X-02")
def test_an_administrator_of_another_kabupaten_is_told_none_of_it():
    idle = a_user("sari")
    a_grant(a_user("wati"), "STAF", KEDIRI, valid_to=on(6))
    an_official("dwi", "OP_DESA", BAWANG)
    new_dinas()
    with acting(SYSTEM):
        JobRun.objects.create(
            kind="x", title="Impor BNBA", user_id=4, region_code=BAWANG, state="failed", error_number="K-1",
            created_at=on(4), finished_at=on(4),
        )  # fmt: skip

    told = kept_by(ELSEWHERE)

    assert told == {}
    assert idle.full_name in str(kept_by(ADMIN))


def test_more_than_a_handful_is_said_to_be_more():
    for n in range(keeping.SHOWN + 1):
        a_user(f"sari{n}")

    managed = Actor(8001, "Administrator", frozenset(), ADMIN.grants, holders=_managing(ADMIN))
    with acting(managed):
        (group,) = [each for each in keeping.waiting(managed, at=on(5)) if each.label == "Akun tanpa peran"]

    assert (len(group.rows), group.more, group.path) == (keeping.SHOWN, True, reverse("access:users"))


def test_the_administrators_first_page_shows_it_and_an_operators_does_not(monkeypatch):
    at_the_time(monkeypatch, on(5))
    idle = a_user("sari")
    managed = Actor(8001, "Administrator", ADMIN.roles, ADMIN.grants, holders=_managing(ADMIN))

    page = visit(managed, "/")

    assert f'href="/pengguna/{idle.pk}/"' in page
    assert "Pengelolaan" in page
    assert "Pengelolaan" not in visit(OPERATOR, "/")


def test_where_nothing_waits_the_page_says_so(monkeypatch):
    at_the_time(monkeypatch, on(5))

    assert "Tidak ada yang menunggu pengelola saat ini" in visit(ADMIN, "/")
