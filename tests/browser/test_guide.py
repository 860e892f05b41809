"""Help, guides and news in Chromium, and the pictures of the guides, taken here to be as new as the screens.

`KESOS_GUIDE_PICTURES=docs/pictures/panduan pytest tests/browser/test_guide.py` takes them anew.
"""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from tests.api.world import BAWANG, KEDIRI, NOW
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on, troubles
from tests.journeys.things import a_told_death
from tests.portal.citizens import a_citizen_user
from tests.rules import walking, walks
from tests.rules.walking import World
from tests.rules.walks import Named

WIDE, HIGH, QUALITIES = 1000, 640, (80, 65, 50, 35)
LARGEST = 60 * 1024
DRAWN = """() => Promise.all([...document.images].map((each) => each.complete || new Promise((done) => {
  each.onload = each.onerror = done;
})))"""


@dataclass(frozen=True)
class Shot:
    """A screen of a guide, as the holder of a role opens it."""

    url: str
    role: str = "OP_DESA"
    area: str = BAWANG
    named: Callable[[World], Named] = lambda world: {}
    asked: Callable[[World], str] = lambda world: ""
    needs: Callable[[World], object] = lambda world: None


def of(name: str, **told: Any) -> Shot:
    """As the walk over every address opens it."""
    walk = walks.WALKS[name]
    return Shot(name, walk.role, walk.area, walk.named, **told)


SHOTS = {
    "tugas-saya": Shot("proposals:tasks"),
    "halaman-warga": of("registry:person"),
    "rumah": of("evidence:house"),
    "peta": Shot("evidence:map", asked=lambda w: f"?wilayah={BAWANG}"),
    "usulan": of("proposals:one"),
    "usulkan-bantuan": Shot("proposals:aid_start", asked=lambda w: f"?warga={w.things.person.pk}&program=PKH"),
    "musyawarah": Shot("proposals:deliberation", "LURAH", named=walking.HELD),
    "kelayakan": of("programmes:check"),
    "peristiwa": Shot("journeys:events", needs=lambda w: a_told_death(w.things)),
    "penggantian": of("programmes:run"),
    "permohonan-surat": of("documents:request"),
    "usul-sanggah": Shot("portal:reports", needs=lambda w: w.portal.report),
    "kalender": Shot("workflow:calendar"),
    "bulan-ini": of("proposals:standing"),
    "enam-angka": of("proposals:city"),
    "usulan-banyak": Shot("proposals:list", "SUPERVISOR", KEDIRI),
}


@pytest.fixture
def world(database: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """One of everything in Bawang, on a day of entry in November; the server's clock stands still there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return World.of_bawang()


def kept(page: Page, name: str) -> None:
    """Where KESOS_GUIDE_PICTURES names a folder: what the window shows, as a small WebP."""
    if not (folder := os.environ.get("KESOS_GUIDE_PICTURES")):
        return
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for quality in QUALITIES:
        picture.save(Path(folder) / f"{name}.webp", quality=quality, method=6)
        if (Path(folder) / f"{name}.webp").stat().st_size <= LARGEST:
            return
    raise AssertionError(f"{name}: larger than {LARGEST} bytes")


@pytest.mark.requirement("K-28")
def test_every_picture_of_the_guides_can_be_taken(desk: Page, server: str, world: World):
    desk.set_viewport_size({"width": WIDE, "height": HIGH})

    for name, shot in SHOTS.items():
        shot.needs(world)
        asked, named = shot.asked(world), shot.named(world)
        sit_down(desk.context, server, world.official(shot.role, shot.area).user)
        answer = desk.goto(reverse(shot.url, kwargs=named) + asked)
        desk.wait_for_load_state()
        desk.evaluate(DRAWN)
        if shot.url == "evidence:map":
            desk.mouse.wheel(0, 300)  # a map below the fold is not drawn
            expect(desk.locator(".leaflet-container")).to_be_visible()
            desk.wait_for_load_state("networkidle")
        kept(desk, name)

        assert answer is not None
        assert answer.status == 200, name
        assert troubles(desk) == [], name
        assert desk.get_by_text("Bantuan halaman ini").is_visible(), name

    sit_down(desk.context, server, a_citizen_user("YATEMI"))
    desk.goto("/saya/")
    arrived(desk, "Halaman saya")
    kept(desk, "halaman-saya")


@pytest.mark.requirement("K-28")
@once_on("phone")
def test_from_a_page_to_its_help_to_the_chapter_of_the_guide(page: Page, signed_in, seen):
    signed_in("OP_DESA", BAWANG)

    page.goto("/warga/")
    seen(page, "bantuan-tertutup")
    page.get_by_text("Bantuan halaman ini").click()
    expect(page.get_by_text("Ketik NIK, No. KK, atau sebagian nama.", exact=False)).to_be_visible()
    seen(page, "bantuan-terbuka")
    page.get_by_role("link", name="Selengkapnya di panduan").click()
    arrived(page, "Panduan operator desa/kelurahan")

    assert page.url.endswith("/panduan/operator/#mencari-warga")
    seen(page, "panduan-operator")


@pytest.mark.requirement("K-22")
@once_on("desk")
def test_what_is_new_is_marked_until_it_is_read(page: Page, signed_in, seen):
    signed_in("OP_DESA", BAWANG)

    page.goto("/panduan/")
    seen(page, "panduan")
    page.goto("/yang-baru/")
    seen(page, "yang-baru")
    page.goto("/panduan/")

    assert page.get_by_role("link", name="Yang baru").locator(".count").count() == 0
