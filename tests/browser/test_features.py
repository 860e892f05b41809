"""An administrator looks at what a switch takes from whom, saves it, and the operator's link is gone."""

import pytest
from playwright.sync_api import Page, expect

from tests.access.world import BAWANG, KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on


@pytest.mark.requirement("K-22")
@once_on("desk")
def test_a_part_is_switched_off_after_looking_at_its_effect(page: Page, server: str, database, seen):
    keeper, operator = an_official("tono", "ADMIN", KEDIRI), an_official("siti", "OP_DESA", BAWANG)
    sit_down(page.context, server, keeper)

    page.goto("/fitur-wilayah/")
    page.get_by_label("Fitur", exact=True).select_option("peta")
    page.get_by_label("Alasan").fill("SK 4/2026")
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.get_by_text("Operator desa/kelurahan: 1 orang")).to_be_visible()
    seen(page, "fitur-akibat")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Fitur dimatikan.")).to_be_visible()
    seen(page, "fitur-wilayah")

    sit_down(page.context, server, operator)
    page.goto("/")
    assert page.get_by_role("link", name="Peta kelurahan").count() == 0
    page.goto("/peta/")
    arrived(page, "Tidak ditemukan")
    seen(page, "fitur-mati")
