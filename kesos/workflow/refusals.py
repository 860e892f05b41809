"""Why a step is not taken, as an error and as a sentence that says how to mend it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.written import day
from kesos.workflow.judging import JAKARTA, Verdict
from kesos.workflow.machines import labels

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class MovedOn(Refused):
    """The case is not (any more) in a state in which this action is possible."""

    code = "moved_on"


class SamePerson(Refused):
    """The actor has already taken an action that this one must be kept apart from."""

    code = "same_person"


class OwnFamily(Refused):
    """Nobody decides on the case of their own family."""

    code = "own_family"


class PaperMissing(Refused):
    """A required paper is not there."""

    code = "paper_missing"


class ReasonMissing(Refused):
    """The step asks for a reason."""

    code = "reason_missing"


class AlreadyGiven(Refused):
    """This agreement stands already; others are awaited."""

    code = "already_given"


class Frozen(Refused):
    """Nothing is decided in this area for a time."""

    code = "frozen"


class TooLate(Refused):
    """The step was closed by its deadline."""

    code = "too_late"


class TooEarly(Refused):
    """The step opens only after its deadline."""

    code = "too_early"


KINDS: dict[str, type[Refused]] = {
    "moved_on": MovedOn,
    "not_allowed": NotAllowed,
    "same_person": SamePerson,
    "own_family": OwnFamily,
    "paper_missing": PaperMissing,
    "paper_old": PaperMissing,
    "reason_missing": ReasonMissing,
    "reason_code_missing": ReasonMissing,
    "reason_code_unknown": ReasonMissing,
    "already_given": AlreadyGiven,
    "frozen": Frozen,
    "too_late": TooLate,
    "too_early": TooEarly,
    "not_found": NotFound,
}
FIELDS = {"reason_missing": "reason", "reason_code_missing": "reason_code", "reason_code_unknown": "reason_code"}


def refusal(verdict: Verdict, action: str) -> Refused:
    kind = KINDS.get(verdict.code, Refused)
    return kind(sentence(verdict, action), code=verdict.code, field=FIELDS.get(verdict.code))


def sentence(verdict: Verdict, action: str) -> str:
    say, flow = labels(), verdict.flow
    step, state = say.action(flow, verdict.action or action), say.state(flow, verdict.from_state)
    when = moment(verdict.moment)
    match verdict.code:
        case "moved_on":
            moved = f" oleh {verdict.who}, {when}" if verdict.who else ""
            return (
                f"Kasus ini sudah berpindah tahap: sekarang «{state}»{moved}. "
                f"Langkah «{step}» tidak tersedia lagi. Muat ulang halaman."
            )
        case "repeated":
            return f"Langkah «{step}» sudah Anda ambil; sekarang «{state}»."
        case "not_allowed":
            return f"Anda tidak berwenang untuk langkah «{step}» di tempat ini. Serahkan kepada petugas yang berwenang."
        case "same_person":
            before = "membuka kasus ini" if verdict.detail == "@opened" else f"«{say.action(flow, verdict.detail)}»"
            return f"Anda sendiri yang melakukan {before}. Langkah «{step}» harus dilakukan orang lain."
        case "own_family":
            return "Kasus ini menyangkut keluarga Anda sendiri. Mintalah rekan lain yang berwenang memutuskannya."
        case "paper_missing":
            return f"Berkas belum ada: {_papers(flow, verdict.detail)}. Lampirkan dahulu, lalu ulangi."
        case "paper_old":
            return f"Berkas sudah terlalu lama: {_papers(flow, verdict.detail)}. Lampirkan yang baru, lalu ulangi."
        case "reason_missing":
            return f"Alasan wajib diisi untuk langkah «{step}»."
        case "reason_code_missing":
            return f"Pilih kode alasan untuk langkah «{step}»."
        case "reason_code_unknown":
            return "Kode alasan tidak dikenal atau sudah tidak berlaku. Pilih kode dari daftar."
        case "already_given":
            return f"Persetujuan ini sudah diberikan oleh {verdict.who}; masih menunggu persetujuan orang lain."
        case "amount_missing":
            return "Nilai kasus ini belum diisi, sehingga jumlah penyetuju tidak dapat ditentukan. Isi nilainya dahulu."
        case "frozen":
            return f"Keputusan di wilayah ini dibekukan sampai {when}: {verdict.detail}"
        case "too_late":
            return f"Langkah «{step}» sudah ditutup sejak {when}."
        case "too_early":
            return f"Langkah «{step}» baru dapat dilakukan setelah tenggatnya lewat{f' ({when})' if when else ''}."
        case "guard":
            return verdict.detail
        case _:
            return "Data tidak ditemukan."


def _papers(flow: str, codes: str) -> str:
    return "; ".join(" atau ".join(labels().paper(flow, one) for one in code.split("|")) for code in codes.split(","))


def moment(at: datetime | None, zone: ZoneInfo = JAKARTA) -> str:
    """«12 November 2026 10.15 WIB»: midnight is the end of the day before."""
    if at is None:
        return ""
    local = at.astimezone(zone)
    return f"{day(local)} {local:%H.%M} {ZONES.get(zone.key, '')}".strip()
