"""An objection that is granted gives the membership back, or the first turn in the list; never more than the quota."""

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import PlaceTerm, RightRequest
from kesos.portal.queries import terms
from kesos.portal.services.rights import Demand, ask, take_step
from kesos.programmes.models import Check, MembershipChange, Quota, Replacement, Vacancy, Waiting
from kesos.programmes.services import memberships, objections, replace
from kesos.registry.models import Enrolment
from kesos.workflow.services.due_steps import due_steps, take_due
from tests.portal.world import DAY
from tests.programmes import checking
from tests.programmes.test_replace import LOCAL, plan, successors
from tests.programmes.world import (
    AT,
    BAWANG,
    HEAD,
    KEDIRI,
    NGRONGGO,
    OFFICE,
    TODAY,
    a_left_place,
    a_listed_family,
    a_quota,
    a_recipient,
    died,
    enrolled,
    official,
    state_of,
    waiting,
)
from tests.proposals.visiting import at_the_time, visit

pytestmark = pytest.mark.django_db
DATA = ("data_right.take", "data_right.view")
CLERK = official("OP_DESA", BAWANG, 101, *DATA)
NEXT_CLERK = official("OP_DESA", NGRONGGO, 102, *DATA)
DINSOS = official("OP_DINSOS", KEDIRI, 205, *DATA)
KADIS = official("KADIS", KEDIRI, 301, *DATA)


def unfit(programme: str = LOCAL, **more) -> Enrolment:
    """Said unfit by the operator, agreed to by supervisor and head."""
    taken = a_recipient(programme, **more)
    checking.approved(taken)
    return taken


def objected(taken: Enrolment, *, by=CLERK, at=AT, **more) -> RightRequest:
    told = {"against": "bantuan_dihentikan", "told_on": TODAY, "enrolment_id": taken.pk}
    demand = Demand("keberatan", "Rumah itu milik kakak saya", about="Bantuan kesehatan", **told | more)
    return ask(demand=demand, person_id=taken.person_id, by=by, at=at)


def stepped(found: RightRequest, action: str, by, *, at=AT, reason: str = "") -> RightRequest:
    with acting(by):
        return take_step(request_id=found.pk, action=action, by=by, at=at, reason=reason)


def granted(found: RightRequest, *, by=KADIS, at=AT) -> RightRequest:
    stepped(found, "terima", DINSOS, at=at)
    return stepped(found, "kabulkan", by, at=at, reason="Rumahnya memang milik kakaknya")


def vacancy(taken: Enrolment) -> str:
    with acting(SYSTEM):
        return Vacancy.objects.get(enrolment=taken).outcome


def waits_first(taken: Enrolment) -> bool:
    with acting(SYSTEM):
        return Waiting.objects.filter(returns=taken, left_at=None).exists()


@pytest.mark.requirement("K-20")
def test_a_granted_objection_gives_the_membership_and_its_place_back():
    quota = a_quota(LOCAL, 1)
    taken = unfit()
    before = state_of(taken), vacancy(taken)

    done = granted(objected(taken))

    with acting(SYSTEM):
        quota.refresh_from_db()
        assert Enrolment.objects.get(pk=taken.pk).to_on is None
    assert before == ("NONAKTIF_TIDAK_LAYAK", "")
    assert (done.state, state_of(taken), vacancy(taken)) == ("DIKABULKAN", "AKTIF", "taken_back")
    assert (quota.taken, quota.places) == (1, 1)
    assert "diterima lagi sejak 9-11-2026" in done.consequence


def test_the_term_runs_from_the_day_the_letter_was_handed_over_whatever_day_is_told():
    taken = unfit()
    with acting(SYSTEM):
        check = Check.objects.get(enrolment=taken)
    clerk = official("OP_DESA", BAWANG, 101, "eligibility.note")
    objections.hand_over(check=check, to="Anaknya", on=TODAY, by=clerk, at=AT)
    late = AT + 45 * DAY

    with pytest.raises(Refused, match="sesudah suratnya diserahkan pada 9-11-2026") as refused:
        objected(taken, told_on=late.date(), at=late)

    assert refused.value.code == "guard"
    assert objected(taken, told_on=TODAY + 5 * DAY, at=AT + 5 * DAY).state == "DIAJUKAN"


