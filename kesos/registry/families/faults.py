"""What is wrong with a family as it was told: a sentence at its field, with the way to mend it."""

from collections.abc import Mapping, Sequence

from kesos.foundation.errors import Refused
from kesos.foundation.numbers import FAULTS as NIK_FAULTS
from kesos.foundation.numbers import only_number, structure_fault
from kesos.registry.families.said import HEAD, Card, Said
from kesos.registry.imports.faults import FAULTS, WARNINGS
from kesos.registry.imports.one_family import Judged
from kesos.registry.models import Person
from kesos.ui.forms import KK_FAULTS

# where a form reads other than a file; all the rest is said as at the import
AT_THE_COUNTER = {
    "KK_NUMBER": KK_FAULTS["LENGTH"],
    "NIK_NUMBER": NIK_FAULTS["LENGTH"],
    "BIRTH_IN_FUTURE": "Tanggal lahir: sesudah hari ini. Periksa tahunnya.",
    "REGION_UNKNOWN": "Kelurahan/desa: tidak dikenal. Pilih dari daftar.",
    "HEAD_TWICE": "Hubungan keluarga: sudah ada kepala keluarga lain di formulir ini. Kepala keluarga hanya satu.",
    "ROW_DOUBLED": "Orang ini sudah diisi pada anggota lain di formulir ini. Hapus salah satu.",
    "NIK_ELSEWHERE": "NIK: sudah terdaftar di luar wilayah Anda. Jangan mendaftarkan ulang; bila orangnya pindah ke "
    "sini, gunakan layanan pindah.",
    "KK_ELSEWHERE": "No KK: sudah tercatat di luar wilayah Anda. Periksa nomornya pada Kartu Keluarga; bila keluarga "
    "ini pindah ke sini, gunakan layanan pindah.",
    "NIK_CLAIMED": "NIK ini sudah dipakai orang lain: namanya tidak serupa. Periksa angkanya; bila "
    "dokumennya memang begitu, orang ini dicatat sebagai pengaku kedua dan masuk daftar tugas identitas.",
    "NIK_MALFORMED": "Betulkan dari dokumennya; bila dokumennya memang tertulis begini, orangnya dicatat dan masuk "
    "daftar tugas identitas.",
    "CODE_UNREADABLE": "Agama, perkawinan, pendidikan, atau pekerjaan: pilih dari daftar.",
    "KNOWN_HERE": "NIK ini milik {name}, yang tercatat di keluarga lain di wilayah Anda. Bila memang pindah ke "
    "keluarga ini, ia keluar dari keluarga yang lama mulai hari ini.",
    "KNOWN_AS": "NIK ini tercatat atas nama {name}. Bila disimpan, namanya berubah menjadi yang Anda ketik.",
    "KNOWN_HEAD": "{name} adalah kepala keluarga lain yang masih beranggota {staying} orang. Masukkan seluruh "
    "anggotanya di sini, atau catat dahulu kepala keluarga barunya lewat Impor data.",
    "DEAD": "Orang dengan NIK ini tercatat meninggal. Periksa NIK pada dokumennya.",
}  # fmt: skip
SENTENCES = {**FAULTS, **WARNINGS, **AT_THE_COUNTER}
NAME_SIGNS = " .,'`’‘-/()"
OF_THE_CARD = {"KK": "kk", "REGION": "region_code"}
OF_A_MEMBER = {
    "NIK": "nik", "NAME": "full_name", "SEX": "sex", "BIRTH": "birth_date", "RELATION": "relation", "HEAD": "relation",
    "ROW": "nik", "KNOWN": "nik", "DEAD": "nik", "CODE": "occupation",
}  # fmt: skip
# let through once somebody says that the document does say so
ODD = ("NIK_MALFORMED", "NIK_CLAIMED", "NIK_REGION_UNKNOWN", "SEX_MISMATCH", "BIRTH_MISMATCH", "KNOWN_HERE", "KNOWN_AS")


class FamilyWrong(Refused):
    """Some fields cannot stand; `by_field` has a sentence for each, members counted from 0: `members.0.nik`."""

    code = "family_wrong"
    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(faults.values())), field=next(iter(faults)))
        self.by_field = dict(faults)


class ToConfirm(FamilyWrong):
    """Nothing is wrong for certain, something is odd: to be compared with the document and sent once more."""

    code = "family_to_confirm"


