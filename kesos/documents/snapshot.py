"""What a letter says of a person, typed: filled by the part above, kept for ever with the letter."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from kesos.foundation.written import day


class Snapshot(Protocol):
    """What the engine asks of any snapshot: whose letter it is, and the data its template may use."""

    @property
    def subject_name(self) -> str: ...

    def as_data(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class PlainSnapshot:
    """The snapshot of a paper about many, or about nobody: what its template reads, as the part above gathered it.

    Numbers of people are masked before they come here.
    """

    subject_name: str
    data: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        return self.data


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Sixteen digits of NIK and No KK as text: it is the person's own letter."""

    name: str
    nik: str
    kk_number: str
    birth_place: str
    birth_date: date | None
    sex: Literal["L", "P", ""]
    job: str
    address: str
    head_of_family: str
    relation: str


@dataclass(frozen=True, slots=True)
class MemberFacts:
    name: str
    nik: str
    relation: str


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """Where the person is listed, by which release and decree; the template decides whether the decile is printed."""

    short_name: str
    long_name: str
    listing_id: str
    period: str
    decree: str = ""
    decile: int | None = None


@dataclass(frozen=True, slots=True)
class ListingSnapshot:
    """The snapshot of a surat keterangan terdaftar DTKS/DTSEN."""

    person: PersonFacts
    listing: ListingFacts
    family: tuple[MemberFacts, ...] = ()
    programmes: tuple[str, ...] = ()

    @property
    def subject_name(self) -> str:
        return self.person.name

    def as_data(self) -> dict[str, Any]:
        who, where = self.person, self.listing
        born = ", ".join(part for part in (who.birth_place, day(who.birth_date) if who.birth_date else "") if part)
        return {
            "orang": {
                "nama": who.name,
                "nik": who.nik,
                "no_kk": who.kk_number,
                "lahir": born,
                "jenis_kelamin": {"L": "Laki-laki", "P": "Perempuan"}.get(who.sex, ""),
                "pekerjaan": who.job,
                "alamat": who.address,
                "kepala_keluarga": who.head_of_family,
                "hubungan": who.relation,
            },
            "anggota": [{"nama": m.name, "nik": m.nik, "hubungan": m.relation} for m in self.family],
            "data": {
                "nama": where.short_name,
                "nama_panjang": where.long_name,
                "id": where.listing_id,
                "periode": where.period,
                "dasar": where.decree,
                "desil": "" if where.decile is None else str(where.decile),
            },
            "program": list(self.programmes),
        }


SAMPLE = ListingSnapshot(
    person=PersonFacts(
        name="SITI CONTOH",
        nik="9971014303790003",
        kk_number="9971010101100012",
        birth_place="Kediri",
        birth_date=date(1979, 3, 3),
        sex="P",
        job="Buruh cuci",
        address="Jalan Contoh Nomor 17, RT 004 RW 002, Kelurahan Contoh, Kecamatan Contoh",
        head_of_family="SITI CONTOH",
        relation="Kepala keluarga",
    ),
    listing=ListingFacts(
        short_name="DTSEN",
        long_name="Data Tunggal Sosial dan Ekonomi Nasional",
        listing_id="99-0042-7713",
        period="rilis triwulan III tahun 2026",
        decree="SK Nomor 00/CONTOH/2026",
        decile=2,
    ),
    family=(
        MemberFacts("SARI CONTOH", "9971014101500001", "Ibu"),
        MemberFacts("DIMAS CONTOH", "9971010102100002", "Anak"),
    ),
    programmes=("Program Sembako", "PBI-JK"),
)