def test_an_objection_turned_down_changes_nothing():
    taken = unfit()
    found = objected(taken)
    stepped(found, "terima", DINSOS)

    done = stepped(found, "tolak", KADIS, reason="Sertifikatnya atas namanya")

    assert (done.consequence, state_of(taken), vacancy(taken)) == ("", "NONAKTIF_TIDAK_LAYAK", "")


@pytest.mark.parametrize(("by", "code"), [(KADIS, "guard"), (SYSTEM, "guard"), (DINSOS, "not_allowed")])
def test_without_a_granted_objection_nobody_gives_it_back(by, code):
    taken = unfit()
    objected(taken)

    told = memberships.move(action="kabulkan_keberatan", enrolments=[taken.pk], by=by, at=AT)

    assert (told.codes[taken.pk], state_of(taken)) == (code, "NONAKTIF_TIDAK_LAYAK")


def test_an_objection_granted_before_does_not_undo_a_later_decision():
    taken = unfit()
    granted(objected(taken))
    december = AT + 30 * DAY
    check = checking.with_papers(checking.checks.look_at(enrolment_id=taken.pk, by=checking.OPERATOR, at=december),
                                 at=december)  # fmt: skip
    checking.checks.find_unfit(check=check, on=december.date(), by=checking.OPERATOR, at=december, **checking.UNFIT)
    checking.checks.weigh(check=check, action="setujui", by=checking.SUPERVISOR, at=december)
    checking.checks.weigh(check=check, action="sahkan", by=checking.HEAD, at=december)

    told = memberships.move(action="kabulkan_keberatan", enrolments=[taken.pk], by=KADIS, at=december)

    assert (told.codes[taken.pk], state_of(taken)) == ("guard", "NONAKTIF_TIDAK_LAYAK")


def test_who_was_planned_into_the_place_waits_on_for_the_next():
    taken = unfit()
    follower = waiting(LOCAL, decile=1)
    made = plan()

    granted(objected(taken))
    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        row = Replacement.objects.get(run=made)
        still = Waiting.objects.get(pk=follower.pk).left_at
    assert (row.outcome, row.note, still) == ("dropped", "Penerima semula menerima kembali.", None)
    assert (done.in_force, state_of(taken)) == ([], "AKTIF")
    a_left_place()
    assert successors(plan()) == [follower.pk]


def test_where_another_has_the_place_by_now_they_wait_before_all_others_and_get_the_next():
    quota = a_quota(LOCAL, 1)
    taken = unfit()
    waiting(LOCAL, decile=1)
    replace.carry_out(run_id=plan().pk, by=HEAD, at=AT)
    poorer = waiting(LOCAL, decile=1, flags=7)
    found = objected(taken)

    done = granted(found)
    waited = waits_first(taken)
    with acting(SYSTEM):
        quota.refresh_from_db()
        held = quota.taken
        Quota.objects.filter(pk=quota.pk).update(places=2)
    made = plan()

    with acting(SYSTEM):
        first = made.rows.order_by("id").first()
        assert first.waiting.returns_id == taken.pk
        assert poorer.pk != first.waiting_id
    assert (waited, held, state_of(taken)) == (True, 1, "DIGANTIKAN")
    assert "sudah diisi orang lain" in done.consequence
    assert "terdepan dalam daftar tunggu" in done.consequence
    assert "didahulukan" in visit(OFFICE, "/penggantian/tunggu/", program=LOCAL)
    assert "didahulukan karena keberatannya dikabulkan" in visit(HEAD, f"/penggantian/rencana/{made.pk}/")


def test_what_may_not_be_received_beside_another_is_not_given_back_and_nothing_is_granted():
    taken = unfit()
    enrolled(taken.family, taken.person, "PBI-JK")
    found = objected(taken)
    stepped(found, "terima", DINSOS)

    with pytest.raises(Refused, match="Jaminan Kesehatan") as told, transaction.atomic():
        stepped(found, "kabulkan", KADIS, reason="Benar")

    with acting(SYSTEM):
        still = RightRequest.objects.get(pk=found.pk).state
    assert (told.value.code, still, state_of(taken)) == ("beside", "DIPERIKSA", "NONAKTIF_TIDAK_LAYAK")