class FamilyKnown(Refused):
    """The card stands in the actor's own area already; `family_id` leads there."""

    code = "family_known"

    def __init__(self, family_id: int) -> None:
        super().__init__(
            "No KK: keluarga ini sudah tercatat di wilayah Anda. Buka keluarga itu, lalu tambahkan anggotanya di sana.",
            field="kk",
        )
        self.family_id = family_id
        self.by_field = {"kk": self.sentence}


def of_shape(card: Card, members: Sequence[Said], *, heads: Sequence[int] = (1,)) -> dict[str, str]:
    """What can be seen without asking the registry. `heads` are the numbers of heads that may be among the members."""
    faults = _of_card(card)
    if not members:
        faults["members"] = "Isi paling sedikit satu anggota, yaitu kepala keluarga."
    for at, said in enumerate(members):
        if said.person_id is None and said.full_name.strip() and not _is_a_name(said.full_name):
            faults[f"members.{at}.full_name"] = (
                "Nama: tulis seperti di KTP atau KK, hanya huruf, spasi, titik, koma, petik, dan tanda hubung."
            )
        if not said.relation:
            faults[f"members.{at}.relation"] = "Hubungan keluarga: pilih dari daftar."
        if said.person_id is None and not only_number(said.nik) and said.no_nik_reason not in Person.NoNik.values:
            faults[f"members.{at}.nik"] = "NIK: isi 16 angka, atau pilih alasan tanpa NIK."
    if members and 1 in heads and not any(said.relation == HEAD for said in members):
        faults.setdefault("members.0.relation", "Hubungan keluarga: pilih satu orang sebagai kepala keluarga.")
    return faults


def found(
    judged: Sequence[Judged], *, into: int | None, confirmed: Sequence[bool], niks: Sequence[str]
) -> FamilyWrong | None:
    """What the registry said of the rows: first what is wrong, then what somebody must confirm. `into` is the family
    the members come to, where it is known."""
    faults: dict[str, str] = {}
    odd: dict[str, str] = {}
    for one, sure in zip(judged, confirmed, strict=True):
        codes = [*one.faults, *(["CODE_UNREADABLE"] if "CODE_UNREADABLE" in one.warnings else [])]
        if one.known and one.died_on:
            codes.append("DEAD")
        moves = one.known and one.family_id not in (None, into)
        if moves and one.relation == int(HEAD) and one.staying:
            codes.append("KNOWN_HEAD")
        for code in codes:
            _tell(faults, one, code)
        # who is known already was asked about when they came
        asked = [] if one.known and one.family_id == into else list(one.warnings)
        asked += ["KNOWN_HERE"] if moves else []
        asked += ["KNOWN_AS"] if one.known and one.known_as and not moves else []
        for code in asked:
            if code in ODD and not sure:
                _tell(odd, one, code, nik=niks[one.line])
    if faults:
        return FamilyWrong(faults)
    return ToConfirm(odd) if odd else None


def nik_said(text: str) -> str:
    """Why this is no NIK, with how many digits were typed; empty where its structure is sound."""
    digits = only_number(text)
    fault = structure_fault(digits)
    if fault == "LENGTH" and digits.isascii() and digits.isdigit():
        return f"{NIK_FAULTS[fault]} Yang diketik {len(digits)} angka."
    return NIK_FAULTS[fault] if fault else ""


def _is_a_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and all(
        sign.isalpha() or sign in NAME_SIGNS for sign in text.strip()
    )


def _of_card(card: Card) -> dict[str, str]:
    faults = {}
    if not card.region_code:
        faults["region_code"] = "Kelurahan/desa: pilih dari daftar."
    digits = only_number(card.kk)
    if not digits:
        faults["kk"] = "No KK: isi 16 angka dari Kartu Keluarga. Keluarga tanpa KK mengurusnya dahulu di Disdukcapil."
    elif fault := structure_fault(digits, women_plus_forty=False):
        faults["kk"] = KK_FAULTS[fault]
    return faults


def _tell(faults: dict[str, str], one: Judged, code: str, *, nik: str = "") -> None:
    kind = code.partition("_")[0]
    field = OF_THE_CARD.get(kind) or f"members.{one.line}.{OF_A_MEMBER[kind]}"
    told = f"{nik_said(nik)} {SENTENCES[code]}" if code == "NIK_MALFORMED" else SENTENCES.get(code, code)
    if kind == "KNOWN":
        told = told.format(name=one.known_as or one.full_name, staying=one.staying)
    if told not in faults.get(field, ""):
        faults[field] = f"{faults[field]} {told}" if field in faults else told
