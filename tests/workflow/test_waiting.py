"""«Menunggu saya»: what I may decide, and nothing else."""

from datetime import timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.workflow.models import Case
from kesos.workflow.queries import After, counts, due_soon, overdue, possible, timeline, waiting
from kesos.workflow.services import attach_paper, decide
from tests.workflow.flows import DUE, FIELDS
from tests.workflow.scenarios import SCENES
from tests.workflow.world import AT, CITY, HERE, NEXT_DOOR, a_case, somebody

pytestmark = pytest.mark.django_db
SITI = somebody(1, "uji.maju", "uji.selesai")
KEY = FIELDS.key


def ids(actor, **more):
    return [row.id for row in waiting(actor, at=AT, **more)]


def in_pages(actor, sort, size=2):
    """Walked page by page to the end."""
    found, after = [], After()
    while rows := waiting(actor, at=AT, sort=sort, after=after, limit=size):
        found += [row.id for row in rows]
        after = After.of(rows[-1])
    return found


@pytest.mark.requirement("X-02")
def test_only_what_i_may_decide_in_my_place_waits_for_me():
    mine = a_case(FIELDS)
    a_case(FIELDS, region_code=NEXT_DOOR)
    gone = a_case(FIELDS)
    decide(case_id=gone.pk, action="polos", by=somebody(7, "uji.polos"), at=AT)

    assert ids(SITI) == [mine.pk]
    assert ids(somebody(2, "x.y")) == []
    assert ids(somebody(2, "uji.maju", area=NEXT_DOOR)) == [mine.pk + 1]
    assert ids(somebody(2, "uji.maju", area="")) == [mine.pk, mine.pk + 1]
    assert waiting(SITI, at=AT)[0].actions == ["bukan_pembuka", "maju"]


def test_what_i_may_not_decide_myself_does_not_wait_for_me():
    done_by_me, done_by_another = a_case(FIELDS), a_case(FIELDS)
    decide(case_id=done_by_me.pk, action="maju", by=SITI, at=AT)
    decide(case_id=done_by_another.pk, action="maju", by=somebody(2, "uji.maju"), at=AT)

    rows = {row.id: row.actions for row in waiting(SITI, at=AT, states=("TENGAH",))}

    assert rows == {done_by_me.pk: ["maju", "mundur", "selesai_lain"],
                    done_by_another.pk: ["maju", "mundur", "selesai", "selesai_lain"]}  # fmt: skip


def test_my_familys_case_waits_for_others():
    case = a_case(FIELDS, family_id=55)
    relative = somebody(1, "uji.keluarga", families=frozenset({55}))

    assert ids(relative, action="orang_lain") == []
    assert ids(somebody(2, "uji.keluarga"), action="orang_lain") == [case.pk]


def test_an_agreement_i_gave_waits_for_the_others():
    case = a_case(FIELDS)
    first, second = somebody(1, "uji.bertiga", "uji.kiri"), somebody(2, "uji.bertiga", "uji.kiri")
    decide(case_id=case.pk, action="bertiga", by=first, at=AT)
    decide(case_id=case.pk, action="berdua", by=first, at=AT)

    assert (ids(first), ids(second)) == ([], [case.pk])
    assert waiting(second, at=AT)[0].actions == ["bertiga"]
    assert ids(somebody(3, "uji.kanan")) == [case.pk]


def test_a_step_that_is_nobodys_task_is_possible_but_waits_for_no_one():
    case = a_case(FIELDS)
    siti = somebody(1, "uji.diam")

    assert ids(siti) == []
    assert decide(case_id=case.pk, action="diam", by=siti, at=AT).state == "USAI"


def test_what_is_held_or_sent_waits_for_whom_it_reaches():
    held = a_case(FIELDS, region_code=CITY, holder="institution:12")
    sent = a_case(FIELDS, region_code=NEXT_DOOR, other_region_code=HERE)
    given = a_case(FIELDS, region_code=NEXT_DOOR, other_holder="forum:3")
    reach = frozenset({("uji.polos", HERE), ("uji.tujuan", HERE)})

    head = Actor(1, holders=frozenset({"institution:12"}), reach=reach)
    exact = Actor(1, holders=frozenset({"institution:12"}), grants=frozenset({("uji.polos", "institution:12")}))
    forum = Actor(2, holders=frozenset({"forum:3"}), reach=reach)

    assert ids(head) == ids(exact) == [held.pk]
    assert ids(forum) == [given.pk]
    assert ids(somebody(3, "uji.tujuan")) == [sent.pk]
    assert ids(Actor(4, holders=frozenset({"institution:13"}), reach=reach)) == []


def test_a_citizens_own_case_waits_for_the_citizen():
    own = a_case(FIELDS, family_id=55, holder="family:55")
    a_case(FIELDS, family_id=56, holder="family:56")
    citizen = Actor(1, "Warga", families=frozenset({55}), reach=frozenset({("uji.keluarga", HERE)}))

    assert [row.actions for row in waiting(citizen, at=AT)] == [["keluarga"]]
    assert ids(citizen) == [own.pk]


def test_pages_follow_each_other_without_gap_or_doubling():
    cases = [a_case(FIELDS, title=f"Keluarga {n}").pk for n in range(5)]

    pages = [ids(SITI, limit=2), ids(SITI, limit=2, after=After(cases[1])), ids(SITI, limit=2, after=After(cases[3]))]

    assert pages == [cases[:2], cases[2:4], cases[4:]]
    assert ids(SITI, title="keluarga 3") == [cases[3]]
    assert ids(SITI, flow="uji.versi") == []