def test_the_clock_gives_it_back_where_the_city_has_set_it_so():
    with acting(SYSTEM):
        PlaceTerm.objects.create(
            region_code=KEDIRI, key=terms.GRANTED, value=1, valid_from=TODAY, basis="Keputusan wali kota"
        )
    taken = unfit()
    found = objected(taken)

    later = AT + 40 * DAY
    for due in due_steps(at=later):
        take_due(due, at=later)

    with acting(SYSTEM):
        found.refresh_from_db()
    assert (found.state, state_of(taken)) == ("DIANGGAP_DIKABULKAN", "AKTIF")


def test_the_only_membership_that_was_stopped_is_meant_where_none_is_named():
    taken = unfit()

    assert objected(taken, enrolment_id=None).enrolment_id == taken.pk


def test_of_several_one_is_chosen():
    family, person = a_listed_family()
    first, second = enrolled(family, person, LOCAL), enrolled(family, person, "SEMBAKO")
    checking.approved(first), checking.approved(second)

    with pytest.raises(Refused, match="Pilih bantuan"), transaction.atomic():
        objected(first, enrolment_id=None)

    assert objected(second).enrolment_id == second.pk


def test_aid_of_a_neighbour_is_not_found_and_the_next_kelurahan_finds_nobody():
    taken, other = unfit(), unfit(name="TETANGGA")

    with pytest.raises(NotFound), transaction.atomic():
        objected(taken, enrolment_id=other.pk)
    with pytest.raises(NotFound):
        objected(taken, by=NEXT_CLERK)


def test_an_objection_to_what_others_decided_is_taken_in_words():
    taken = a_recipient(LOCAL)

    found = objected(taken, enrolment_id=None)

    assert (found.enrolment_id, granted(found).consequence) == (None, "")


def test_the_aid_is_chosen_on_the_form_and_the_page_tells_what_came_of_it(monkeypatch):
    at_the_time(monkeypatch, AT)
    taken = unfit()
    form = f"/hak-data/loket/keberatan/?warga={taken.person_id}"

    shown = visit(CLERK, "/hak-data/loket/keberatan/", warga=taken.person_id)
    made = visit(CLERK, form, {
        "keputusan": "bantuan_dihentikan", "kepesertaan": str(taken.pk), "tentang": "Bantuan kesehatan",
        "permintaan": "Rumah itu milik kakak saya", "diketahui_tanggal": "9", "diketahui_bulan": "11",
        "diketahui_tahun": "2026",
    })  # fmt: skip
    with acting(SYSTEM):
        found = RightRequest.objects.get(enrolment=taken)
    granted(found)

    assert "Bantuan yang dihentikan" in shown
    assert "sampai 9-11-2026" in shown
    page = visit(CLERK, made.where)
    assert "diterima lagi sejak 9-11-2026" in page
    assert f"/penerima/{taken.pk}/" in page.raw


def test_where_nothing_was_stopped_the_form_asks_for_no_aid():
    held = a_recipient(LOCAL)

    assert "Bantuan yang dihentikan</label>" not in visit(CLERK, "/hak-data/loket/keberatan/", warga=held.person_id).raw


def test_the_database_ties_a_membership_to_objections_alone():
    taken = unfit()
    found = objected(taken)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="right_"), transaction.atomic():
        RightRequest.objects.filter(pk=found.pk).update(kind="koreksi_data", against="", told_on=None)


@pytest.mark.requirement("K-20")
def test_what_is_given_back_to_somebody_who_has_died_since_ends_by_that_death():
    taken = unfit()
    died(taken.person)

    done = granted(objected(taken))

    assert (done.state, state_of(taken)) == ("DIKABULKAN", "NONAKTIF_MENINGGAL")
    assert "meninggal pada 3-11-2026" in done.consequence


def test_the_dead_do_not_wait_for_the_place_that_another_has_by_now():
    taken = unfit()
    with acting(SYSTEM):
        Enrolment.objects.filter(pk=taken.pk).update(state="DIGANTIKAN")
        MembershipChange.objects.create(
            enrolment=taken, from_state="NONAKTIF_TIDAK_LAYAK", to_state="DIGANTIKAN", on_day=TODAY, by_user_id=0, at=AT
        )
    died(taken.person)

    done = granted(objected(taken))

    assert not waits_first(taken)
    assert "meninggal pada 3-11-2026" in done.consequence
