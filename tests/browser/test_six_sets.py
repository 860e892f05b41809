"""A person who stands in all six sets, in Chromium: what all see, and what opens with a reason."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Waiting
from kesos.registry.models import Enrolment, PovertyTarget, PpksRecord
from tests.access.world import KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import once_on
from tests.institutions.world import a_home, helps, stays
from tests.registry.world import AT, BAWANG, a_family, a_person, a_source


@once_on("desk")
def test_the_page_tells_six_sets_and_opens_a_guarded_type(page: Page, server, database, seen):
    sit_down(page.context, server, an_official("rofiq", "OP_DINSOS", KEDIRI))
    person = a_person("SULASTRI NINGSIH")
    family = a_family(person, address="JL. SERSAN SUHARMAJI 17")
    with acting(SYSTEM):
        source = a_source()
        for code, kinds in (("PPKS-13", []), ("PPKS-09", ["fisik", "sensorik"])):
            PpksRecord.objects.create(
                person=person, type=code, disabilities=kinds, from_on=date(2025, 3, 1), source=source
            )
        PovertyTarget.objects.create(family=family, period="2026", from_on=date(2026, 1, 1), source=source)
        Enrolment.objects.create(
            person=person, family=family, programme="SEMBAKO", from_on=date(2025, 1, 1), unlisted_reason="uji",
            source=source,
        )  # fmt: skip
        Waiting.objects.create(
            programme_id="PKH", family=family, person=person, region_code=BAWANG, proposed_on=date(2026, 9, 1),
            entered_at=AT,
        )  # fmt: skip
    stays(person, a_home())
    helps("PSKS-09", person=person)
    page.goto(reverse("registry:person", args=[person.pk]))
    expect(page.get_by_text("Dalam proses", exact=True)).to_be_visible()
    seen(page, "six-sets")

    page.get_by_text("Buka 1 jenis PPKS yang dirahasiakan").click()
    page.get_by_role("button", name="Buka dan catat").click()
    expect(page.get_by_role("alert")).to_contain_text("Tuliskan alasan")
    page.get_by_label("Alasan", exact=True).fill("Rujukan alat bantu dengar")
    page.get_by_role("button", name="Buka dan catat").click()

    expect(page.get_by_text("Penyandang disabilitas")).to_be_visible()
    seen(page, "six-sets-open")