@pytest.mark.requirement("K-05")
def test_late_and_soon_and_the_counts_of_both():
    siti = somebody(1, "uji.polos")
    case = a_case(DUE)  # 14 days, so until the end of 26 November, raised after 10
    fresh = a_case(FIELDS)

    soon, late = AT + timedelta(days=13), AT + timedelta(days=15)

    assert [r.id for r in due_soon(siti, at=AT, flow=DUE.key)] == []
    assert [r.id for r in due_soon(siti, at=soon, flow=DUE.key)] == [case.pk]
    assert [r.id for r in overdue(siti, at=soon, flow=DUE.key)] == []
    assert [r.id for r in overdue(siti, at=late, flow=DUE.key)] == [case.pk]
    assert [r.id for r in due_soon(siti, at=late, flow=DUE.key)] == []
    assert {(c.flow, c.state): (c.waiting, c.late) for c in counts(siti, at=late)} == {
        (DUE.key, "HARI"): (1, 1),
        (KEY, "MULA"): (1, 1),
    }
    assert fresh.due_at is not None


def test_a_case_is_shown_to_those_above_before_it_is_late():
    siti = somebody(1, "uji.polos")
    case = a_case(DUE)

    eleventh = AT + timedelta(days=11)

    assert due_soon(siti, at=AT + timedelta(days=9), flow=DUE.key) == []
    assert [r.id for r in due_soon(siti, at=eleventh, flow=DUE.key)] == [case.pk]
    assert overdue(siti, at=eleventh, flow=DUE.key) == []


@pytest.mark.parametrize("name", [n for n in SCENES if n not in ("out_of_reach", "second_click")])
def test_what_is_said_to_be_possible_is_what_the_decision_says(name, guards):
    scene = SCENES[name](guards)
    if scene.code == "not_found":
        return

    with acting(scene.by):
        scene.case.refresh_from_db()
        said = {p.step.action: (p.code, p.why_not) for p in possible(scene.case, scene.by, at=scene.at)}

    expected = {"moved_on": None, "reason_missing": "", "reason_code_missing": "", "reason_code_unknown": ""}
    code = expected.get(scene.code, scene.code)
    if scene.options.get("reason") or scene.options.get("reason_code"):
        code = ""
    assert said.get(scene.action, (None, ""))[0] == code
    assert all(bool(code) == bool(why) for code, why in said.values())


@pytest.mark.requirement("J-31")
def test_the_timeline_tells_who_did_what_when_and_why():
    case = a_case(FIELDS, by=SITI)
    attach_paper(case_id=case.pk, paper="ktp", value="ada", by=SYSTEM, at=AT)
    decide(case_id=case.pk, action="bertiga", by=somebody(2, "uji.bertiga"), at=AT)
    decide(case_id=case.pk, action="berkode", by=somebody(3, "uji.polos"), at=AT + timedelta(days=5),
           reason_code="TL-14", reason="Rumah bertingkat")  # fmt: skip

    with acting(SITI):
        events = timeline(case)

    assert [(e.who, e.moved, e.reason, e.late) for e in events] == [
        ("Petugas 1", True, "", False),
        ("Petugas 2", False, "", False),
        ("Petugas 3", True, "Rumah bertingkat", True),
    ]
    assert events[2].reason_label == "TL-14 Terindikasi mampu"
    assert "menunggu persetujuan lain" in events[1].what


def test_a_page_of_the_work_list_is_a_fixed_number_of_statements(django_assert_num_queries):
    for n in range(3):
        a_case(FIELDS, title=str(n))

    with django_assert_num_queries(6):  # savepoint, who acts, the page, and all of it back
        assert len(waiting(SITI, at=AT)) == 3


def test_the_list_goes_by_term_and_what_has_none_comes_last():
    none, late, soon, later = (a_case(FIELDS, title=name) for name in ("D", "B", "C", "A"))
    for case, days in ((none, None), (late, -1), (soon, 1), (later, 30)):
        with acting(SYSTEM):
            Case.objects.filter(pk=case.pk).update(due_at=None if days is None else AT + timedelta(days=days))

    assert in_pages(SITI, "tenggat") == [late.pk, soon.pk, later.pk, none.pk]
    assert in_pages(SITI, "-tenggat") == [none.pk, later.pk, soon.pk, late.pk]
    assert in_pages(SITI, "nama") == [later.pk, late.pk, soon.pk, none.pk]
    assert in_pages(SITI, "-masuk") == [later.pk, soon.pk, late.pk, none.pk]


@pytest.mark.parametrize("sort", ["tenggat", "-tenggat", "nama", "-nama"])
def test_rows_alike_in_what_sorts_them_are_neither_lost_nor_doubled(sort):
    cases = {a_case(FIELDS, title="SULASTRI").pk for _ in range(5)}

    walked = in_pages(SITI, sort)

    assert (len(walked), set(walked)) == (5, cases)


def test_a_page_goes_on_where_the_last_ended_though_its_last_case_was_decided_meanwhile():
    cases = [a_case(FIELDS) for _ in range(4)]
    for n, case in enumerate(cases):
        with acting(SYSTEM):
            Case.objects.filter(pk=case.pk).update(due_at=AT + timedelta(days=n))
    first = waiting(SITI, at=AT, sort="tenggat", limit=2)
    decide(case_id=first[-1].id, action="polos", by=somebody(7, "uji.polos"), at=AT)

    rest = waiting(SITI, at=AT, sort="tenggat", after=After.of(first[-1]))

    assert [row.id for row in rest if row.id in {case.pk for case in cases[2:]}] == [case.pk for case in cases[2:]]
