"""Every transition of `musyawarah` and `periode_bulanan`: taken by whom it belongs to, refused to everybody else."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.proposals.services import deliberate, periods
from kesos.workflow import services as workflow
from kesos.workflow.machines import flows
from kesos.workflow.models import Case
from tests.proposals.world import (
    BAWANG,
    CENTRE,
    HEAD,
    KEDIRI,
    LURAH,
    NEXT_LURAH,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    an_open_month,
    matched,
    official,
    on,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-04")]
DELIBERATION, MONTH = "musyawarah", "periode_bulanan"
# (from, action): who takes it, when, with which papers or reason; who must not
OF_THE_VILLAGE = {
    ("DIJADWALKAN", "mulai"): (LURAH, on(9), ("undangan", "daftar_awal"), OPERATOR),
    ("DIJADWALKAN", "sptjm"): (LURAH, on(9), ("sptjm",), OPERATOR),
    ("DIJADWALKAN", "batalkan"): (LURAH, on(6), (), OPERATOR),
    ("BERLANGSUNG", "catat_hasil"): (
        OPERATOR, on(9, 12), ("daftar_hadir", "keputusan_per_keluarga", "foto_kegiatan"), LURAH,
    ),
    ("BERITA_ACARA_DRAFT", "tandatangan"): (LURAH, on(10), ("tanda_tangan_musyawarah",), OPERATOR),
    ("DITANDATANGANI", "unggah"): (OPERATOR, on(10, 11), ("berita_acara", "daftar_bnba"), LURAH),
}  # fmt: skip
HELD_BY = [("DIJADWALKAN", "mulai"), ("BERLANGSUNG", "catat_hasil"), ("BERITA_ACARA_DRAFT", "tandatangan")]
OF_THE_CITY = {
    ("DIBUKA", "tutup_entri"): (SYSTEM, on(12), (), SUPERVISOR),
    ("ENTRI_DITUTUP", "mulai_verifikasi"): (SUPERVISOR, on(14), (), HEAD),
    ("VERIFIKASI", "finalisasi_dinsos"): (SUPERVISOR, on(16), (), HEAD),
    ("MENUNGGU_PENGESAHAN", "sahkan"): (HEAD, on(17), ("surat_pengesahan",), SUPERVISOR),
    ("MENUNGGU_PENGESAHAN", "kembalikan"): (HEAD, on(17), (), SUPERVISOR),
    ("DISAHKAN", "kunci"): (SYSTEM, on(17), ("jejak_daftar",), HEAD),
    ("FINAL", "tarik"): (CENTRE, on(18), (), HEAD),
    ("DITARIK_PUSAT", "impor_hasil"): (
        official("OP_DINSOS", KEDIRI, 501), on(3, month=12), ("nomor_sk", "berkas_hasil"), SUPERVISOR,
    ),
    ("DITETAPKAN", "tutup"): (SYSTEM, on(4, month=12), (), HEAD),
}  # fmt: skip
THROUGH = [each for each in OF_THE_CITY if each[1] != "kembalikan"]
REASON = {"batalkan", "kembalikan"}
ELSEWHERE = {DELIBERATION: NEXT_LURAH, MONTH: official("KADIS", "3506", 909)}


def begun(flow):
    if flow == MONTH:
        return an_open_month().case_id
    period = an_open_month()
    return deliberate.schedule(
        period=period, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai", by=LURAH, at=on(5)
    ).case_id


def brought(case, by, at, papers):
    with acting(by):
        for paper in papers:
            workflow.attach_paper(case_id=case, paper=paper, value="ada", file_key="f-1", by=by, at=at)


def take(case, action, by, at, *, reason="Alasan tertulis"):
    with acting(by):
        workflow.decide(case_id=case, action=action, by=by, at=at, reason=reason if action in REASON else "")


def state_of(case):
    with acting(SYSTEM):
        return Case.objects.get(pk=case).state


def up_to(flow, state):
    """The case on its straight way until it stands in this state."""
    case, ways = begun(flow), OF_THE_VILLAGE if flow == DELIBERATION else OF_THE_CITY
    for key in HELD_BY if flow == DELIBERATION else THROUGH:
        if state_of(case) == state:
            break
        by, at, papers, _ = ways[key]
        brought(case, by, at, papers)
        take(case, key[1], by, at)
    assert state_of(case) == state
    return case


ALL = [(DELIBERATION, key, told) for key, told in OF_THE_VILLAGE.items()] + [
    (MONTH, key, told) for key, told in OF_THE_CITY.items()
]
each_way = pytest.mark.parametrize(("flow", "key", "told"), ALL, ids=[f"{f}.{k[0]}.{k[1]}" for f, k, _ in ALL])


@pytest.mark.parametrize("flow", [DELIBERATION, MONTH])
def test_the_table_above_names_every_transition(flow):
    declared = {(step.state, step.action) for step in flows()[flow].steps}

    assert declared == set(OF_THE_VILLAGE if flow == DELIBERATION else OF_THE_CITY)


@each_way
def test_whom_it_belongs_to_takes_it(flow, key, told):
    case = up_to(flow, key[0])
    by, at, papers, _ = told

    brought(case, by, at, papers)
    take(case, key[1], by, at)

    step = next(each for each in flows()[flow].steps if (each.state, each.action) == key)
    assert state_of(case) == step.to


@each_way
def test_another_role_is_refused(flow, key, told):
    case = up_to(flow, key[0])
    by, at, papers, other = told
    brought(case, by, at, papers)

    with pytest.raises((NotAllowed, NotFound, Refused)):
        take(case, key[1], other, at)

    assert state_of(case) == key[0]


@each_way
def test_the_same_office_of_the_next_place_finds_nothing(flow, key, told):
    case = up_to(flow, key[0])

    with pytest.raises((NotFound, NotAllowed)):
        take(case, key[1], ELSEWHERE[flow], told[1])

    assert state_of(case) == key[0]


@pytest.mark.parametrize(
    ("flow", "key", "told"), [each for each in ALL if each[2][2]], ids=[f"{f}.{k[1]}" for f, k, t in ALL if t[2]]
)
def test_without_each_of_its_papers_it_is_refused_with_their_names(flow, key, told):
    by, at, papers, _ = told
    case = up_to(flow, key[0])
    brought(case, by, at, papers[1:])

    with pytest.raises(Refused, match="Berkas belum ada") as refused:
        take(case, key[1], by, at)

    assert refused.value.code == "paper_missing"


@pytest.mark.parametrize(("flow", "state", "action"), [(DELIBERATION, "DIJADWALKAN", "batalkan"),
                                                       (MONTH, "MENUNGGU_PENGESAHAN", "kembalikan")])  # fmt: skip
def test_without_its_reason_it_is_refused(flow, state, action):
    case = up_to(flow, state)

    with pytest.raises(Refused, match="lasan"):
        take(case, action, LURAH if flow == DELIBERATION else HEAD, on(16), reason=" ")


@each_way
def test_taken_twice_it_changes_nothing(flow, key, told):
    by, at, papers, _ = told
    case = up_to(flow, key[0])
    brought(case, by, at, papers)
    take(case, key[1], by, at)
    with acting(SYSTEM):
        once = Case.objects.values("state", "last_seq").get(pk=case)

    take(case, key[1], by, at)

    with acting(SYSTEM):
        assert Case.objects.values("state", "last_seq").get(pk=case) == once


LATER = [each for each in ALL if each[1][0] not in ("DIJADWALKAN", "DIBUKA")]


@pytest.mark.parametrize(("flow", "key", "told"), LATER, ids=[f"{f}.{k[1]}" for f, k, _ in LATER])
def test_no_later_step_is_taken_from_the_first_state(flow, key, told):
    by, at, _, _ = told
    case = begun(flow)

    with pytest.raises((Refused, NotFound)):
        take(case, key[1], by, at)

    assert state_of(case) == ("DIJADWALKAN" if flow == DELIBERATION else "DIBUKA")


def test_entry_does_not_close_before_its_day_is_over():
    case = begun(MONTH)

    with pytest.raises(Refused) as refused:
        take(case, "tutup_entri", SYSTEM, on(11, 23))

    assert refused.value.code == "too_early"


def test_the_month_is_not_finalised_while_somebody_waits_for_the_verifier():
    period = an_open_month()
    proposal = submitted(a_draft(period))
    matched(proposal)
    held = deliberate.schedule(
        period=period, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai", by=LURAH, at=on(5)
    )
    brought(held.case_id, LURAH, on(9), ("sptjm",))
    take(held.case_id, "sptjm", LURAH, on(9))
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(10))
    periods.run_calendar(period=period, at=on(12))
    take(period.case_id, "mulai_verifikasi", SUPERVISOR, on(14))

    with pytest.raises(Refused, match="1 usulan yang belum diperiksa"):
        take(period.case_id, "finalisasi_dinsos", SUPERVISOR, on(16))


def test_who_finalised_the_month_does_not_endorse_it():
    case = up_to(MONTH, "MENUNGGU_PENGESAHAN")
    both = type(SUPERVISOR)(user_id=SUPERVISOR.user_id, name="dua peran", roles=HEAD.roles, grants=HEAD.grants)
    brought(case, HEAD, on(17), ("surat_pengesahan",))

    for action in ("sahkan", "kembalikan"):
        with pytest.raises(Refused) as refused:
            take(case, action, both, on(17))
        assert refused.value.code == "same_person"


def test_who_noted_the_result_does_not_sign_it():
    case = up_to(DELIBERATION, "BERITA_ACARA_DRAFT")
    both = type(LURAH)(user_id=OPERATOR.user_id, name="dua peran", roles=LURAH.roles, grants=LURAH.grants)
    brought(case, LURAH, on(10), ("tanda_tangan_musyawarah",))

    with pytest.raises(Refused) as refused:
        take(case, "tandatangan", both, on(10))

    assert refused.value.code == "same_person"
