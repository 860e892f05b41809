"""The screens of the month in Chromium, on a phone and on a desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.services import deliberate, propose
from kesos.registry.models import Membership, Person
from kesos.workflow import services as workflow
from tests.access.world import BAWANG, KEDIRI
from tests.browser.of_the_month import SignIn, a_proposal, an_actor, matched
from tests.browser.watching import once_on
from tests.files.uploads import photo


@pytest.mark.requirement("K-30")
@once_on("phone")
def test_the_operators_day_from_the_task_to_the_submitted_proposal(signed_in: SignIn, month, no_findings):
    page, operator = signed_in("OP_DESA", BAWANG)
    draft = a_proposal(month, operator, "SULASTRI")
    a_proposal(month, operator, "PAIJAN", whole=False)

    page.goto("/")
    no_findings(page, "tugas")
    page.get_by_role("link", name="SULASTRI").click()
    expect(page).to_have_url(f"/usulan/{draft.number}/")
    no_findings(page, "usulan")
    page.get_by_role("button", name="Ajukan usulan").click()

    expect(page.get_by_role("status").first).to_contain_text(draft.number)
    expect(page.locator(".page-title")).to_contain_text("Diajukan")
    no_findings(page)


@once_on("phone")
def test_a_family_that_changed_since_is_told_without_a_finding(signed_in: SignIn, month, no_findings):
    page, operator = signed_in("OP_DESA", BAWANG)
    draft = a_proposal(month, operator, "SULASTRI")
    with acting(SYSTEM):
        child = Membership.objects.select_related("person").get(family=draft.family_id, relation=4)
        Person.objects.filter(pk=child.person_id).update(birth_date=None)
        Membership.objects.filter(pk=child.pk).update(left_on=timezone.localdate())

    page.goto(f"/usulan/{draft.number}/")

    expect(page.get_by_text("Susunan keluarga berubah sesudah diusulkan:")).to_be_visible()
    no_findings(page, "usulan-susunan-berubah")


@pytest.mark.requirement("K-30")
@once_on("phone")
def test_what_is_missing_and_what_is_refused_have_no_finding(signed_in: SignIn, month, no_findings):
    page, operator = signed_in("OP_DESA", BAWANG)
    draft = a_proposal(month, operator, "PAIJAN", whole=False)

    page.goto(f"/usulan/{draft.number}/")
    expect(page.get_by_role("heading", name="Yang masih kurang")).to_be_visible()
    no_findings(page, "usulan-kurang")
    page.get_by_label("Foto depan rumah").set_input_files(
        {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": photo((800, 600))}
    )
    page.get_by_label("Lintang").fill("-7,8166")
    page.get_by_label("Bujur").fill("112,0114")
    page.get_by_role("button", name="Simpan berkas").click()

    expect(page.get_by_text("Tersimpan: foto depan rumah, titik rumah.")).to_be_visible()
    no_findings(page)
    for address, name in (
        (f"/usulan/{draft.number}/penjelasan/", "penjelasan"),
        ("/mutu-data/", "mutu"),
        ("/usulan/", "daftar"),
        ("/usulan/baru/", "usulan-baru"),
        ("/periode/", "periode-operator"),
    ):
        page.goto(address)
        no_findings(page, name)
    page.goto(f"/usulan/baru/?keluarga={draft.family_id}")
    no_findings(page, "usulkan")


@once_on("desk")
def test_the_deliberation_has_no_finding_on_any_of_its_days(signed_in: SignIn, month, no_findings):
    page, lurah = signed_in("LURAH", BAWANG)
    operator = an_actor("operator", "OP_DESA", BAWANG)
    found = [a_proposal(month, operator, name) for name in ("SULASTRI", "PAIJAN")]
    for proposal in found:
        propose.submit(proposal=proposal, by=operator, at=timezone.now())
    matched(*found)
    held = deliberate.schedule(
        period=month, region_code=BAWANG, held_on=_tomorrow(), place="Balai kelurahan", by=lurah, at=timezone.now()
    )
    address = f"/musyawarah/{BAWANG}/{held.held_on:%Y-%m-%d}/"

    for name in ("musyawarah-daftar", "musyawarah-dijadwalkan"):
        page.goto("/musyawarah/" if name.endswith("daftar") else address)
        no_findings(page, name)
    for paper in ("undangan", "daftar_awal"):
        workflow.attach_paper(case_id=held.case_id, paper=paper, value="ada", by=lurah, at=timezone.now())
    page.goto(address)
    no_findings(page, "musyawarah-lebih-awal")
    page.get_by_label("Ya, musyawarah diadakan lebih awal").check()
    page.get_by_role("button", name="Mulai").click()

    expect(page.locator(".page-title")).to_contain_text("Berlangsung")
    no_findings(page)


@once_on("phone")
def test_the_operator_notes_what_was_said_of_each_family(signed_in: SignIn, month, no_findings):
    page, operator = signed_in("OP_DESA", BAWANG)
    lurah = an_actor("lurah", "LURAH", BAWANG)
    found = [a_proposal(month, operator, name) for name in ("SULASTRI", "PAIJAN")]
    for proposal in found:
        propose.submit(proposal=proposal, by=operator, at=timezone.now())
    matched(*found)
    held = deliberate.schedule(
        period=month, region_code=BAWANG, held_on=_tomorrow(), place="Balai kelurahan", by=lurah, at=timezone.now()
    )
    for paper in ("undangan", "daftar_awal"):
        workflow.attach_paper(case_id=held.case_id, paper=paper, value="ada", by=lurah, at=timezone.now())
    workflow.decide(case_id=held.case_id, action="mulai", by=lurah, at=timezone.now())

    page.goto(f"/musyawarah/{BAWANG}/{held.held_on:%Y-%m-%d}/")
    no_findings(page, "musyawarah-berlangsung")
    page.get_by_role("button", name="Catat keputusan").click()
    expect(page.get_by_role("alert")).to_contain_text("Masih ada 2 usulan tanpa keputusan.")
    no_findings(page)
    for proposal in found:
        page.locator(f"[name=putusan-{proposal.pk}][value=setuju]").check()
    page.get_by_role("button", name="Catat keputusan").click()

    expect(page.get_by_text("Keputusan dicatat: 2 disetujui, 0 ditolak.")).to_be_visible()


@once_on("desk")
def test_the_supervisors_screens_have_no_finding(signed_in: SignIn, month, no_findings):
    page, _ = signed_in("SUPERVISOR", KEDIRI)
    operator = an_actor("operator", "OP_DESA", BAWANG)
    draft = a_proposal(month, operator, "SULASTRI")
    matched_one = a_proposal(month, operator, "PAIJAN")
    propose.submit(proposal=matched_one, by=operator, at=timezone.now())
    matched(matched_one)

    for address, name in (
        ("/", "tugas-supervisor"),
        ("/usulan/", "daftar-supervisor"),
        (f"/usulan/{draft.number}/", "usulan-supervisor"),
        (f"/periode/{KEDIRI}/{month.month:%Y-%m}/", "periode"),
    ):
        page.goto(address)
        no_findings(page, name)


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)
