"""What the page of a deliberation offers of its papers, and the form of those present as people type it."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from kesos.access.web.request import SignedIn
from kesos.proposals.models import Attendee, Deliberation
from kesos.proposals.models.deliberations import FLOW
from kesos.proposals.queries import package
from kesos.proposals.services import attendance
from kesos.proposals.services.attendance import AttendanceWrong, Present
from kesos.proposals.services.package import label

ASKS = {
    "undangan": ("Kepada", package.INVITED),
    "sptjm": ("Mengapa musyawarah tidak dapat diadakan", ""),
}
MAKES = {
    "undangan": "musyawarah.mulai", "daftar_awal": "musyawarah.mulai", "sptjm": "musyawarah.sptjm",
    "berita_acara": "musyawarah.catat_hasil", "daftar_bnba": "musyawarah.unggah",
    "daftar_hadir": "musyawarah.catat_hasil",
}  # fmt: skip
FIELDS = ("ketua", "jabatan", "penanda", "peserta")
LINE = "nama; jabatan"
CALLED = {"sptjm": "SPTJM, bila musyawarah tidak dapat diadakan"}
NAMES = {"sptjm": "SPTJM"}


def package_of(
    request: SignedIn, held: Deliberation, *, at: datetime, present: dict[str, str] | None = None
) -> dict[str, Any]:
    """`present`: the attendance as it was typed, when it was refused."""
    office = package.office_of(held)
    signers = package.signers(office, at=at)
    people = package.attendees(held)
    made = {each.code: each for each in package.printable(held)}
    state = held.case.state
    fillable = state in attendance.NOTED_IN and not made["berita_acara"].made
    signable = state == attendance.SIGNED_IN and made["berita_acara"].made
    return {
        "prints": [
            (
                each, CALLED.get(each.code, label(each.code)),
                NAMES.get(each.code, label(each.code).lower()), ASKS.get(each.code),
                each.makeable and request.actor.may(MAKES[each.code], held.region_id)
                and (each.code != "sptjm" or bool(signers)),
            )
            for each in made.values()
            if each.made or each.makeable or (each.code == "daftar_hadir" and not held.case.closed_at)
        ],
        "made_here": {each.code for each in made.values() if each.made},
        "signers": signers,
        "office": office,
        "attendees": people,
        "may_fill": fillable and request.actor.may(MAKES["daftar_hadir"], held.region_id),
        "may_confirm": signable and request.actor.may(f"{FLOW}.tandatangan", held.region_id),
        "present": present or _typed_before(people, signers[0].name if signers else ""),
    }  # fmt: skip


def present_of(sent: QueryDict) -> list[Present]:
    """The chair, those who sign, the others. Raises AttendanceWrong for a line without one of its parts."""
    typed = typed_of(sent)
    found = []
    if typed["ketua"].strip() or typed["jabatan"].strip():
        found.append(Present(typed["ketua"], typed["jabatan"], chairs=True, signs=True))
    for name, signs in (("penanda", True), ("peserta", False)):
        for line in typed[name].splitlines():
            if line.strip():
                found.append(_line(line, signs=signs))
    return found


def typed_of(sent: QueryDict) -> dict[str, str]:
    return {name: sent.get(name, "")[:20_000] for name in FIELDS}


def _line(line: str, *, signs: bool) -> Present:
    name, cut, standing = line.partition(";")
    if not cut or not name.strip() or not standing.strip():
        raise AttendanceWrong(f"«{line.strip()[:60]}»: tulis {LINE}, dipisahkan titik koma.", field="hadir")
    return Present(name, standing, signs=signs)


def _typed_before(people: list[Attendee], head: str) -> dict[str, str]:
    chair = next((each for each in people if each.chairs), None)
    said = {True: [], False: []}  # type: dict[bool, list[str]]
    for each in people:
        if not each.chairs:
            said[each.signs].append(f"{each.name}; {each.standing}")
    return {
        "ketua": chair.name if chair else head, "jabatan": chair.standing if chair else "Lurah",
        "penanda": "\n".join(said[True]), "peserta": "\n".join(said[False]),
    }  # fmt: skip
