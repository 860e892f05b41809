"""The screens of the catalogue, the quotas, the score, «bagaimana jika», and of who receives outside the list."""

from datetime import date

import pytest

from kesos.bulk import spreadsheets
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound
from kesos.programmes.models import ProgrammeTerm, Quota, ScoreWeight
from kesos.programmes.web import catalogue_views, quota_views, score_views, unlisted_views
from kesos.registry.models import Listing
from tests.programmes.world import (
    BAWANG,
    KEDIRI,
    NGRONGGO,
    a_listed_family,
    a_quota,
    a_recipient,
    enrolled,
    official,
    waiting,
)
from tests.screens import frame, screen

__all__ = ["frame"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]
ADMIN = official("ADMIN", "", 400, "programme.manage")
CITY_ADMIN = official("ADMIN", KEDIRI, 401, "programme.manage")
HEAD = official("KADIS", KEDIRI, 301, "quota.set", "quota.view", "score.set", "what_if.run", "audit.view")
NEXT_CITY = official("KADIS", "3506", 302, "quota.set", "quota.view", "score.set", "what_if.run", "audit.view")
VILLAGE = official("AUDITOR", NGRONGGO, 501, "audit.view")
TERM = {
    "programme_id": "SEMBAKO", "decile_most": "4", "amount_idr": "200.000", "amount_per": "bulan", "basis": "SK 1/2090",
    "valid_from_tanggal": "1", "valid_from_bulan": "1", "valid_from_tahun": "2090",
}  # fmt: skip
WEIGHTS = {
    **dict.fromkeys(score_views.score.ITEMS, "1"), "basis": "SK Kadis", "valid_from_tanggal": "1",
    "valid_from_bulan": "1", "valid_from_tahun": "2090",
}  # fmt: skip


def text(answer):
    return answer.content.decode()


def an_outsider(region=BAWANG, name="SUPARMI"):
    family, person = a_listed_family(name, region=region)
    with acting(SYSTEM):
        Listing.objects.filter(family=family).delete()
    return enrolled(family, person, "PERMAKANAN", unlisted_reason="Lansia terlantar, menunggu pemutakhiran")


def test_everybody_reads_the_catalogue_and_sees_what_is_to_be_verified():
    anybody = official("LURAH", BAWANG, 601)

    listed = text(screen(catalogue_views.programmes, anybody))
    found = text(screen(catalogue_views.programme, anybody, code="PKH"))

    assert "Program Sembako / BPNT" in listed
    assert "perlu diverifikasi" in listed
    assert "11 juta rupiah" in found
    assert "Tidak boleh bersama" in found
    assert "Ubah ketentuan" not in found


def test_the_catalogue_is_searched_and_an_unknown_programme_is_not_found():
    anybody = official("LURAH", BAWANG, 601)

    assert "Tidak ada program yang cocok" in text(screen(catalogue_views.programmes, anybody, data={"q": "zzz"}))
    with pytest.raises(NotFound):
        screen(catalogue_views.programme, anybody, code="ENTAH")


def test_a_change_is_looked_at_first_and_then_saved():
    for _ in range(5):
        a_recipient("SEMBAKO", decile=5)

    seen = text(screen(catalogue_views.change, ADMIN, method="post", data=TERM, kind="ketentuan"))
    kept = ProgrammeTerm.objects.filter(valid_from=date(2090, 1, 1)).count()
    saved = screen(catalogue_views.change, ADMIN, method="post", data={**TERM, "langkah": "simpan"}, kind="ketentuan")
    made = ProgrammeTerm.objects.get(valid_from=date(2090, 1, 1))

    assert "Penerima jadi terhalang" in seen
    assert (kept, saved.status_code, saved.said) == (0, 302, ["Ketentuan program disimpan."])
    assert "Tarik ketentuan" in text(screen(catalogue_views.programme, ADMIN, code="SEMBAKO"))
    screen(catalogue_views.withdraw, ADMIN, method="post", kind="ketentuan", row_id=made.pk)
    assert not ProgrammeTerm.objects.filter(pk=made.pk).exists()


def test_a_change_that_is_refused_says_so_beside_its_field():
    answer = screen(
        catalogue_views.change, ADMIN, method="post", data={**TERM, "valid_from_tahun": "2020"}, kind="ketentuan"
    )

    assert answer.status_code == 422
    assert "tidak berlaku surut" in text(answer)


@pytest.mark.parametrize("kind", ["ketentuan", "pasangan", "komponen", "pekerjaan", "upah"])
def test_every_part_of_the_catalogue_has_a_list_and_a_form(kind):
    assert screen(catalogue_views.rows, ADMIN, kind=kind).status_code == 200
    assert "Lihat dampak" in text(screen(catalogue_views.change, ADMIN, kind=kind))


