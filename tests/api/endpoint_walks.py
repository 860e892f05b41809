"""The walk of every endpoint: its address, what is sent, who may, and what they get."""

from collections.abc import Callable

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from tests.access.world import an_official
from tests.api.keepers import KEEPERS
from tests.api.things import Things
from tests.api.walk import EMPTY, SAME, Walk, under
from tests.api.world import BAWANG, KEDIRI, NOW
from tests.insight.things import a_standing
from tests.journeys.things import a_named_manager, a_told_death, a_told_move, an_awaiting, an_event_file
from tests.padan.things import a_finding, a_pair_of
from tests.portal.endpoint_walks import PORTAL
from tests.programmes.endpoints import PROGRAMMES
from tests.programmes.world import a_left_place, a_succession, waiting
from tests.registry.things import a_need
from tests.rules import recipients

REASONED = {"reason": "Mencocokkan KTP di loket"}


of_person = under("/people", lambda t: t.person.pk)
of_family = under("/families", lambda t: t.family.pk)
of_visit = under("/visits", lambda t: t.visit.pk)
of_import = under("/imports", lambda t: t.run.pk)
of_proposal = under("/proposals", lambda t: t.proposal.pk)
of_plan = under("/replacement-plans", lambda things: things.once("succession", lambda: a_succession(at=NOW)).plan.pk)
of_deliberation = under("/deliberations", lambda t: t.deliberation.pk)
of_period = under("/periods", lambda t: t.month.pk)
of_request = under("/letters/requests", lambda t: t.request)
of_letter = under("/letters", lambda t: t.letter.uuid)
of_recipient = under("/recipients", lambda t: recipients.a_recipient(t))
of_check = under("/recipients", lambda t: recipients.a_check(t))


def beside_a_plan(path: str) -> Callable[[Things], str]:
    return lambda things: path if of_plan()(things) else ""


def vacant(things: Things) -> str:
    """A programme with a place nobody is planned for, and somebody who waits for it."""
    return things.once("vacant", lambda: waiting(a_left_place(at=NOW).programme).programme_id)


def aid_for_listed(things: Things) -> dict[str, object]:
    with acting(SYSTEM):
        family = things.asker.memberships.get().family_id
    return {
        "family_id": family, "person_id": things.asker.pk, "programme": "PBPU-PEMDA", "period_id": things.month.pk,
    }  # fmt: skip


def awaiting_managers(things: Things) -> str:
    a_named_manager(things)
    return "/memberships/awaiting-manager"


def all_recipients(more: str = "") -> Callable[[Things], str]:
    def address(t: Things) -> str:
        recipients.a_recipient(t)
        return f"/recipients{more}"

    return address


def field_tasks(t: Things) -> str:
    recipients.a_task(t)
    return "/field-tasks"


def to_be_assigned(t: Things) -> str:
    a_companion_there(t)
    recipients.a_recipient(t)
    return "/companions/assign"


def a_companion_there(t: Things) -> str:
    t.once("companion", lambda: an_official("tri", "PENDAMPING", BAWANG, holder="assignment:7").pk)
    return f"/companions?within={BAWANG}"


