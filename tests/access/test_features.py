"""A kab/kota switches a part of Kesos off: its screens, links and endpoints go there, and nowhere else."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kesos.access.actors import actor_for
from kesos.access.models import FeatureOff
from kesos.access.queries.features import losses
from kesos.access.services.features import FeatureRefused, switch_off, switch_on
from kesos.audit.models import AuditEvent
from kesos.config.api import api
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed
from kesos.ui.features import features, screens_of
from kesos.ui.help import everything
from tests.access.world import AT, BAWANG, DAY, KAB_KEDIRI, KEDIRI, a_grant, an_actor, an_official
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
NEXT = "3506012001"
MAP = "/peta/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def keeper():
    return an_actor("tono", "ADMIN", KEDIRI)


def off(keeper, feature="peta", *, since=AT, at=AT):
    with acting(keeper):
        return switch_off(
            feature=feature, region_code=KEDIRI, valid_from=since, reason="Belum dipakai", by=keeper, at=at
        )


@pytest.mark.requirement("K-22")
def test_its_screen_link_and_endpoint_go_in_this_city_and_stay_in_the_next(keeper):
    here, next_door = an_official("siti", "OP_DESA", BAWANG), an_official("rini", "OP_DESA", NEXT)
    off(keeper)

    mine, theirs = signed_in(here), signed_in(next_door)
    gone, there = mine.get(MAP, follow=True), theirs.get(MAP, follow=True)

    assert (gone.status_code, there.status_code) == (404, 200)
    assert "Peta kelurahan sedang tidak dipakai di wilayah Anda" in gone.content.decode()
    assert f'href="{MAP}"' not in mine.get("/").content.decode()
    assert f'href="{MAP}"' in theirs.get("/").content.decode()
    asked = mine.get(f"/api/v1/village-map?region_code={BAWANG}")
    assert asked.status_code == 404
    assert json.loads(asked.content)["code"] == "feature_off"
    assert theirs.get(f"/api/v1/village-map?region_code={NEXT}").status_code == 200


@pytest.mark.requirement("K-22")
def test_everything_is_on_until_somebody_switches_it_off_and_on_its_day():
    user = an_official("siti", "OP_DESA", BAWANG)
    keeper = an_actor("tono", "ADMIN", KEDIRI)
    before = actor_for(user.pk, at=AT).off
    off(keeper, since=AT + DAY)

    days = [actor_for(user.pk, at=AT + shift * DAY).off for shift in (0, 0.99, 1, 30)]
    with acting(keeper):
        switch_on(feature="peta", region_code=KEDIRI, reason="Dipakai lagi", by=keeper, at=AT + 2 * DAY)

    assert before == frozenset()
    assert days == [frozenset(), frozenset(), {"peta"}, {"peta"}]
    assert actor_for(user.pk, at=AT + 1.5 * DAY).off == {"peta"}
    assert actor_for(user.pk, at=AT + 2 * DAY).off == frozenset()


def test_who_also_works_where_it_is_on_keeps_it(keeper):
    busy = an_official("joko", "OP_DESA", BAWANG)
    a_grant(busy, "OP_DESA", NEXT)
    off(keeper)

    assert actor_for(busy.pk, at=AT).off == frozenset()
    with acting(SYSTEM):
        FeatureOff.objects.create(feature="peta", region_code=KAB_KEDIRI, valid_from=AT, reason="Juga di sini")
    assert actor_for(busy.pk, at=AT).off == {"peta"}


@pytest.mark.requirement("K-22")
def test_the_preview_names_the_screens_and_how_many_of_which_role_lose_them(keeper):
    an_official("siti", "OP_DESA", BAWANG)
    an_official("rini", "OP_DESA", NEXT)
    both = an_official("joko", "OP_DESA", BAWANG)
    a_grant(both, "OP_DESA", NEXT)

    with acting(keeper):
        found = losses("peta", KEDIRI, at=AT)

    assert [loss.title for loss in found] == ["Peta kelurahan"]
    assert dict(found[0].roles)["Operator desa/kelurahan"] == 1


def test_the_administrator_sees_the_effect_before_saving_and_nothing_is_saved_by_looking():
    client = signed_in(an_official("tono", "ADMIN", KEDIRI))
    told = {"feature": "skor_lokal", "region_code": KEDIRI, "switch": "mati", "reason": "SK 4/2026"}

    looked = client.post("/fitur-wilayah/", {**told, "langkah": "lihat"}).content.decode()
    kept_by_looking = FeatureOff.objects.count()
    saved = client.post("/fitur-wilayah/", {**told, "langkah": "simpan"})

    assert "Yang hilang bila dimatikan" in looked
    assert "Bobot skor lokal" in looked
    assert kept_by_looking == 0
    assert saved.status_code == 302
    assert "Mati" in client.get("/fitur-wilayah/").content.decode()
    assert FeatureOff.objects.get().region_code == KEDIRI


def test_switching_off_twice_is_once_and_is_told_in_the_audit(keeper):
    assert off(keeper) == off(keeper, at=AT)

    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="access.feature_off", region_code=KEDIRI).count() == 1
    assert FeatureOff.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"feature": "entah"}, "tidak dikenal"),
        ({"region_code": BAWANG}, "satu kabupaten atau kota"),
        ({"reason": " "}, "alasannya"),
        ({"valid_from": AT - DAY}, "berlaku surut"),
    ],
)
def test_a_senseless_switch_is_refused_with_its_sentence(keeper, more, said):
    told = {"feature": "peta", "region_code": KEDIRI, "valid_from": AT, "reason": "Belum dipakai", **more}

    with acting(keeper), pytest.raises(FeatureRefused, match=said):
        switch_off(**told, by=keeper, at=AT)


def test_what_is_on_cannot_be_switched_on(keeper):
    with acting(keeper), pytest.raises(FeatureRefused, match="sudah menyala"):
        switch_on(feature="peta", region_code=KEDIRI, reason="Lagi", by=keeper, at=AT)


def test_the_administrator_of_the_next_city_switches_nothing_here():
    stranger = an_actor("wati", "ADMIN", KAB_KEDIRI)
    client = signed_in(an_official("yuli", "ADMIN", KAB_KEDIRI))
    told = {"feature": "peta", "region_code": KEDIRI, "switch": "mati", "reason": "Iseng", "langkah": "simpan"}

    with acting(stranger), pytest.raises(NotAllowed):
        switch_off(feature="peta", region_code=KEDIRI, valid_from=AT, reason="Iseng", by=stranger, at=AT)
    assert client.post("/fitur-wilayah/", told).status_code in (403, 422)
    assert FeatureOff.objects.count() == 0


@pytest.mark.parametrize(
    "more", [{"region_code": "35"}, {"reason": ""}, {"valid_to": AT}, {"region_code": "3571", "feature": "peta"}]
)
def test_the_database_keeps_a_switch_sensible(keeper, more):
    off(keeper)
    told = {"feature": "skor_lokal", "region_code": KEDIRI, "valid_from": AT, "reason": "Uji", **more}

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        FeatureOff.objects.create(**told)


@pytest.mark.parametrize("key", sorted(features()))
def test_every_feature_has_a_screen_whose_name_the_administrator_reads_and_an_endpoint(key):
    endpoints = [
        each for _, router in api._routers for path in router.path_operations.values() for each in path.operations
    ]

    assert [screen for screen in screens_of(key) if screen.url_name in everything()]
    assert key in {getattr(each.view_func, "feature", "") for each in endpoints}


def test_a_citizen_whose_city_takes_no_reports_from_home_still_reads_those_they_sent(keeper):
    citizen = an_official("yatemi", "WARGA", BAWANG)
    off(keeper, "laporan_warga")

    answers = {
        name: signed_in(citizen).get(reverse(f"portal:{name}")).status_code for name in ("tell_usul", "tell_sanggah")
    }

    assert answers == {"tell_usul": 404, "tell_sanggah": 404}
    assert {screen.url_name for screen in screens_of("laporan_warga")} == {"portal:tell_usul", "portal:tell_sanggah"}
