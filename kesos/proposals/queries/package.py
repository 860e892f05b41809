"""What stands in the papers of a deliberation, and which of them can be printed or made now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kesos.documents import words
from kesos.documents.models import Document, Office, Signer
from kesos.documents.queries import offices
from kesos.documents.queries.templates import signers_on
from kesos.documents.snapshot import PlainSnapshot
from kesos.foundation.written import day, month_name
from kesos.proposals.models import Attendee, Deliberation
from kesos.proposals.queries.agenda import Agenda, Item
from kesos.regions.queries import tree
from kesos.workflow import queries as workflow
from kesos.workflow.models import Paper

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# paper of the flow: kind of letter that satisfies it
LETTERS = {"undangan": "undangan_musyawarah", "berita_acara": "berita_acara_musyawarah", "sptjm": "sptjm_musyawarah"}
LISTS = ("daftar_awal", "daftar_hadir", "daftar_bnba")
_BEFORE, _NOTED = ("DIJADWALKAN",), ("BERITA_ACARA_DRAFT", "DITANDATANGANI")
MADE_IN = {
    "undangan": _BEFORE, "daftar_awal": _BEFORE, "sptjm": _BEFORE, "daftar_hadir": ("BERLANGSUNG", *_NOTED),
    "berita_acara": _NOTED, "daftar_bnba": _NOTED,
}  # fmt: skip
INVITED = "perangkat kelurahan, ketua RT dan RW, tokoh masyarakat, serta pilar sosial"


@dataclass(frozen=True, slots=True)
class Printable:
    """One paper: `made`: its number, or that it was made here; `makeable`: it can be made in this state."""

    code: str
    made: str
    makeable: bool
    is_letter: bool


def office_of(deliberation: Deliberation) -> Office:
    """The village's own office."""
    region = deliberation.region
    return offices.office_of(region.pk, name=f"{region.get_kind_display()} {region.name}")


def signers(office: Office, *, at: datetime) -> list[Signer]:
    return list(signers_on(office=office, on=timezone.localdate(at))) if office.pk else []


def attendees(deliberation: Deliberation) -> list[Attendee]:
    return list(Attendee.objects.filter(deliberation=deliberation).order_by("place"))


def letter_of(deliberation: Deliberation, paper: str) -> Document | None:
    """The letter that counts for this paper; one withdrawn no longer does."""
    kept = Document.objects.filter(case_id=deliberation.case_id, kind=LETTERS[paper])
    return kept.exclude(state=Document.State.WITHDRAWN).order_by("-pk").first()


def withdrawn_number(deliberation: Deliberation, paper: str) -> str:
    """The number of the letter that stands for this paper, where it has been withdrawn since."""
    kept = Paper.objects.filter(case_id=deliberation.case_id, code=paper, current=True, file_key="")
    gone = Document.objects.filter(
        case_id=deliberation.case_id,
        kind=LETTERS[paper],
        state=Document.State.WITHDRAWN,
        number__in=kept.values("value"),
    )
    return gone.values_list("number", flat=True).first() or ""


def list_of(deliberation: Deliberation, paper: str) -> Paper | None:
    """A list made here; an upload carries no value."""
    kept = Paper.objects.filter(case_id=deliberation.case_id, code=paper, current=True)
    return kept.exclude(value="").exclude(file_key="").first()


def printable(deliberation: Deliberation) -> list[Printable]:
    """All papers of the package, in the order in which they are needed."""
    state, found = deliberation.case.state, []
    numbers = dict(
        Document.objects.filter(case_id=deliberation.case_id, kind__in=LETTERS.values())
        .exclude(state=Document.State.WITHDRAWN)
        .values_list("kind", "number")
    )
    kept = dict(
        Paper.objects.filter(case_id=deliberation.case_id, code__in=MADE_IN, current=True)
        .exclude(file_key="")
        .values_list("code", "value")
    )
    for code, states in MADE_IN.items():
        made = numbers.get(LETTERS[code], "") if code in LETTERS else kept.get(code, "")
        # a scan that was uploaded is enough; the list of those present is made by entering them
        makeable = state in states and not made and code not in kept and code != "daftar_hadir"
        found.append(Printable(code, made, makeable, code in LETTERS))
    return found


def facts(deliberation: Deliberation, agenda: Agenda, *, at: datetime, words_said: str = "") -> PlainSnapshot:
    """`words_said`: who is invited, or why a statement stands in place of a deliberation."""
    held, village, present = deliberation.held_on, deliberation.region, attendees(deliberation)
    codes = dict(workflow.reasons("USULAN", on=timezone.localdate(at)))
    return PlainSnapshot(
        subject_name=f"Musyawarah {village.name}",
        data={
            "musyawarah": {
                "bulan": month_name(deliberation.period.month),
                "hari": DAYS[held.weekday()],
                "tanggal": day(held),
                "pukul": _hour(deliberation),
                "tempat": deliberation.place,
                "wilayah": f"{village.get_kind_display().lower()} {village.name}",
                "kecamatan": f"Kecamatan {tree.name(village.code[:6])}",
                "kota": tree.name(village.code[:4]),
                "ketua": next((each.name for each in present if each.chairs), ""),
            },
            "kepada": words_said,
            "usulan": [_line(each, codes) for each in agenda.items],
            "jumlah": {"semua": len(agenda.items), "setuju": agenda.agreed, "tolak": agenda.refused},
            "hadir": [{"nama": each.name, "unsur": _standing(each)} for each in present],
            "tanda": [{"nama": each.name, "unsur": _standing(each)} for each in present if each.signs or each.chairs],
        },
    )


def _line(item: Item, codes: dict[str, str]) -> dict[str, str]:
    said = "" if not item.is_said else "Disetujui" if item.agreed else "Tidak disetujui"
    why = " – ".join(part for part in (codes.get(item.code, item.code), item.reason) if part)
    return {
        "nomor": item.number, "nama": item.name, "nik": item.nik_masked, "alamat": item.where,
        "anggota": str(item.members), "usulan": item.proposed, "putusan": said,
        "alasan": why if item.is_said and not item.agreed else "",
    }  # fmt: skip


def _standing(person: Attendee) -> str:
    return f"{person.standing} (ketua musyawarah)" if person.chairs else person.standing


def _hour(deliberation: Deliberation) -> str:
    hour = deliberation.begins_at
    if hour is None:
        return ""
    return f"{hour:%H.%M} {words.ZONES.get(offices.zone_of(deliberation.region_id), '')}".strip()
