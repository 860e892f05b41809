"""The kinds of fact files: what each may say, and the headings under which offices write it."""

from collections import Counter

from kesos.bulk.headings import plain
from kesos.registry import dtsen
from kesos.registry.imports.fields import FIELDS, LABELS
from kesos.registry.imports.runs import Shape
from kesos.registry.models.visits import SECOND_COLUMN

KK = {"kk": FIELDS["kk"]}
WHO = {"nik": FIELDS["nik"], "kk": FIELDS["kk"], "full_name": (*FIELDS["full_name"], "full_name")}
WHO_LABELS = {"nik": "NIK", "kk": "No KK", "full_name": "Nama"}

LISTING = Shape(
    "listing",
    {
        **KK,
        "register": ("register", "basis data", "jenis data"),
        "number": ("id dtks", "id dtsen", "idbdt", "no id dtks", "nomor id"),
        "from_on": ("terdaftar sejak", "tanggal terdaftar", "tmt", "tanggal penetapan", "tanggal sk", "sejak"),
        "to_on": ("terdaftar sampai", "tanggal keluar", "tanggal dikeluarkan", "sampai"),
        "decree": ("nomor sk", "no sk", "sk penetapan", "keputusan"),
    },
    {
        "kk": "No KK",
        "register": "Basis data (DTKS/DTSEN)",
        "number": "ID DTKS/DTSEN",
        "from_on": "Terdaftar sejak",
        "to_on": "Terdaftar sampai",
        "decree": "Nomor SK",
    },
    ("kk", "register"),
)
DECILE = Shape(
    "decile",
    {
        **KK,
        "release": ("rilis", "periode rilis", "triwulan", "versi data"),
        "decile": ("desil", "desil nasional", "desil dtsen", "peringkat desil"),
    },
    {"kk": "No KK", "release": "Rilis (tahun-triwulan)", "decile": "Desil"},
    ("kk", "release", "decile"),
)
ENROLMENT = Shape(
    "enrolment",
    {
        **WHO,
        "programme": ("program", "kode program", "jenis bantuan", "program bantuan", "nama program"),
        "target": ("sasaran", "jenis sasaran"),
        "from_on": ("sejak", "tanggal mulai", "mulai", "tmt", "penerima sejak"),
        "to_on": ("sampai", "tanggal selesai", "tanggal berakhir", "berakhir"),
        "state": ("status", "status penerima", "status kepesertaan"),
        "unlisted_reason": ("alasan di luar data", "alasan pengecualian", "alasan pengecualian data terpadu"),
    },
    {
        **WHO_LABELS,
        "programme": "Program",
        "target": "Sasaran (keluarga/orang)",
        "from_on": "Sejak",
        "to_on": "Sampai",
        "state": "Status",
        "unlisted_reason": "Alasan di luar data terpadu",
    },
    ("nik", "programme", "from_on"),
)
# who they are, for those who are written down with the fact
WHO_THEY_ARE = (
    "nik", "kk", "full_name", "sex", "birth_date", "birth_place", "address", "rt", "rw", "village", "district", "city",
    "no_nik_reason",
)  # fmt: skip
SINCE = ("sejak", "tanggal mulai", "mulai", "tmt", "tanggal pendataan", "tanggal penetapan")
UNTIL = ("sampai", "tanggal selesai", "tanggal berakhir", "berakhir")


def of_somebody(kind: str, told: dict[str, tuple[str, tuple[str, ...]]], required: tuple[str, ...]) -> Shape:
    """A file of people who may be unknown: who they are, and `told` by field as label and headings."""
    fields = {name: FIELDS[name] for name in WHO_THEY_ARE} | {name: names for name, (_, names) in told.items()}
    labels = {name: LABELS[name] for name in WHO_THEY_ARE} | {name: label for name, (label, _) in told.items()}
    return Shape(kind, fields, labels, required)


PPKS = of_somebody(
    "ppks",
    {
        "type": ("Jenis PPKS", ("jenis ppks", "kode ppks", "jenis pmks", "kode pmks", "ppks", "pmks")),
        "disability": ("Ragam disabilitas", ("ragam disabilitas", "jenis disabilitas", "disabilitas", "ragam")),
        "from_on": ("Sejak", SINCE),
        "to_on": ("Sampai", UNTIL),
    },
    ("full_name", "type"),
)
POVERTY = Shape(
    "ekstrem",
    {
        **WHO,
        "full_name": ("nama kepala", "nama kepala keluarga", "kepala keluarga", *WHO["full_name"]),
        "period": ("periode", "tahun", "periode sasaran", "tahun sasaran"),
        "state": ("status", "status sasaran", "hasil"),
        "from_on": SINCE,
        "to_on": UNTIL,
    },
    {**WHO_LABELS, "period": "Periode", "state": "Status", "from_on": "Sejak", "to_on": "Sampai"},
    ("kk", "period"),
)


def _answers(level: dtsen.Level) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Every variable under its own name and under its label, where no other has the same."""
    labels = Counter(plain(v.label) for v in dtsen.of_level(level))
    fields: dict[str, tuple[str, ...]] = {}
    called = {}
    for v in dtsen.of_level(level):
        fields[v.field] = (v.field, v.label) if labels[plain(v.label)] == 1 else (v.field,)
        called[v.field] = v.label
        if v.kind in SECOND_COLUMN:
            ending, what = SECOND_COLUMN[v.kind]
            fields[v.field + ending] = (v.field + ending,)
            called[v.field + ending] = f"{v.label}: {what}"
    return fields, called


def _visit(kind: str, level: dtsen.Level, who: dict[str, tuple[str, ...]], required: tuple[str, ...]) -> Shape:
    fields, labels = _answers(level)
    # whose answers they are stands in the same cells as the variables of that name
    given = {plain(name) for names in who.values() for name in names}
    rest = {
        field: tuple(name for name in names if plain(name) not in given)
        for field, names in fields.items()
        if field not in ("no_kk", *who)
    }
    return Shape(kind, {**who, **{f: names for f, names in rest.items() if names}}, {**labels, **WHO_LABELS}, required)


FAMILY_VISIT = _visit("family_visit", "family", KK, ("kk",))
PERSON_VISIT = _visit("person_visit", "individual", WHO, ("nik",))
