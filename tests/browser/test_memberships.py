"""Who takes over, what an objection gives back, places a quota has beside: in Chromium, on a phone and on a desk."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.services import replace
from kesos.proposals.models import Period
from kesos.proposals.services import propose_aid
from kesos.registry.models import Family, Person
from tests.access.world import BAWANG, KEDIRI
from tests.browser.of_the_month import SignIn, an_actor
from tests.browser.watching import arrived, once_on
from tests.journeys.world import a_death, arrive
from tests.programmes import checking
from tests.programmes.world import NGRONGGO, a_listed_family, a_quota, a_recipient, enrolled, waiting
from tests.registry.world import a_person

Seen = Callable[[Page, str], None]
LOCAL = "PBPU-PEMDA"


@pytest.mark.requirement("K-21")
@once_on("phone")
def test_the_operator_names_who_takes_over_takes_it_back_and_the_supervisor_agrees_to_another(
    signed_in: SignIn, database: None, seen: Seen
):
    daughter = a_person("SITI NURHAYATI", born=date(1999, 4, 2))
    aunt = a_person("WAGINI", born=date(1980, 4, 2))
    family, mother = a_listed_family("SULASTRI", members=(daughter, aunt), born=date(1972, 2, 2))
    held = enrolled(family, mother, "PKH")
    arrive(a_death(mother), at=timezone.now())
    page, _ = signed_in("OP_DESA", BAWANG)

    page.goto("/penerima/ganti-pengurus/")
    arrived(page, "Ganti pengurus")
    seen(page, "pengurus-daftar")
    page.get_by_role("link", name="SULASTRI").click()
    arrived(page, "Kepesertaan SULASTRI")
    seen(page, "pengurus-usulkan")
    page.get_by_role("radio", name="Tidak ada yang dapat menggantikan").check()
    page.get_by_role("button", name="Usulkan ke supervisor").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis mengapa tidak ada")
    seen(page, "pengurus-tanpa-alasan")
    page.get_by_role("radio", name="WAGINI").check()
    page.get_by_role("button", name="Usulkan ke supervisor").click()
    expect(page.get_by_role("status").first).to_contain_text("Supervisor memutuskannya")
    seen(page, "pengurus-diusulkan")
    page.get_by_role("radio", name="Tarik usulan").check()
    page.get_by_role("button", name="Simpan langkah").click()
    expect(page.get_by_role("button", name="Usulkan ke supervisor")).to_be_visible()
    page.get_by_role("radio", name="SITI NURHAYATI").check()
    page.get_by_role("button", name="Usulkan ke supervisor").click()
    expect(page.get_by_role("status").first).to_contain_text("Supervisor memutuskannya")
    page.goto(f"/warga/{daughter.pk}/")
    expect(page.get_by_role("heading", name="Menunggu pengurus baru")).to_be_visible()
    seen(page, "pengurus-halaman-warga")

    page, _ = signed_in("SUPERVISOR", KEDIRI)
    page.goto(f"/penerima/{held.pk}/")
    arrived(page, "Kepesertaan SULASTRI")
    seen(page, "pengurus-supervisor")
    page.get_by_role("radio", name="Setujui usulan ini").check()
    page.get_by_role("button", name="Simpan langkah").click()

    arrived(page, "Kepesertaan SITI NURHAYATI")
    seen(page, "pengurus-disetujui")
    page.goto("/penerima/ganti-pengurus/")
    arrived(page, "Ganti pengurus")
    seen(page, "pengurus-tidak-ada")


@pytest.mark.requirement("K-33")
@once_on("desk")
def test_places_a_quota_has_beside_are_planned_and_filled(signed_in: SignIn, database: None, seen: Seen):
    a_quota(LOCAL, 2)
    a_recipient(LOCAL)
    one = waiting(LOCAL, decile=1)
    page, _ = signed_in("OP_DINSOS", KEDIRI)

    page.goto("/penggantian/")
    arrived(page, "Tempat kosong")
    expect(page.get_by_text("1 di antaranya tempat tambahan")).to_be_visible()
    seen(page, "tambahan")
    page.get_by_role("button", name="Susun rencana").click()
    expect(page.get_by_text(one.person.full_name)).to_be_visible()
    expect(page.get_by_text("tempat tambahan")).to_be_visible()
    seen(page, "tambahan-rencana")
    page.goto("/penggantian/")
    arrived(page, "Tempat kosong")
    expect(page.get_by_text("Tempat tambahan", exact=True)).to_be_visible()
    seen(page, "tambahan-direncanakan")


@once_on("desk")
def test_an_objection_names_the_aid_and_the_head_gives_it_back(signed_in: SignIn, database: None, seen: Seen):
    at = timezone.now()
    taken = a_recipient(LOCAL, name="SUKARTI")
    check = checking.checks.look_at(enrolment_id=taken.pk, by=checking.OPERATOR, at=at)
    checking.with_papers(check, at=at)
    checking.checks.find_unfit(check=check, on=timezone.localdate(at), by=checking.OPERATOR, at=at, **checking.UNFIT)
    checking.checks.weigh(check=check, action="setujui", by=checking.SUPERVISOR, at=at)
    checking.checks.weigh(check=check, action="sahkan", by=checking.HEAD, at=at)
    waiting(LOCAL, decile=1)
    replace.plan(region_code=KEDIRI, by=an_actor("perencana", "OP_DINSOS", KEDIRI), at=at)
    page, _ = signed_in("OP_DESA", BAWANG)

    page.goto(f"/hak-data/loket/keberatan/?warga={taken.person_id}")
    arrived(page, "Ajukan keberatan")
    page.get_by_label("Keputusan yang diberatkan").select_option("bantuan_dihentikan")
    page.get_by_label("Bantuan yang dihentikan").select_option(str(taken.pk))
    page.get_by_label("Tentang").fill("Bantuan kesehatan")
    today = timezone.localdate(at)
    page.get_by_label("Tanggal", exact=True).fill(str(today.day))
    page.get_by_label("Bulan").select_option(str(today.month))
    page.get_by_label("Tahun").fill(str(today.year))
    page.get_by_label("Alasan keberatan").fill("Rumah itu milik kakak saya")
    seen(page, "keberatan-formulir")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("status").first).to_contain_text("Keberatan diajukan")
    address = page.url

    page, _ = signed_in("OP_DINSOS", KEDIRI)
    page.goto(address)
    page.get_by_role("button", name="Mulai periksa").click()
    expect(page.get_by_role("status").first).to_contain_text("Langkah disimpan")
    page, _ = signed_in("KADIS", KEDIRI)
    page.goto(address)
    page.get_by_label("Jawaban untuk warga").first.fill("Rumahnya memang milik kakaknya")
    page.get_by_role("button", name="Kabulkan").click()

    expect(page.get_by_text("diterima lagi sejak")).to_be_visible()
    seen(page, "keberatan-dikabulkan")
    page.goto(f"/penerima/{taken.pk}/")
    arrived(page, "Kepesertaan SUKARTI")
    expect(page.get_by_text("Aktif", exact=True).first).to_be_visible()
    seen(page, "keberatan-kepesertaan")


@once_on("desk")
def test_a_raised_quota_leads_to_the_plan(signed_in: SignIn, database: None, seen: Seen):
    quota = a_quota(LOCAL, 3)
    waiting(LOCAL, decile=1)
    page, _ = signed_in("OP_DINSOS", KEDIRI)

    page.goto(f"/kuota/{quota.pk}/")
    expect(page.get_by_text("Ada yang menunggu.")).to_be_visible()
    seen(page, "kuota-ada-yang-menunggu")
    page.get_by_role("link", name="Susun rencananya").click()

    arrived(page, "Tempat kosong")


@once_on("phone")
def test_the_origin_reads_that_a_proposed_family_has_moved(signed_in: SignIn, month: Period, seen: Seen):
    family, person = a_listed_family("SUTINI")
    page, operator = signed_in("OP_DESA", BAWANG)
    made = propose_aid.propose_aid(
        family_id=family.pk, person_id=person.pk, programme="SEMBAKO", period=month, by=operator, at=timezone.now()
    )
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(region=NGRONGGO)
        Person.objects.filter(memberships__family=family).update(region=NGRONGGO)

    page.goto(f"/usulan/{made.number}/")

    expect(page.get_by_text("Keluarga ini pindah sesudah diusulkan.")).to_be_visible()
    seen(page, "usulan-keluarga-pindah")