def test_an_administrator_of_a_city_changes_its_wage_alone():
    with pytest.raises(NotAllowed):
        screen(catalogue_views.change, CITY_ADMIN, kind="ketentuan")
    sent = {**TERM, "region_id": KEDIRI, "monthly_idr": "2.492.811", "langkah": "simpan"}

    assert screen(catalogue_views.change, CITY_ADMIN, method="post", data=sent, kind="upah").status_code == 302
    assert "2.492.811" in text(screen(catalogue_views.rows, CITY_ADMIN, kind="upah"))


def test_the_list_of_quotas_shows_places_and_the_next_city_sees_nothing():
    a_quota("PBPU-PEMDA", 7)
    a_recipient("PBPU-PEMDA")

    assert "PBI daerah / PBPU Pemda, Kota Kediri" in text(screen(quota_views.quotas, HEAD))
    assert "Tidak ada kuota yang cocok" in text(screen(quota_views.quotas, NEXT_CITY))
    assert "Kota Kediri" in text(screen(quota_views.on_paper, HEAD))
    with pytest.raises(NotFound):
        screen(quota_views.quota, NEXT_CITY, quota_id=Quota.objects.get().pk)


def test_the_quotas_come_as_excel(tmp_path):
    a_quota("PBPU-PEMDA", 7)

    answer = screen(quota_views.as_excel, HEAD)

    file = tmp_path / "kuota.xlsx"
    file.write_bytes(answer.content)
    found = [str(each) for each in spreadsheets.rows(file, sheet=spreadsheets.look(file).first_sheet)]
    assert any("Kota Kediri" in each and "PBI daerah" in each for each in found)


def test_a_quota_is_set_changed_and_ended_on_its_page():
    sent = {
        "programme": "PBPU-PEMDA", "region_code": KEDIRI, "places": "5", "basis": "SK 7", "valid_from_tanggal": "1",
        "valid_from_bulan": "1", "valid_from_tahun": "2026",
    }  # fmt: skip
    first = screen(quota_views.new, HEAD, method="post", data=sent)
    made = Quota.objects.get()
    a_recipient("PBPU-PEMDA")

    refused = screen(quota_views.change, HEAD, method="post", data={"places": "0", "basis": "SK 8"}, quota_id=made.pk)
    changed = screen(quota_views.change, HEAD, method="post", data={"places": "9", "basis": "SK 8"}, quota_id=made.pk)
    last = {"last_day_tanggal": "31", "last_day_bulan": "12", "last_day_tahun": "2090"}
    ended = screen(quota_views.end, HEAD, method="post", data=last, quota_id=made.pk)

    made.refresh_from_db()
    assert first.status_code == 302
    assert "sekarang 1 tempat sudah terisi" in text(refused)
    assert (changed.status_code, ended.status_code) == (302, 302)
    assert (made.places, made.taken, made.valid_to) == (9, 1, date(2090, 12, 31))


def test_weights_are_looked_at_first_and_then_saved():
    for _ in range(5):
        waiting("PKH")

    seen = screen(score_views.weights, HEAD, method="post", data=WEIGHTS)
    kept = ScoreWeight.objects.filter(region_code=KEDIRI).count()
    saved = screen(score_views.weights, HEAD, method="post", data={**WEIGHTS, "langkah": "simpan"})

    assert "Dampaknya pada daftar tunggu" in text(seen)
    assert (kept, saved.status_code) == (0, 302)
    assert ScoreWeight.objects.filter(region_code=KEDIRI).count() == len(score_views.score.ITEMS)
    with pytest.raises(NotAllowed):
        screen(score_views.weights, NEXT_CITY, data={"wilayah": KEDIRI})


def test_what_if_answers_a_question_put_in_the_address():
    a_quota("PBPU-PEMDA", 0)
    for _ in range(6):
        waiting("PBPU-PEMDA", decile=1)
    asked = {"program": "PBPU-PEMDA", "kota": KEDIRI, "tempat": "6"}

    told = text(screen(score_views.what_if_, HEAD, data=asked))

    assert "Akan masuk" in told
    assert "Bawang" in told
    assert screen(score_views.what_if_, NEXT_CITY, data=asked).status_code == 422
    assert "Bawang" not in text(screen(score_views.what_if_, NEXT_CITY, data=asked))


@pytest.mark.requirement("K-03")
def test_who_receives_outside_the_list_is_read_with_reason_and_author_in_the_own_area_alone():
    an_outsider()
    a_recipient("PKH")

    told = text(screen(unlisted_views.unlisted, HEAD))

    assert "SUPARMI" in told
    assert "Lansia terlantar" in told
    assert "pengguna 11" in told
    assert told.count('scope="row"') == 1
    assert "SUPARMI" not in text(screen(unlisted_views.unlisted, NEXT_CITY))
    assert "SUPARMI" not in text(screen(unlisted_views.unlisted, VILLAGE))
    assert "SUPARMI" in text(screen(unlisted_views.on_paper, HEAD))
    assert "SUPARMI" not in text(screen(unlisted_views.unlisted, HEAD, data={"program": "PKH"}))