WALKS = {
    "me": Walk("/me", wrong=SAME),
    "searchRegions": Walk("/regions?text=bawang", wrong=SAME),
    "getRegion": Walk(f"/regions/{BAWANG}", wrong=SAME),
    "listChildRegions": Walk(f"/regions/{KEDIRI}/children", wrong=SAME),
    "listPeople": Walk("/people?name=sulastri", wrong=EMPTY),
    "findPeopleByNumber": Walk("/people/find", lambda t: {"number": as_text(t.person.nik)}, wrong=EMPTY),
    "findPeopleNear": Walk("/people/near", lambda t: {"number": as_text(t.person.nik)[:-1]}, wrong=SAME),
    "registerFamily": Walk(
        "/families",
        {
            "kk": "9971030101107001", "region_code": BAWANG,
            "members": [{"full_name": "YATEMI", "nik": "9971035204797001", "sex": "P", "relation": "1"}],
        },
        right=201, wrong=403,
    ),
    "addFamilyMember": Walk(
        of_family("/members"),
        {"full_name": "BAYI", "no_nik_reason": "newborn", "sex": "L", "relation": "4", "birth_date": "2026-10-03"},
        right=201,
    ),
    "lookUpAcrossAreas": Walk(
        "/people/across", lambda t: {"nik": as_text(t.person.nik), "purpose": "pindah kota"}, wrong=SAME
    ),
    "getPerson": Walk(of_person()),
    "getPersonByNik": Walk("/people/one", lambda t: {"nik": as_text(t.person.nik)}),
    "openPersonNumber": Walk(of_person("/open-number"), REASONED),
    "openPersonPpks": Walk(of_person("/open-ppks"), REASONED, role="KADIS", area=KEDIRI),
    "getVisitForm": Walk("/visit-form", wrong=SAME),
    "getHouse": Walk(of_family("/house")),
    "addHousePhoto": Walk(of_family("/photos"), {"view": "front"}, right=201, files=("file",)),
    "setHousePoint": Walk(of_family("/point"), {"how": "none", "reason": "no_signal"}, right=201),
    "getVillageMap": Walk(f"/village-map?region_code={BAWANG}"),
    "listVisits": Walk(of_family("/visits")),
    "openVisit": Walk(of_family("/visits"), right=201),
    "getVisit": Walk(of_visit()),
    "saveVisitStep": Walk(of_visit("/steps"), {"step": "rumah", "answers": {"floor_type": "8", "bedrooms": 2}}),
    "closeVisit": Walk(of_visit("/close"), right=409),
    "discardVisit": Walk(of_visit("/discard"), right=204),
    "openVisitAnswers": Walk(
        lambda t: f"/visits/{t.closed_visit.pk}/open-answers", {"classes": ["health"], **REASONED}
    ),
    "listIdentityTasks": Walk("/identity-tasks", wrong=EMPTY),
    "getIdentityTask": Walk(lambda t: f"/identity-tasks/{t.task.pk}"),
    "settleIdentity": Walk(
        lambda t: f"/identity-tasks/{t.task.pk}/settle",
        {"shown": "kk", "shown_on": "2026-11-02", "resolution": "Bayi, menunggu akta kelahiran"},
        role="OP_DINSOS", area=KEDIRI,
    ),
    "listImports": Walk("/imports", wrong=EMPTY),
    "sendImport": Walk(
        "/imports", {"sender": "Disdukcapil", "dated_on": "2026-11-01", "region_code": BAWANG},
        right=202, wrong=403, files=("csv",),
    ),
    "getImport": Walk(of_import()),
    "mapColumns": Walk(of_import("/columns"), {"columns": {"nik": 0, "full_name": 1, "village": 2}}),
    "checkImport": Walk(of_import("/check"), right=202),
    "applyImport": Walk(of_import("/apply"), right=202),
    "gatherRejects": Walk(of_import("/rejects"), right=202),
    "discardImport": Walk(of_import("/discard")),
    "exportPeople": Walk("/exports", {"place": BAWANG, "purpose": "Bahan musyawarah kelurahan"}, right=202),
    "exportProposals": Walk("/proposals/export", {"within": BAWANG, "purpose": "Bahan musyawarah"}, right=202),
    "exportTasks": Walk("/tasks/export", {"purpose": "Bahan musyawarah kelurahan"}, right=202, wrong=202),
    "getDataQuality": Walk("/data-quality", wrong=SAME),
    "listRecipients": Walk(all_recipients(), wrong=EMPTY),
    "getCheckProgress": Walk(all_recipients("/progress"), wrong=EMPTY),
    "getRecipient": Walk(of_recipient()),
    "lookAtRecipient": Walk(of_recipient("/look")),
    "attachCheckPaper": Walk(
        of_check("/papers"), {"paper": "foto_rumah_depan"}, right=201, files=("file",)
    ),
    "decideOnRecipient": Walk(of_check("/decide"), {"action": "layak"}, right=409),
    "findRecipientsFit": Walk(
        "/recipients/fit", lambda t: {"ids": [recipients.a_recipient(t)], "looked_at": True}, wrong="refused"
    ),
    "getCheckNotice": Walk(lambda t: f"/recipients/{recipients.a_notice(t)}/notice"),
    "handOverNotice": Walk(lambda t: f"/recipients/{recipients.a_notice(t)}/notice/hand-over", {"to": "Sulastri"}),
    "exportRecipients": Walk("/recipients/export", {"within": BAWANG, "purpose": "Bahan musyawarah"}, right=202),
    "setCriteriaThreshold": Walk(
        "/criteria-thresholds",
        {"region_code": KEDIRI, "least": 3, "basis": "Perwali contoh", "valid_from": "2027-01-01"},
        role="ADMIN", area=KEDIRI, right=204, wrong=403,
    ),
    "writeFieldNote": Walk(of_recipient("/notes"), {"text": "Rumah kosong"}, right=201),
    "listFieldTasks": Walk(field_tasks, wrong=EMPTY),
    "answerFieldTask": Walk(lambda t: f"/field-tasks/{recipients.a_task(t)}/answer", {"text": "Sudah"}),
    "listCompanions": Walk(a_companion_there, role="OP_DINSOS", area=KEDIRI, wrong=EMPTY),
    "assignFamilies": Walk(
        to_be_assigned, {"holder": "assignment:7", "village": BAWANG}, role="OP_DINSOS", area=KEDIRI,
    ),
    "listAwaitingManagers": Walk(awaiting_managers, wrong=EMPTY),
    "getManagerChange": Walk(lambda t: f"/memberships/{a_named_manager(t).enrolment_id}/manager"),
    "proposeManager": Walk(
        lambda t: f"/memberships/{an_awaiting(t).held.pk}/manager", lambda t: {"person_id": an_awaiting(t).heir.pk},
        right=201,
    ),
    "actOnManagerChange": Walk(
        lambda t: f"/memberships/{a_named_manager(t).enrolment_id}/manager/act", {"action": "tarik"}
    ),
    "listRecaps": Walk(lambda t: f"/recaps?limit={min(a_standing(t), 9)}", wrong=EMPTY),
    "refreshRecaps": Walk("/recaps/refresh", role="SUPERVISOR", area=KEDIRI, right=202, wrong=SAME),
    "listPpks": Walk(lambda t: f"/ppks?limit={min(a_need(t).pk, 9)}", wrong=EMPTY),
    "exportPpks": Walk(
        "/ppks/export", {"purpose": "Musyawarah kelurahan", "within": BAWANG}, role="OP_DINSOS", area=KEDIRI, right=202
    ),
    "listStandingFamilies": Walk(lambda t: f"/standing-families?limit={min(a_standing(t), 9)}", wrong=EMPTY),
    "exportStandingFamilies": Walk(
        "/standing-families/export", {"purpose": "Musyawarah kelurahan", "within": BAWANG}, role="OP_DINSOS",
        area=KEDIRI, right=202,
    ),
    "listPairs": Walk(lambda t: f"/pairs?state={a_pair_of(t).state}", wrong=EMPTY),
    "getPair": Walk(lambda t: f"/pairs/{a_pair_of(t).pk}"),
    "judgePair": Walk(lambda t: f"/pairs/{a_pair_of(t).pk}/judge", {"action": "beda"}),
    "undoPair": Walk(lambda t: f"/pairs/{a_pair_of(t, judged=True).pk}/undo", {}),
    "searchPairs": Walk("/pairs/search", {"area": KEDIRI}, role="SUPERVISOR", area=KEDIRI, right=202, wrong=403),
    "listFindings": Walk(lambda t: f"/findings?outcome={a_finding(t).outcome}", wrong=EMPTY),
    "getFinding": Walk(lambda t: f"/findings/{a_finding(t).pk}"),
    "actOnFinding": Walk(lambda t: f"/findings/{a_finding(t).pk}/act", {"action": "usulkan"}),
    "actOnFindings": Walk("/findings/act", lambda t: {"action": "usulkan", "finding_ids": [a_finding(t).pk]}),
    "listEvents": Walk(lambda t: f"/events?text={a_told_death(t).full_name}", wrong=EMPTY),
    "getEvent": Walk(lambda t: f"/events/{a_told_death(t).pk}"),
    "actOnEvent": Walk(
        lambda t: f"/events/{a_told_death(t).pk}/act", {"action": "kesampingkan", "reason": "Bukan warga"},
        role="OP_DINSOS", area=KEDIRI,
    ),
    "askHealthInsurance": Walk(of_person("/health-insurance"), right=202),
    "sendEventFile": Walk("/events/files", {}, role="OP_DINSOS", area=KEDIRI, right=409, wrong=409, files=("csv",)),
    "getEventFile": Walk(lambda t: f"/events/files/{an_event_file(t)}", role="OP_DINSOS", area=KEDIRI),
    "applyEventFile": Walk(
        lambda t: f"/events/files/{an_event_file(t)}/apply", {}, role="OP_DINSOS", area=KEDIRI, right=202
    ),
    "pullEvents": Walk("/events/pull", role="OP_DINSOS", area=KEDIRI, right=202, wrong=202),
    "reportDeath": Walk(
        "/deaths", lambda t: {"person_id": t.person.pk, "died_on": "2026-11-01"}, right=201, files=("file",),
        is_form=True,
    ),
    "listMoves": Walk(lambda t: f"/moves?way={'keluar' if a_told_move(t) else ''}", wrong=EMPTY),
    "getMove": Walk(lambda t: f"/moves/{a_told_move(t).number}"),
    "actOnMove": Walk(lambda t: f"/moves/{a_told_move(t).number}/act", {"action": "batal"}),
    "reportMove": Walk(
        "/moves",
        lambda t: {"family_id": t.family.pk, "to_region_code": "3571011001", "moved_on": "2026-11-01"},
        right=201, files=("file",), is_form=True,
    ),
    "listProposals": Walk("/proposals", wrong=EMPTY),
    "createProposal": Walk(
        "/proposals", lambda t: {"family_id": t.family.pk, "period_id": t.month.pk}, right=409
    ),
    "createAidProposal": Walk("/aid-proposals", aid_for_listed, right=201),
    "checkAidProposal": Walk("/aid-proposals/check", aid_for_listed),
    "listVacancies": Walk(beside_a_plan("/vacancies"), wrong=EMPTY),
    "listWaiting": Walk(beside_a_plan("/waiting?programme=PBPU-PEMDA"), wrong=EMPTY),
    "planReplacements": Walk(
        "/replacement-plans", lambda t: {"region_code": KEDIRI, "programme": vacant(t)}, role="SUPERVISOR", area=KEDIRI,
        right=201, wrong=403,
    ),
    "getReplacementPlan": Walk(of_plan(), role="SUPERVISOR", area=KEDIRI),
    "decideReplacementPlan": Walk(of_plan("/decide"), {}, role="KADIS", area=KEDIRI),
    "getProposal": Walk(of_proposal()),
    "attachPaper": Walk(
        of_proposal("/papers"), {"paper": "foto_rumah_depan", "kind": "photo"}, right=201, files=("file",)
    ),
    "actOnProposal": Walk(of_proposal("/act"), {"action": "tarik"}),
    "actOnProposals": Walk("/proposals/act", lambda t: {"ids": [t.proposal.pk], "action": "tarik"}, wrong="refused"),
    "listDeliberations": Walk("/deliberations", wrong=EMPTY),
    "scheduleDeliberation": Walk(
        "/deliberations",
        lambda t: {"period_id": t.month.pk, "region_code": BAWANG, "held_on": "2026-11-10", "place": "Balai"},
        role="LURAH", right=409, wrong=403,  # the one of the 9th is not over
    ),
    "getDeliberation": Walk(of_deliberation()),
    "attachMinutes": Walk(
        of_deliberation("/papers"), {"paper": "undangan"}, role="LURAH", right=201, files=("file",)
    ),
    "getStanding": Walk(of_period("/standing"), role="KADIS", area=KEDIRI),
    "getCity": Walk(of_period("/city"), role="KEPALA_DAERAH", area=KEDIRI),
    "getRecap": Walk(of_period("/recap"), role="KADIS", area=KEDIRI),
    "getProgrammeRecap": Walk(of_period("/recap/programmes"), role="KADIS", area=KEDIRI),
    "remindVillages": Walk(of_period("/remind"), role="KADIS", area=KEDIRI),
    "printDeliberationPaper": Walk(of_deliberation("/print/daftar_awal")),
    "makeDeliberationPaper": Walk(of_deliberation("/made"), {"paper": "daftar_awal"}, role="LURAH", right=201),
    "noteAttendance": Walk(of_deliberation("/attendance"), {"people": []}, right=409),
    "noteSignatures": Walk(of_deliberation("/signatures"), role="LURAH", right=409),
    "noteDecisions": Walk(of_deliberation("/decisions"), {"agreed": [], "refused": []}, right=409),
    "actOnDeliberation": Walk(of_deliberation("/act"), {"action": "batalkan", "reason": "Hujan"}, role="LURAH"),
    "carryOutDeliberation": Walk(of_deliberation("/carry-out"), role="LURAH", right=409),
    "listPeriods": Walk("/periods", role="SUPERVISOR", area=KEDIRI, wrong=EMPTY),
    "getPeriod": Walk(of_period(), role="SUPERVISOR", area=KEDIRI),
    "actOnPeriod": Walk(of_period("/act"), {"action": "mulai_verifikasi"}, role="SUPERVISOR", area=KEDIRI, right=409),
    "endorsePeriod": Walk(of_period("/endorse"), role="KADIS", area=KEDIRI, right=409, files=("letter",)),
    "makeCentreFile": Walk(of_period("/centre-file"), role="OP_DINSOS", area=KEDIRI, right=409),
    "importResults": Walk(
        of_period("/results"), {"decree": "1/HUK/2026", "decreed_on": "2026-12-02"},
        role="OP_DINSOS", area=KEDIRI, right=409, files=("results",),
    ),
    "listLetters": Walk("/letters", wrong=EMPTY),
    "listDesks": Walk("/letters/desks", role="KADIS", area=KEDIRI, wrong=EMPTY),
    "listLetterRequests": Walk("/letters/requests", wrong=EMPTY),
    "issueCertificates": Walk(
        "/letters/requests/issue",
        lambda t: {"request_ids": [t.request], "office_id": t.dinas.office.pk, "signer_id": t.dinas.signer.pk},
        role="KADIS", area=KEDIRI,
    ),
    "requestLetter": Walk(
        "/letters/requests", lambda t: {"person_id": t.person.pk, "purpose": "Beasiswa"},
        right=201, files=("ktp", "kk"),
    ),
    "requestLetterShown": Walk(
        "/letters/requests/shown", lambda t: {"person_id": t.person.pk, "purpose": "Beasiswa"}, right=201
    ),
    "getLetterRequest": Walk(of_request()),
    "issueLetter": Walk(
        of_request("/issue"), lambda t: {"office_id": t.dinas.office.pk, "signer_id": t.dinas.signer.pk},
        role="KADIS", area=KEDIRI, right=201,
    ),
    "refuseLetter": Walk(of_request("/refuse")),
    "getLetter": Walk(of_letter()),
    "downloadLetter": Walk(of_letter("/pdf")),
    "withdrawLetter": Walk(of_letter("/withdraw"), {"reason": "Data keliru"}, role="KADIS", area=KEDIRI),
    "listWaitingWork": Walk("/tasks/waiting", wrong=EMPTY),
    "listOverdueWork": Walk("/tasks/overdue", wrong=EMPTY),
    "countWork": Walk("/tasks/counts", wrong=EMPTY),
    "getCase": Walk(lambda t: f"/cases/{t.proposal.case_id}"),
    "getFile": Walk(lambda t: f"/files/{t.file.pk}"),
    "listJobs": Walk("/jobs", wrong=EMPTY),
    "getJob": Walk(lambda t: f"/jobs/{t.job.pk}"),
    "cancelJob": Walk(lambda t: f"/jobs/{t.job.pk}/cancel"),
    "repeatJob": Walk(lambda t: f"/jobs/{t.job.pk}/again", right=409),
    "listAuditEvents": Walk(f"/audit-events?area={BAWANG}", role="KADIS", area=KEDIRI, wrong=EMPTY),
    "getAuditEvent": Walk(lambda t: f"/audit-events/{t.event}", role="KADIS", area=KEDIRI),
    **PROGRAMMES,
    **KEEPERS,
    **PORTAL,
}  # fmt: skip
