"""Walks through the endpoints of the portal: as nobody, as somebody of the next area, as the right one."""

from collections.abc import Callable
from typing import Any

from tests.api.things import Things
from tests.api.walk import EMPTY, SAME, Walk, under
from tests.api.world import BAWANG, KEDIRI, NOW
from tests.portal import things as portal
from tests.portal.world import a_citizen

DISTRICT = BAWANG[:6]


def ours(t: Things) -> portal.PortalThings:
    return t.once("portal", lambda: portal.portal_things(a_citizen("SUPRAPTO", username="warga.suprapto")))


def report(more: str = "", made: Callable[[portal.PortalThings], Any] | None = None) -> Callable[[Things], str]:
    def at(t: Things) -> str:
        if made:
            t.once("portal-made", lambda: made(ours(t)))
        return f"/reports/{ours(t).report.pk}{more}"

    return at


person = under("/people", lambda t: ours(t).person.pk)
right = under("/rights", lambda t: ours(t).right.pk)
incident = under("/incidents", lambda t: ours(t).incident.pk)
fresh = under("/people", lambda t: t.person.pk)


def listed(address: str) -> Callable[[Things], str]:
    def at(t: Things) -> str:
        ours(t)
        return address

    return at


TELL = {"reason": "Punya mobil dan rumah bertingkat", "latitude": "-7.82", "longitude": "112.04"}
USUL = {**TELL, "kk": "9971030101109999", "head_name": "YATEMI", "programme": "PKH"}
INCIDENT = {
    "title": "Surel salah kirim", "found_at": NOW.isoformat(), "data": "Nama", "people": 4, "cause": "Salah alamat",
    "contact": "Kepala dinas",
}  # fmt: skip
TERM = {
    "region_code": KEDIRI, "key": "koreksi_data.hari", "value": 5, "valid_from": "2030-01-01", "basis": "Perwal",
}  # fmt: skip
CITIZEN: dict[str, Any] = {"role": "WARGA"}
ADMIN: dict[str, Any] = {"role": "ADMIN", "area": KEDIRI}
COUNTRY: dict[str, Any] = {"role": "ADMIN", "area": ""}
PORTAL = {
    "listReports": Walk(listed("/reports"), wrong=EMPTY),
    "getReport": Walk(report()),
    "actOnReport": Walk(report("/act"), {"action": "catat"}, role="OP_DINSOS", area=KEDIRI),
    "noteFieldResult": Walk(
        report("/field-result", portal.in_the_field), {"result": "Rumah dua lantai, ada mobil"}, role="OP_DINSOS",
        area=KEDIRI, right=403, files=("photo",),  # the surveyor's alone; the journey in tests/portal has the 200
    ),
    "followUpReport": Walk(report("/follow-up", portal.proven)),
    "openReporter": Walk(
        report("/open-reporter"), {"reason": "Diminta inspektorat"}, role="SUPERVISOR", area=KEDIRI
    ),
    "takeSanggah": Walk(
        person("/reports/sanggah"), {**TELL, "recipient": "salah"}, right=409, wrong=409, files=("photo",)
    ),
    "takeUsul": Walk(person("/reports/usul"), USUL, right=201, files=("photo",)),
    "listOwnReports": Walk("/me/reports", **CITIZEN, wrong=SAME),
    "findRecipients": Walk("/me/recipients?name=sulastri", **CITIZEN, wrong=SAME),
    "tellSanggah": Walk(
        "/me/reports/sanggah", {**TELL, "recipient": "salah"}, **CITIZEN, right=409, wrong=SAME, files=("photo",)
    ),
    "tellUsul": Walk("/me/reports/usul", USUL, **CITIZEN, right=201, wrong=SAME, files=("photo",)),
    "getOwnData": Walk("/me/data", **CITIZEN, wrong=SAME),
    "askOwnRight": Walk("/me/rights", lambda t: portal.an_objection(), **CITIZEN, right=201, wrong=SAME),
    "askRight": Walk(person("/rights"), lambda t: portal.an_objection(), right=201),
    "giveOwnConsent": Walk("/me/consents", {"purpose": "layanan_tambahan"}, **CITIZEN, right=201, wrong=SAME),
    "giveConsent": Walk(person("/consents"), {"purpose": "layanan_tambahan"}, right=201),
    "withdrawOwnConsent": Walk("/me/consents/withdraw", {"consent_id": 1}, **CITIZEN, right=404, wrong=SAME),
    "withdrawConsent": Walk(
        person("/consents/withdraw"), lambda t: {"consent_id": ours(t).consent.pk}, right=201
    ),
    "listRights": Walk(listed("/rights"), wrong=EMPTY),
    "getRight": Walk(right()),
    "actOnRight": Walk(right("/act"), {"action": "penuhi", "reason": "Diperbaiki menurut KTP"}),
    "actOnOwnRight": Walk(
        lambda t: f"/me/rights/{ours(t).right.pk}/act", {"action": "batalkan"}, **CITIZEN, right=404  # another family's
    ),
    "listConsents": Walk(listed("/consents"), wrong=EMPTY),
    "getCitizenAccount": Walk(person("/account")),
    "registerCitizen": Walk(fresh("/account"), right=201),
    "giveCitizenCode": Walk(person("/account/code"), right=409),
    "proveCitizen": Walk(person("/account/prove")),
    "endCitizenAccount": Walk(person("/account/end"), {"reason": "Lupa kata sandi"}, right=204),
    "listIncidents": Walk(listed("/incidents"), **ADMIN, wrong=EMPTY),
    "enterIncident": Walk("/incidents", INCIDENT, **ADMIN, right=201, wrong=SAME),
    "getIncident": Walk(incident(), **ADMIN),
    "noteIncidentTold": Walk(
        incident("/told"), {"whom": "people", "how": "Surat 12", "told_at": NOW.isoformat()}, **ADMIN
    ),
    "closeIncident": Walk(incident("/close"), {"lesson": "Cakram disandikan"}, **ADMIN, right=409),
    "listTerms": Walk("/terms", **ADMIN, wrong=SAME),
    "setTerm": Walk("/terms", TERM, **ADMIN, right=201, wrong=403),
    "listRetention": Walk("/retention", **ADMIN, wrong=SAME),
    "previewRetention": Walk("/retention/tellers/preview", **COUNTRY, wrong=403),
    "forgetRetained": Walk(
        "/retention/tellers/forget", lambda t: {"preview_id": portal.a_preview().pk}, **COUNTRY, wrong=403
    ),
    "listProcessing": Walk("/processing", **ADMIN, wrong=SAME),
}  # fmt: skip
