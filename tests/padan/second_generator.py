"""People in families, person by person, with numbers as the office gives them; then doubles with faults of the pen."""

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

COLUMNS = [
    "nik", "no_kk", "nama", "jk", "tgl_lahir", "kode_desa", "alamat", "rt", "rw", "pekerjaan", "pendidikan", "hubungan",
]  # fmt: skip
_MEN = """AHMAD AGUS ANDI ARIF BAMBANG BUDI CAHYO DEDI DIDIK DWI EDI EKO FAJAR FERI GATOT GUNAWAN HADI HARI HASAN HENDRA
HERU IMAM INDRA IRFAN IWAN JOKO JUMADI KARNO KASMAN KUSNADI LUKMAN MUHAMMAD MULYADI NANANG NUR PARDI PURWANTO
RAHMAT RIDWAN RIZKI ROHMAN RUDI SAMSUL SARJONO SIGIT SLAMET SUGENG SUKARNO SUMARDI SUPARMAN SURYADI SUTRISNO
SUYONO TAUFIK TEGUH TONI TRI UMAR WAHYU WAGIMIN WIDODO YANTO YUSUF YULIANTO ZAINAL"""
MEN = _MEN.split()
_WOMEN = """AISYAH AMINAH ANI ASTUTI ATUN AYU DEWI DIAN DWI EKA ENDANG ERNA EVI FATIMAH FITRI HARTINI INDAH IDA JUMINAH
KARTIKA KASIYEM KHOTIMAH LASTRI LESTARI LILIS MARYAM MULYANI MURNI NGATINI NUNUNG NUR PARTINI PONIYEM PUJI
PUTRI RATNA RINA RINI ROHANI RUKMINI RUSMINI SARI SITI SOLIKAH SRI SULASTRI SUMARNI SUNARTI SUPARTI SURATMI
SURYANI SUTINAH TITIK TRI TUTIK UMI WAHYUNI WARSINI WATI YANTI YULI YUNI ZULAIKHA"""
WOMEN = _WOMEN.split()
_LAST = """ABADI ADI AFANDI ANGGRAINI ANWAR ARIFIN BUDIONO BASUKI CAHYANI DARMAWAN EFENDI FAUZI FIRMANSYAH GINTING HAKIM
HALIM HANDAYANI HARAHAP HARYANTO HASIBUAN HIDAYAT HIDAYAH HUDA IBRAHIM ISKANDAR ISMAIL JATMIKO KURNIAWAN
KUSUMA LUBIS MAHARANI MAULANA MUSTOFA NASUTION NINGRUM NINGSIH NUGROHO NURHAYATI PAMUNGKAS PERMANA PRASETYO
PRATAMA PRATIWI PURNAMA PURWANTI PUSPITA RAHAYU RAHMAN RAHMAWATI RAMADHAN SANTOSO SAPUTRA SAPUTRI SETIAWAN
SETIAWATI SIREGAR SISWANTO SUBAGYO SUCIPTO SUDARSONO SUHARTONO SUSANTI SUSANTO SUSILO SUSILOWATI UTAMI UTOMO
WIBOWO WIDIASTUTI WIJAYA WULANDARI YULIANI"""
LAST = _LAST.split()
_STREETS = (
    """MERDEKA MAWAR MELATI KENANGA DIPONEGORO SUDIRMAN PAHLAWAN VETERAN KARTINI ANGGREK RAYA MASJID PASAR SAWAH KALI"""
)
STREETS = _STREETS.split()
WORK = ["PETANI", "BURUH HARIAN LEPAS", "WIRASWASTA", "KARYAWAN SWASTA", "PEDAGANG", "TIDAK BEKERJA"]
SCHOOL = ["TIDAK SEKOLAH", "SD", "SMP", "SMA", "S1"]
SPELLINGS = [("SU", "SOE"), ("J", "DJ"), ("C", "TJ"), ("Y", "J"), ("I", "Y"), ("F", "P"), ("Z", "S"), ("KH", "H"),
             ("RAH", "ROH"), ("U", "OE")]  # fmt: skip
SHORT = {"MUHAMMAD": ["M.", "MOH.", "MOCH.", "MUH.", "MOCHAMAD", "MOHAMMAD"], "AHMAD": ["ACHMAD", "AKHMAD"],
         "SITI": ["ST.", "SITTI"], "ABDUL": ["ABD."], "NUR": ["NOOR", "NOER"], "YUSUF": ["JUSUF", "YUSUP"]}  # fmt: skip
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Row = dict[str, str]


