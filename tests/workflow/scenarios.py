"""One scene for each way a decision can go: the case, who acts on it how, and the code that must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kesos.foundation.actor import SYSTEM, Actor
from kesos.workflow.models import Case, Freeze, QuorumLimit
from kesos.workflow.services import attach_paper, decide
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, CITY, HERE, NEXT_DOOR, a_case, somebody

Refused = dict[str, dict[int, str]]
ALL = tuple(sorted(FIELDS.permissions()))
BUDI = somebody(1, *ALL)


@dataclass(frozen=True)
class Scene:
    """`code` "" means the case moves to `to`."""

    case: Case
    action: str
    by: Actor
    code: str = ""
    to: str = "USAI"
    options: dict[str, Any] = field(default_factory=dict)
    at: Any = AT


SCENES: dict[str, Callable[[Refused], Scene]] = {}


def scene(make: Callable[[Refused], Scene]) -> Callable[[Refused], Scene]:
    SCENES[make.__name__] = make
    return make


def with_papers(case: Case, *papers: str, at: Any = AT) -> Case:
    for paper in papers:
        attach_paper(case_id=case.pk, paper=paper, value="ada", by=SYSTEM, at=at)
    return case


@scene
def plain_step(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "polos", BUDI)


@scene
def out_of_reach(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, region_code=NEXT_DOOR), "polos", BUDI, "not_found")


@scene
def action_of_another_state(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "selesai", BUDI, "moved_on")


@scene
def closed_case(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="polos", by=somebody(7, *ALL), at=AT)
    return Scene(case, "maju", BUDI, "moved_on")


@scene
def no_permission(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "polos", somebody(1, "uji.maju"), "not_allowed")


@scene
def permission_elsewhere(_: Refused) -> Scene:
    actor = Actor(1, "Budi", grants=frozenset({("uji.polos", NEXT_DOOR), ("uji.maju", HERE)}))
    return Scene(a_case(FIELDS), "polos", actor, "not_allowed")


@scene
def permission_of_the_city(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "polos", somebody(1, "uji.polos", area=CITY))


@scene
def system_where_it_may(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sistem", SYSTEM)


@scene
def system_where_it_may_not(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "polos", SYSTEM, "not_allowed")


@scene
def person_where_only_the_system_may(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sistem", somebody(1, "uji.polos"), "not_allowed")


@scene
def same_person(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="maju", by=BUDI, at=AT)
    return Scene(case, "selesai", BUDI, "same_person")


@scene
def another_person(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="maju", by=BUDI, at=AT)
    return Scene(case, "selesai", somebody(2, *ALL))


@scene
def unlike_only_from_another_state(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="maju", by=BUDI, at=AT)
    return Scene(case, "selesai_lain", BUDI)


@scene
def unlike_from_that_state(_: Refused) -> Scene:
    case = a_case(FIELDS)
    for _n in range(2):
        case = decide(case_id=case.pk, action="maju", by=BUDI, at=AT, seen=case.last_seq)
    return Scene(case, "selesai_lain", BUDI, "same_person")


@scene
def the_opener(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, by=BUDI), "bukan_pembuka", BUDI, "same_person")


@scene
def own_family(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, family_id=55), "orang_lain", somebody(1, *ALL, families=frozenset({55})), "own_family")


@scene
def another_family(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, family_id=56), "orang_lain", somebody(1, *ALL, families=frozenset({55})))


@scene
def citizen_for_the_own_family(_: Refused) -> Scene:
    citizen = Actor(1, "Warga", families=frozenset({55}), reach=frozenset({("uji.keluarga", HERE)}))
    return Scene(a_case(FIELDS, family_id=55, holder="family:55"), "keluarga", citizen)


@scene
def citizen_for_another_family(_: Refused) -> Scene:
    citizen = Actor(1, "Warga", families=frozenset({54}), reach=frozenset({("uji.keluarga", HERE)}))
    return Scene(a_case(FIELDS, family_id=55, holder="family:55"), "keluarga", citizen, "not_found")


@scene
def official_as_if_a_citizen(_: Refused) -> Scene:
    official = somebody(1, "uji.keluarga", families=frozenset({55}))
    return Scene(a_case(FIELDS, family_id=55, holder="family:55"), "keluarga", official, "own_family")


@scene
def companion_of_the_own_family(_: Refused) -> Scene:
    reach = frozenset({("uji.keluarga", HERE)})
    companion = Actor(1, "Pendamping", families=frozenset({55}), reach=reach)
    return Scene(a_case(FIELDS, family_id=55, holder="family:55"), "orang_lain", companion, "not_allowed")


@scene
def held_by_what_reaches_the_actor(_: Refused) -> Scene:
    actor = Actor(1, "Kepala panti", holders=frozenset({"institution:12"}), reach=frozenset({("uji.polos", HERE)}))
    return Scene(a_case(FIELDS, region_code=CITY, holder="institution:12"), "polos", actor)


@scene
def held_by_another_institution(_: Refused) -> Scene:
    actor = Actor(1, "Kepala panti", holders=frozenset({"institution:13"}), reach=frozenset({("uji.polos", HERE)}))
    return Scene(a_case(FIELDS, region_code=CITY, holder="institution:12"), "polos", actor, "not_found")


@scene
def right_on_one_institution(_: Refused) -> Scene:
    actor = Actor(
        1, "Peksos", holders=frozenset({"institution:12", "institution:13"}),
        grants=frozenset({("uji.polos", "institution:12"), ("uji.maju", "institution:13")}),
    )  # fmt: skip
    return Scene(a_case(FIELDS, region_code=CITY, holder="institution:13"), "polos", actor, "not_allowed")


@scene
def destination_takes_its_step(_: Refused) -> Scene:
    case = a_case(FIELDS, region_code=NEXT_DOOR, other_region_code=HERE)
    return Scene(case, "tujuan", BUDI)


@scene
def origin_takes_the_destinations_step(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, other_region_code=NEXT_DOOR), "tujuan", BUDI, "not_allowed")


@scene
def destination_takes_the_origins_step(_: Refused) -> Scene:
    case = a_case(FIELDS, region_code=NEXT_DOOR, other_region_code=HERE)
    return Scene(case, "polos", BUDI, "not_allowed")


@scene
def either_place_from_the_origin(_: Refused) -> Scene:
    return Scene(a_case(FIELDS, other_region_code=NEXT_DOOR), "salah_satu", BUDI)


@scene
def given_to_a_forum(_: Refused) -> Scene:
    forum = Actor(1, "Forum", holders=frozenset({"forum:3"}), reach=frozenset({("uji.tujuan", CITY)}))
    return Scene(a_case(FIELDS, other_holder="forum:3"), "tujuan", forum)


@scene
def paper_missing(_: Refused) -> Scene:
    return Scene(with_papers(a_case(FIELDS), "ktp"), "berberkas", BUDI, "paper_missing")


@scene
def one_paper_of_two_is_enough(_: Refused) -> Scene:
    return Scene(with_papers(a_case(FIELDS), "ktp", "surat_kk"), "berberkas", BUDI)


@scene
def paper_too_old(_: Refused) -> Scene:
    case = with_papers(a_case(FIELDS), "foto")
    return Scene(case, "foto_baru", BUDI, "paper_old", at=AT + timedelta(days=30))


@scene
def paper_still_new(_: Refused) -> Scene:
    case = with_papers(a_case(FIELDS), "foto")
    return Scene(case, "foto_baru", BUDI, at=AT + timedelta(days=29))


@scene
def reason_missing(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "beralasan", BUDI, "reason_missing", options={"reason": "  "})


@scene
def reason_given(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "beralasan", BUDI, options={"reason": "Foto buram"})


@scene
def reason_code_missing(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "berkode", BUDI, "reason_code_missing", options={"reason": "karena"})


@scene
def reason_code_of_another_list(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "berkode", BUDI, "reason_code_unknown", options={"reason_code": "US-01"})


@scene
def reason_code_given(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "berkode", BUDI, options={"reason_code": "TL-14"})


@scene
def quorum_already_given(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="bertiga", by=BUDI, at=AT)
    return Scene(case, "bertiga", BUDI, "already_given")


@scene
def quorum_reached(_: Refused) -> Scene:
    case = a_case(FIELDS)
    for other in (2, 3):
        decide(case_id=case.pk, action="bertiga", by=somebody(other, *ALL), at=AT)
    return Scene(case, "bertiga", BUDI)


@scene
def quorum_by_amount_without_amount(_: Refused) -> Scene:
    QuorumLimit.objects.create(rule="nilai_uji", from_amount=0, quorum=1, valid_from=AT.date())
    return Scene(a_case(FIELDS), "menurut_nilai", BUDI, "amount_missing")


@scene
def quorum_by_amount_reached(_: Refused) -> Scene:
    QuorumLimit.objects.create(rule="nilai_uji", from_amount=0, quorum=1, valid_from=AT.date())
    return Scene(a_case(FIELDS, amount=1_000_000), "menurut_nilai", BUDI)


@scene
def quorum_by_amount_of_a_rule_not_yet_valid(_: Refused) -> Scene:
    QuorumLimit.objects.create(rule="nilai_uji", from_amount=0, quorum=1, valid_from=AT.date() + timedelta(days=1))
    return Scene(a_case(FIELDS, amount=1_000_000), "menurut_nilai", BUDI, "amount_missing")


@scene
def both_agree(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="berdua", by=somebody(2, "uji.kanan"), at=AT)
    return Scene(case, "berdua", BUDI)


@scene
def one_person_for_both(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="berdua", by=BUDI, at=AT)
    return Scene(case, "berdua", BUDI, "already_given")


@scene
def the_same_half_twice(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="berdua", by=somebody(2, "uji.kiri"), at=AT)
    return Scene(case, "berdua", somebody(1, "uji.kiri"), "already_given")


@scene
def frozen(_: Refused) -> Scene:
    _freeze()
    return Scene(a_case(FIELDS), "polos", BUDI, "frozen")


@scene
def frozen_save_for_this(_: Refused) -> Scene:
    _freeze(save_for=["polos"])
    return Scene(a_case(FIELDS), "polos", BUDI)


@scene
def frozen_for_another_flow(_: Refused) -> Scene:
    _freeze(flow="uji.versi")
    return Scene(a_case(FIELDS), "polos", BUDI)


@scene
def frozen_elsewhere(_: Refused) -> Scene:
    _freeze(region_code="3372")
    return Scene(a_case(FIELDS), "polos", BUDI)


@scene
def frozen_until_now(_: Refused) -> Scene:
    _freeze(ends_at=AT)
    return Scene(a_case(FIELDS), "polos", BUDI)


@scene
def closed_by_its_deadline(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sebelum", BUDI, "too_late", at=AT + timedelta(days=4))


@scene
def on_the_last_day(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sebelum", BUDI, at=AT + timedelta(days=3, hours=13))


@scene
def before_its_day(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sesudah", BUDI, "too_early", at=AT + timedelta(days=3, hours=13))


@scene
def after_its_day(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "sesudah", BUDI, at=AT + timedelta(days=3, hours=14))


@scene
def guard_refuses(refused: Refused) -> Scene:
    case = a_case(FIELDS)
    refused["paket_dibuka"] = {case.pk: "Keluarga ini tidak lagi memenuhi syarat."}
    return Scene(case, "terjaga", BUDI, "guard")


@scene
def guard_agrees(_: Refused) -> Scene:
    return Scene(a_case(FIELDS), "terjaga", BUDI)


@scene
def second_click(_: Refused) -> Scene:
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="polos", by=BUDI, at=AT)
    return Scene(case, "polos", BUDI, "repeated")


def _freeze(**more: Any) -> None:
    told = {"region_code": CITY, "starts_at": AT - timedelta(days=1), "ends_at": AT + timedelta(days=1)}
    Freeze.objects.create(**{**told, "reason": "Masa tenang pemilihan.", **more})
