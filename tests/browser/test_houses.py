"""A house in Chromium, on a phone and on a desk: photographed, placed, found on the map; with scripts and without."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.evidence.services.locate import Told, locate
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.models import Enrolment, Family, Membership
from tests.access.world import BAWANG, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.evidence.world import INSIDE, picture, shoot
from tests.proposals.world import a_draft, a_known_family, an_open_month
from tests.registry.world import a_family, a_person, a_source

JPEG = {"name": "rumah.jpg", "mimeType": "image/jpeg"}


@pytest.fixture
def operator(page: Page, server: str) -> Actor:
    user = an_official("dwi", "OP_DESA", BAWANG)
    sit_down(page.context, server, user)
    return actor_for(user.pk, at=timezone.now())


@pytest.fixture
def house(database) -> Family:
    return a_family(a_person("SULASTRI"), address="JL. MAWAR 3", rt="001", rw="002")


def some_houses(by: Actor) -> list[Family]:
    """Some thirty points of every state around one place of Bawang."""
    families = []
    for n, state in enumerate(("AKTIF", "DITANGGUHKAN", "NONAKTIF_PINDAH", "", "AKTIF", "") * 5):
        family = a_family(a_person(f"WARGA {n:02d}"), rt="001", rw=f"00{n % 3 + 1}")
        with acting(SYSTEM):
            if state:
                Enrolment.objects.create(
                    person_id=Membership.objects.get(family=family).person_id, family=family, programme="PKH",
                    state=state, from_on="2026-01-01", to_on="2026-10-01" if state.startswith("NONAKTIF") else None,
                    unlisted_reason="uji", source=a_source(),
                )  # fmt: skip
        north, east = (n % 6 - 3) * 1500, (n // 6 - 2) * 1900
        place = Told("map", INSIDE[0] + north * SIXTH, INSIDE[1] + east * SIXTH)
        locate(family_id=family.pk, told=place, by=by, at=timezone.now())
        families.append(family)
    return families


SIXTH = Decimal("0.000001")


@pytest.mark.requirement("K-31")
@pytest.mark.requirement("K-24")
def test_a_house_is_photographed_between_two_lines_and_placed_by_the_device(page: Page, operator, house, seen):
    with acting(SYSTEM):
        person = Membership.objects.get(family=house).person_id
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -7.862654, "longitude": 112.061103, "accuracy": 7})
    page.goto(reverse("registry:person", args=[person]))
    page.get_by_role("link", name="Foto dan titik rumah", exact=True).click()
    arrived(page, "Foto dan titik rumah")
    expect(page.get_by_text("Belum ada foto depan rumah")).to_be_visible()
    seen(page, "rumah-kosong")

    page.get_by_label("Ambil atau pilih foto").set_input_files({**JPEG, "buffer": picture(3)})
    expect(page.get_by_alt_text("Pratinjau foto depan rumah")).to_be_visible()
    seen(page, "rumah-bingkai")
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_text("Foto tersimpan:")).to_be_visible()
    page.get_by_role("button", name="Ambil titik dari perangkat").click()
    expect(page.get_by_label("Lintang")).to_have_value("-7.862654")
    page.get_by_role("button", name="Simpan titik").click()
    expect(page.get_by_text("Titik rumah tersimpan.")).to_be_visible()
    expect(page.get_by_text("ketelitian 7 m")).to_be_visible()
    page.locator("[data-house-map]").scroll_into_view_if_needed()
    expect(page.locator("[data-house-map][data-ready]")).to_be_visible()
    seen(page, "rumah-lengkap")

    page.locator("[data-house-map]").click(position={"x": 60, "y": 60})
    expect(page.get_by_text("Titik dari peta terisi")).to_be_visible()
    page.get_by_role("button", name="Simpan titik").click()
    expect(page.get_by_text("ditunjuk di peta")).to_be_visible()

    page.goto(reverse("registry:person", args=[person]))
    page.get_by_role("heading", name="Foto rumah dan titik").scroll_into_view_if_needed()
    expect(page.get_by_alt_text("Rumah SULASTRI dari depan")).to_be_visible()
    seen(page, "rumah-pada-warga")


@once_on("phone")
def test_a_refusal_is_a_sentence_above_the_form(page: Page, operator, house, seen):
    page.goto(reverse("evidence:house", args=[house.pk]))

    page.get_by_label("Ambil atau pilih foto").set_input_files({**JPEG, "buffer": b"<html></html>"})
    page.get_by_role("button", name="Simpan foto").click()

    expect(page.get_by_role("alert")).to_contain_text("Foto rumah harus berupa")
    seen(page, "rumah-ditolak")


@pytest.mark.requirement("K-25")
def test_list_and_map_lead_to_each_other_and_leaflet_comes_only_when_the_map_is_seen(page: Page, operator, seen):
    families = some_houses(operator)
    shoot(families[7], picture(9), by=operator)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{reverse('evidence:map')}?wilayah={BAWANG}")
    expect(page.locator("[data-village-map][data-ready]")).to_be_visible()
    seen(page, "peta")

    row = page.get_by_role("row", name="WARGA 07")
    row.get_by_role("link", name="Tunjukkan").click()
    expect(page.get_by_role("heading", name="WARGA 07")).to_be_visible()
    expect(row).to_have_attribute("aria-current", "true")
    expect(page.get_by_alt_text("Rumah WARGA 07 dari depan")).to_be_visible()
    seen(page, "peta-terpilih")
    box = page.locator("[data-village-map]").bounding_box()
    page.get_by_role("heading", name="Peta", exact=True).scroll_into_view_if_needed()

    assert box is not None
    assert any("leaflet" in url for url in asked)
    page.get_by_label("Keadaan").select_option("suspended")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.get_by_text("5 keluarga", exact=True)).to_be_visible()
    expect(page.locator("[data-village-map][data-ready]")).to_be_visible()
    seen(page, "peta-disaring")


def test_a_point_on_the_map_opens_the_card_of_its_house(desk: Page, server, no_findings):
    user = an_official("dwi", "OP_DESA", BAWANG)
    sit_down(desk.context, server, user)
    family = a_family(a_person("SULASTRI"))
    by = actor_for(user.pk, at=timezone.now())
    locate(family_id=family.pk, told=Told("map", *INSIDE), by=by, at=timezone.now())
    desk.goto(f"{reverse('evidence:map')}?wilayah={BAWANG}&keluarga={family.pk}")
    box = desk.locator("[data-village-map][data-ready]")
    expect(box).to_be_visible()
    desk.evaluate("document.getElementById('kartu-judul').textContent = 'lama'")

    box.click()  # its middle, where the chosen point stands

    expect(desk.get_by_role("heading", name="SULASTRI")).to_be_visible()
    no_findings(desk)


def test_leaflet_is_not_fetched_for_a_map_below_the_fold(phone: Page, server, house):
    sit_down(phone.context, server, an_official("dwi", "OP_DESA", BAWANG))
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.goto(reverse("evidence:house", args=[house.pk]))
    phone.wait_for_load_state("networkidle")
    before = [url for url in asked if "leaflet" in url or "titik.json" in url]
    phone.locator("[data-house-map]").scroll_into_view_if_needed()
    expect(phone.locator("[data-house-map][data-ready]")).to_be_visible()

    assert before == []
    assert [url for url in asked if "leaflet.js" in url]


def test_without_scripts_the_map_is_a_picture_and_the_form_sends_its_file(browser: Browser, server: str, database):
    user = an_official("dwi", "OP_DESA", BAWANG)
    by = actor_for(user.pk, at=timezone.now())
    family = some_houses(by)[0]
    place = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 390, "height": 844})
    sit_down(place, server, user)
    page = place.new_page()

    page.goto(f"/peta/?wilayah={BAWANG}")
    drawn = page.locator("img.village-picture")
    expect(drawn).to_be_visible()
    page.goto(f"/keluarga/{family.pk}/rumah/")
    expect(page.get_by_text("Atap sampai lantai", exact=True)).to_be_visible()
    page.get_by_label("Ambil atau pilih foto").set_input_files({**JPEG, "buffer": picture(3)})
    page.get_by_role("button", name="Simpan foto").click()

    expect(page.get_by_text("Foto tersimpan:")).to_be_visible()
    place.close()


@pytest.mark.requirement("K-26")
@once_on("desk")
def test_the_page_of_a_proposal_shows_the_house_beside_the_decision(page: Page, operator, seen):
    family = a_known_family("SULASTRI")
    shoot(family, picture(4, taken="2026:01:02 08:00:00"), by=operator, at=timezone.now())
    locate(family_id=family.pk, told=Told("device", *INSIDE, 9), by=operator, at=timezone.now())
    month = an_open_month()

    page.goto(f"/usulan/{a_draft(month, family, by=operator).number}/")

    expect(page.get_by_role("heading", name="Foto rumah dan titik")).to_be_visible()
    expect(page.get_by_text("Foto depan dari 2 Januari 2026")).to_be_visible()
    seen(page, "usulan-rumah")
