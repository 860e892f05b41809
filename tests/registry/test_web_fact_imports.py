"""Listings, deciles, memberships and visits through the same door as people: send, point, look, apply, mend."""

import pytest
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Decile, Enrolment, FamilyVisit
from tests.registry.facts_world import KK, NIK, listed, sulastri
from tests.registry.web_work import again, send, staged, text, work_off

pytestmark = pytest.mark.django_db
DECILES = f"No KK,Desil\n{KK},2\n9971030101109999,3\n"


@pytest.fixture(autouse=True)
def _kept(kept_files):
    """Uploads go nowhere else."""


def pointed(client, run, **told):
    """The columns as guessed, and what holds for every row."""
    said = {f"kolom_{name}": index for name, index in run.columns.items()}
    return client.post(reverse("registry:import_columns", args=[run.pk]), {**said, **told})


def test_the_upload_page_offers_every_kind_of_file(social_office):
    page = text(social_office.get(reverse("registry:import_upload")))

    for word in ("Warga dan keluarga (BNBA)", "Desil", "Kepesertaan program bantuan", "Kunjungan: jawaban anggota"):
        assert word in page


def test_a_decile_file_is_read_checked_shown_and_applied(social_office):
    sulastri()

    run = staged(social_office, DECILES, kind="decile")
    work_off(pointed(social_office, run, sama_release="2026-3"))
    preview = text(social_office.get(reverse("registry:import", args=[run.pk])))
    work_off(social_office.post(reverse("registry:import_apply", args=[run.pk])))

    assert (run.kind, again(run).told) == ("decile", {"release": "2026-3"})
    assert "keluarga ini tidak ada di wilayah Anda" in preview
    assert "Keluarga SULASTRI" in preview
    with acting(SYSTEM):
        one = Decile.objects.get()
        assert (one.decile, one.release, one.source.title) == (2, "2026-3", "Disdukcapil: bnba.csv")


def test_what_is_neither_in_a_column_nor_told_once_is_asked_for(social_office):
    sulastri()
    run = staged(social_office, DECILES, kind="decile")

    answer = pointed(social_office, run)

    assert answer.status_code == 422
    assert "Kolom belum ditunjuk: Rilis" in text(answer)


def test_a_day_told_once_is_read_or_refused(social_office):
    _, family = sulastri()
    listed(family)
    head = f"No KK,NIK,Nama,Program\n{KK},{NIK},SULASTRI,PKH\n"
    run = staged(social_office, head, kind="enrolment")

    wrong = pointed(social_office, run, sama_from_on="kemarin")
    work_off(pointed(social_office, run, sama_from_on="01/07/2026"))
    work_off(social_office.post(reverse("registry:import_apply", args=[run.pk])))

    assert "tanggal tidak terbaca" in text(wrong)
    with acting(SYSTEM):
        assert Enrolment.objects.get().from_on.isoformat() == "2026-07-01"


def test_wrong_rows_of_a_fact_file_come_back_with_their_reason(social_office):
    sulastri()
    run = staged(social_office, DECILES, kind="decile")
    work_off(pointed(social_office, run, sama_release="2026-3"))

    job = work_off(social_office.post(reverse("registry:import_rejects", args=[run.pk])))

    assert (job.state, job.message) == ("done", "1 baris dengan alasannya.")


def test_visits_of_a_file_join_the_familys_history(social_office):
    _, family = sulastri()
    sent = f"no_kk,survey_date,bedrooms,floor_type\n{KK},2026-03-01,2,8\n"

    run = staged(social_office, sent, kind="family_visit")
    work_off(pointed(social_office, run))
    work_off(social_office.post(reverse("registry:import_apply", args=[run.pk])))

    page = text(social_office.get(reverse("registry:visits", args=[family.pk])))
    assert "1 Maret 2026" in page
    assert "Disdukcapil: bnba.csv" in page
    with acting(SYSTEM):
        assert FamilyVisit.objects.get().floor_type == "8"


def test_an_unknown_kind_is_refused(social_office):
    answer = send(social_office, DECILES, kind="entah")

    assert answer.status_code == 422