def make(rows: int, seed: int, *, share: float = 0.2, **rates: float) -> tuple[list[Row], list[tuple[int, int]]]:
    """`rows` of people and doubles, shuffled; the pairs are 1-based rows of a double and its original."""
    drawn = random.Random(seed)
    people = _people(drawn, max(4, round(rows * (1 - share))))
    niks = [one["nik"] for one in people]
    doubles: list[tuple[Row, int]] = []
    while len(people) + len(doubles) < rows:
        of = drawn.randrange(len(people))
        for _ in range(2 if drawn.random() < 0.05 else 1):
            doubles.append((_double(drawn, people[of], people, niks, rates), of))
    for one in people:
        if drawn.random() < rates.get("without", 0.02):
            one["nik"] = ""
    whole: list[tuple[Row, int]] = [(one, -1) for one in people] + doubles
    order = list(range(len(whole)))
    drawn.shuffle(order)
    at = {old: new + 1 for new, old in enumerate(order)}
    pairs = [(at[len(people) + n], at[of]) for n, (_, of) in enumerate(doubles)]
    return [whole[old][0] for old in order], pairs


def _people(drawn: random.Random, wanted: int) -> list[Row]:
    villages = [f"33{kab:02d}{kec:02d}{2001 + v}" for kab in (1, 74) for kec in (1, 2, 3) for v in range(99)]
    villages = drawn.sample(villages, min(len(villages), max(3, wanted // 1500)))
    serials: Counter[str] = Counter()
    people: list[Row] = []
    while len(people) < wanted:
        people += _family(drawn, drawn.choice(villages), serials)
    del people[wanted:]
    for _ in range(wanted // 400):  # the same name and day by chance elsewhere
        one, other = drawn.choice(people), drawn.choice(people)
        if one["no_kk"] != other["no_kk"] and one["jk"] == other["jk"]:
            other["nama"], other["tgl_lahir"] = one["nama"], one["tgl_lahir"]
            other["nik"] = _nik(other["kode_desa"], date.fromisoformat(one["tgl_lahir"]), one["jk"], serials)
    return people


def _family(drawn: random.Random, village: str, serials: Counter[str]) -> list[Row]:
    kk = f"99{village[2:6]}{drawn.randrange(1, 29):02d}{drawn.randrange(1, 13):02d}15"
    serials[kk] += 1
    kk += f"{serials[kk]:04d}"
    street = f"JL. {drawn.choice(STREETS)} NO. {drawn.randrange(1, 60)}" if drawn.random() < 0.7 else "DUSUN KRAJAN"
    house = {"no_kk": kk, "kode_desa": village, "alamat": street, "rt": f"{drawn.randrange(1, 9):03d}",
             "rw": f"{drawn.randrange(1, 5):03d}"}  # fmt: skip
    born = _day(drawn, drawn.randrange(1945, 2000))
    father = _named(drawn, "L")
    found: list[Row] = []

    def add(name: str, sex: str, day: date, relation: str, work: str, school: str) -> None:
        nik = _nik(village, day, sex, serials)
        found.append({**house, "nik": nik, "nama": name, "jk": sex, "tgl_lahir": day.isoformat(), "pekerjaan": work,
                      "pendidikan": school, "hubungan": relation})  # fmt: skip

    add(father, "L", born, "KEPALA KELUARGA", drawn.choice(WORK), drawn.choice(SCHOOL))
    if drawn.random() < 0.9:
        day = _day(drawn, born.year + drawn.randrange(-2, 8))
        add(_named(drawn, "P"), "P", day, "ISTRI", drawn.choice([*WORK, "MENGURUS RUMAH TANGGA"]), drawn.choice(SCHOOL))
    year = born.year + drawn.randrange(20, 26)
    for _ in range(drawn.choice([0, 1, 1, 2, 2, 3, 4])):
        if year > 2024:
            break
        sex, day = drawn.choice("LP"), _day(drawn, year)
        name = father if sex == "L" and drawn.random() < 0.01 else _named(drawn, sex)
        if drawn.random() < 0.3:
            name = f"{name.split()[0]} {father.split()[-1]}"
        if found[2:] and drawn.random() < 0.15 and found[-1]["jk"] == sex:  # siblings alike
            name = " ".join([*found[-1]["nama"].split()[:-1], drawn.choice(LAST)])
        school, work = ("SMA", drawn.choice(WORK)) if year < 2005 else (drawn.choice(SCHOOL[:3]), "PELAJAR/MAHASISWA")
        add(name, sex, day, "ANAK", work, school)
        if drawn.random() < 0.02:
            twin = _named(drawn, sex)
            if drawn.random() < 0.5:
                twin = name[:-1] + ("I" if name[-1] != "I" else "A")
            add(twin, sex, day, "ANAK", work, school)
        year += drawn.randrange(1, 6)
    return found


def _named(drawn: random.Random, sex: str) -> str:
    first = drawn.choice(MEN if sex == "L" else WOMEN)
    if sex == "L" and drawn.random() < 0.15:
        first = "MUHAMMAD " + first
    if sex == "P" and drawn.random() < 0.15:
        first = "SITI " + first
    return first if drawn.random() < 0.12 else f"{first} {drawn.choice(LAST)}"


def _day(drawn: random.Random, year: int) -> date:
    chance = drawn.random()
    if chance < 0.05:
        return date(year, 7, 1)
    if chance < 0.08:
        return date(year, 1, 1)
    return date(year, 1, 1) + timedelta(days=drawn.randrange(365))


def _nik(village: str, born: date, sex: str, serials: Counter[str]) -> str:
    start = f"99{village[2:6]}{born.day + (40 if sex == 'P' else 0):02d}{born.month:02d}{born.year % 100:02d}"
    serials[start] += 1
    return f"{start}{serials[start]:04d}"


def _double(drawn: random.Random, one: Row, people: list[Row], niks: list[str], rates: dict[str, float]) -> Row:
    row, kind = dict(one), drawn.random()
    if kind < rates.get("nik_missing", 0.4):
        row["nik"] = ""
    elif kind < rates.get("nik_missing", 0.4) + rates.get("nik_wrong", 0.2):
        row["nik"] = _wrong(drawn, one["nik"], niks)
    if drawn.random() < rates.get("name", 0.5):
        row["nama"] = respell(drawn, one["nama"])
    if drawn.random() < rates.get("born", 0.12):
        row["tgl_lahir"] = _other_day(drawn, date.fromisoformat(one["tgl_lahir"]))
    if drawn.random() < rates.get("moved", 0.08):
        there = drawn.choice(people)
        row.update({name: there[name] for name in ("kode_desa", "alamat", "rt", "rw")})
    if drawn.random() < rates.get("card", 0.12):
        row["no_kk"] = drawn.choice(["", drawn.choice(people)["no_kk"]])
    if drawn.random() < rates.get("life", 0.1):
        row["pekerjaan"], row["pendidikan"] = drawn.choice(WORK), drawn.choice(SCHOOL)
    return row


def _wrong(drawn: random.Random, nik: str, niks: list[str]) -> str:
    at, kind = drawn.randrange(6, 15), drawn.random()
    if kind < 0.4:
        return nik[:at] + str((int(nik[at]) + drawn.randrange(1, 10)) % 10) + nik[at + 1 :]
    if kind < 0.7 and nik[at] != nik[at + 1]:
        return nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :]
    return drawn.choice(niks)


def respell(drawn: random.Random, name: str) -> str:
    """One fault of the pen: letters, words, abbreviation, spelling."""
    words, kind = name.split(), drawn.random()
    if kind < 0.12:
        return words[0]
    if kind < 0.24 and len(words) > 1:
        return " ".join([words[-1], *words[:-1]])
    if kind < 0.36 and len(words) > 1:
        return " ".join([*words[:-1], words[-1][0] + "."])
    if kind < 0.55:
        known = [n for n, word in enumerate(words) if word in SHORT]
        if known:
            words[known[0]] = drawn.choice(SHORT[words[known[0]]])
            return " ".join(words)
    if kind < 0.7:
        able = [(old, new) for old, new in SPELLINGS if old in name]
        if able:
            return name.replace(*drawn.choice(able), 1)
    for _ in range(1 if drawn.random() < 0.8 else 2):
        name = _slip(drawn, name)
    return name


def _slip(drawn: random.Random, name: str) -> str:
    at, kind = drawn.randrange(0, max(1, len(name) - 1)), drawn.randrange(4)
    if kind == 0:
        return name[:at] + drawn.choice(LETTERS) + name[at + 1 :]
    if kind == 1 and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + drawn.choice(LETTERS) + name[at:]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _other_day(drawn: random.Random, day: date) -> str:
    kind = drawn.random()
    if kind < 0.3:
        return ""
    if kind < 0.6 and day.day <= 12:
        return f"{day.year}-{day.day:02d}-{day.month:02d}"
    year = day.year + drawn.choice([-1, 1])
    return f"{year}-{day.month:02d}-{min(day.day, 28):02d}"


def write(folder: Path, rows: int, seed: int, **more: Any) -> tuple[Path, Path]:
    people, pairs = make(rows, seed, **more)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        out.writerows(people)
    with (folder / "truth.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["ganda", "asal"])
        table.writerows(pairs)
    return folder / "people.csv", folder / "truth.csv"
