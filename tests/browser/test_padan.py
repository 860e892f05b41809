"""The work list of matching in Chromium: proposed by the kelurahan, looked at and agreed to by the supervisor."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding, Run, Snapshot
from tests.access.world import BAWANG, KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.registry.world import AT, NGRONGGO, a_person


@pytest.fixture
def findings(database):
    """One of each kind, of people of Bawang."""
    people = [a_person(name) for name in ("SULASTR", "MARSUDI", "TUTIK", "WARNI")]
    with acting(SYSTEM):
        told = {"as_of": date(2026, 11, 1), "taken_at": AT, "ready_at": AT, "by_user_id": 1}
        sides = [Snapshot.objects.create(kind=kind, source=kind, **told) for kind in ("registry", "population")]
        run = Run.objects.create(
            source="kependudukan", registry=sides[0], other=sides[1], is_whole=True, engine="duckdb", state="done",
            begun_at=AT, finished_at=AT, by_user_id=1,
        )  # fmt: skip
        kinds = [
            {"outcome": "sebagian", "differs": "nama", "likeness": 88, "their_name": "SULASTRI"},
            {"outcome": "meninggal", "differs": "hidup", "likeness": 100, "their_death": date(2026, 10, 2)},
            {"outcome": "pindah", "differs": "wilayah", "likeness": 100, "their_region": NGRONGGO},
            {"outcome": "tidak_ditemukan", "differs": ""},
        ]
        for person, kind in zip(people, kinds, strict=True):
            Finding.objects.create(
                **{"source": "kependudukan", "bucket": 3, "nik": person.nik, "person": person, "region_code": BAWANG,
                   "their_name": person.full_name, "their_birth_date": person.birth_date, "their_sex": person.sex,
                   "their_region": BAWANG, "run": run} | kind
            )  # fmt: skip
    return people


@once_on("phone")
def test_what_the_kelurahan_proposes_the_supervisor_agrees_to(page: Page, server, findings, seen):
    sit_down(page.context, server, an_official("dwi", "OP_DESA", BAWANG))
    page.goto(reverse("padan:findings"))
    expect(page.get_by_role("rowheader")).to_have_count(4)
    seen(page, "padan-daftar")
    page.get_by_role("checkbox", name="Pilih SULASTR").check()
    page.get_by_role("checkbox", name="Pilih WARNI").check()
    page.get_by_role("button", name="Usulkan memakai data kependudukan").click()
    expect(page.get_by_text("1 temuan diusulkan")).to_be_visible()
    expect(page.get_by_text("Sebagian tidak diusulkan")).to_be_visible()

    page.get_by_label("Keadaan").select_option("DIUSULKAN")
    page.get_by_role("button", name="Saring").click()
    sit_down(page.context, server, an_official("ratna", "SUPERVISOR", KEDIRI))
    page.goto(reverse("padan:findings") + "?keadaan=DIUSULKAN")
    page.get_by_role("link", name="SULASTR").click()
    arrived(page, "SULASTR")
    seen(page, "padan-temuan")
    page.get_by_label("Setujui dan terapkan").check()
    page.get_by_role("button", name="Simpan langkah").click()

    expect(page.get_by_text("Keadaan: Diterapkan.")).to_be_visible()
    with acting(SYSTEM):
        findings[0].refresh_from_db()
        assert findings[0].full_name == "SULASTRI"
