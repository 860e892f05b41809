"""People by file against a bare COPY; looking one up by NIK and by name against bare SQL."""

import os
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import psycopg
from django.test.utils import override_settings

from kesos.audit import services as audit
from kesos.config.bench.figures import Figure, Size, in_turns, middle_ratio, p50, p99, seconds
from kesos.database.acting import _TELL, _as_told, acting
from kesos.database.roles import SYSTEM_ROLE
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import as_text
from kesos.registry.imports import services as imports
from kesos.registry.queries import people
from kesos.registry.services.export_rejects import export_rejects

CITY, BAWANG = "3571", "3571031009"
MEASURER = Actor(
    user_id=990_002, name="Petugas (ukur)", grants=frozenset({("import.run", CITY), ("person.view", CITY)})
)
OPERATOR = Actor(user_id=990_003, name="Operator (ukur)", grants=frozenset({("person.view", BAWANG)}))
LOOKS, SEARCHES, WARM_UP = 600, 200, 50
FIRST = ("SITI", "BUDI", "SULASTRI", "AGUS", "DEWI", "SLAMET", "WAHYU", "ENDANG", "RINA", "JOKO", "NUR", "HADI", "YATI")
LAST = ("SANTOSO", "NINGSIH", "WIDODO", "LESTARI", "SUSILO", "RAHAYU", "PURNOMO", "ASTUTI", "SETIAWAN", "HARTATIK")
COLUMNS = (
    "id, nik, nik_claimed, nik_as_written, no_nik_reason, full_name, sex, birth_date, birth_place, mother_name,"
    " religion, marital, education, occupation, region_code, died_on, source_id, updated_at"
)
# the same columns, indexes and checks, and, which LIKE leaves out, the same foreign keys
_SAME_TABLE = """
drop table if exists bench_person;
create table bench_person (like registry_person including all);
alter table bench_person
    add foreign key (region_code) references regions_region deferrable initially deferred,
    add foreign key (source_id) references registry_source deferrable initially deferred
"""
HEADINGS = "NIK;No KK;Nama Lengkap;JK;Tanggal Lahir;Hubungan Keluarga;Nama Ibu Kandung;Alamat;RT;RW;Kode Wilayah\n"


def bring_in(size: Size) -> list[Figure]:
    """Leaves the people of the last round for the other measures."""
    with tempfile.TemporaryDirectory() as folder, _owner() as owner:
        file, rows = _file(Path(folder) / "warga.csv", size.people), Path(folder) / "warga.rows"

        def ours() -> float:
            owner.execute("truncate registry_person, registry_family, bulk_batch cascade")
            return seconds(lambda: _import(file))

        def bare() -> float:
            _write_out(owner, rows)
            owner.execute(_SAME_TABLE)
            taken = seconds(lambda: _copy_in(owner, rows))
            owner.execute("drop table bench_person")
            return taken

        # minutes long by itself: one round says as much as three
        mine, raw = in_turns(1 if size.people >= 500_000 else size.rounds, ours, bare)
        owner.execute("analyze registry_person, registry_family, registry_membership")
    about = (
        f"{size.people} orang; baca, periksa, terapkan, berkas baris salah, jejak, keluarga dan keanggotaan termasuk; "
        f"{median(mine):.0f} dan {median(raw):.0f} detik"
    )
    return [Figure("import_people_to_bare_copy_rate", middle_ratio(raw, mine), 0.35, at_least=True, about=about)]


def by_nik(size: Size) -> list[Figure]:
    """One transaction each: say who acts, find by NIK as screens and programs do, write the event.

    The raw side sends the same three statements over one connection of psycopg, which prepares them as well.
    """
    somebody(size)
    with acting(OPERATOR):
        niks = [
            person.nik or 0 for person in people.visible_to(OPERATOR).exclude(nik=None).only("nik")[: LOOKS + WARM_UP]
        ]
    at, turn = datetime.now(UTC), iter(niks * 2 * size.rounds)
    with psycopg.connect(os.environ["KESOS_DATABASE_APP_URL"], autocommit=True) as connection:
        ours, raw = in_turns(
            len(niks) * size.rounds,
            lambda: seconds(lambda: _ours(next(turn), at)),
            lambda: seconds(lambda: _raw(connection, next(turn), at)),
        )
    ours, raw = ours[WARM_UP:], raw[WARM_UP:]
    about = f"{len(ours)} pencarian, lingkup dan jejak termasuk; median {_ms(ours)} dan {_ms(raw)} ms"
    return [
        Figure("nik_look_up_p50_to_raw", round(p50(ours) / p50(raw), 2), 2.0, about=about),
        Figure("nik_look_up_p99_to_raw", round(p99(ours) / p99(raw), 2), 3.0, about=about),
    ]


def by_name(size: Size) -> list[Figure]:
    """The same page of the same kelurahan: ours under row policies, the statement alone without them."""
    somebody(size)
    statement = people.SQL["rows"].replace("{ids}", _NAMED)
    names = [last[:place] for last in LAST for place in (4, 5, 6)]
    turn = iter(sorted(names * 2) * (SEARCHES * size.rounds))
    with _owner() as owner:
        owner.execute(f"set role {SYSTEM_ROLE}")

        def bare() -> float:
            wanted = {"village": BAWANG, "key": f"%{next(turn).lower()}%", "limit": 50, "areas": [BAWANG]}
            return seconds(lambda: owner.execute(statement, wanted).fetchall())

        def ours() -> float:
            with acting(OPERATOR):
                return seconds(lambda: people.search(OPERATOR, text=next(turn), within_code=BAWANG))

        mine, raw = in_turns(SEARCHES * size.rounds, ours, bare)
    mine, raw = mine[WARM_UP:], raw[WARM_UP:]
    about = f"{len(mine)} pencarian di satu kelurahan; median {_ms(mine)} dan {_ms(raw)} ms"
    return [Figure("name_search_to_indexed_sql", round(p50(mine) / p50(raw), 2), 3.0, about=about)]


def _ms(measured: list[float]) -> str:
    return f"{p50(measured) * 1000:.2f}"


_NAMED = """
select id from registry_person where region_code = %(village)s and name_key like %(key)s
order by name_key, id limit %(limit)s
"""


_BY_NUMBER = people.SQL["rows"].replace("{ids}", people.SQL["ids_by_number"])


def _ours(nik: int, at: datetime) -> None:
    with acting(OPERATOR):
        (person,), _ = people.search(OPERATOR, text=as_text(nik))
        audit.record(
            "registry.nik_opened", by=OPERATOR, at=at, subject=f"person:{person.id}", region_code=BAWANG, reason="ukur"
        )


def _raw(connection: psycopg.Connection, nik: int, at: datetime) -> None:
    with connection.transaction():
        connection.execute(_TELL, _as_told(OPERATOR, "none"))
        (found,) = connection.execute(_BY_NUMBER, {"number": nik, "areas": [BAWANG], "limit": 50}).fetchall()
        connection.execute(
            "select audit_record(%s, 'registry.nik_opened', %s, %s, '', '', %s, %s, '{\"reason\": \"ukur\"}', '')",
            [at, OPERATOR.user_id, OPERATOR.name, f"person:{found[0]}", BAWANG],
        )


def somebody(size: Size) -> None:
    """People to look for, where the import was not measured before. A few that another measure made are not enough."""
    with tempfile.TemporaryDirectory() as folder, _owner() as owner:
        with owner.transaction():
            owner.execute(f"set local role {SYSTEM_ROLE}")
            found = owner.execute("select count(*) from registry_person").fetchone()
        if found and found[0] >= size.people // 2:
            return
        _import(_file(Path(folder) / "warga.csv", size.people))
        owner.execute("analyze registry_person, registry_family, registry_membership")


def _import(file: Path) -> None:
    at = datetime.now(UTC)
    batch = imports.stage_file(path=file, file_name=file.name, sheet="", by=MEASURER, at=at)
    found = imports.open_import(
        batch_id=batch.pk, file_name=file.name, sender="Ukur", dated_on=date(2026, 1, 1), region_code=CITY,
        by=MEASURER, at=at,
    )  # fmt: skip
    imports.check(run_id=found.pk, same_name=0.5, doubles_percent=5, by=MEASURER)
    done = imports.apply(run_id=found.pk, by=MEASURER, at=at)
    with override_settings(MEDIA_ROOT=str(file.parent)), acting(MEASURER):
        export_rejects(run_id=found.pk, folder=file.parent, by=MEASURER, at=at)
    if not done.n_rows or done.n_faulty > done.n_rows * 0.02:
        raise RuntimeError(f"{done.n_faulty} of {done.n_rows} rows were refused; this measures something else")


def _write_out(owner: psycopg.Connection, rows: Path) -> None:
    with owner.transaction():
        owner.execute(f"set local role {SYSTEM_ROLE}")
        with (
            owner.cursor().copy(f"copy (select {COLUMNS} from registry_person) to stdout") as copy,  # noqa: S608 - our own list of columns
            rows.open("wb") as out,
        ):
            for piece in copy:
                out.write(piece)


def _copy_in(owner: psycopg.Connection, rows: Path) -> None:
    with owner.cursor().copy(f"copy bench_person ({COLUMNS}) from stdin") as copy, rows.open("rb") as file:
        while piece := file.read(1 << 20):
            copy.write(piece)


def _file(path: Path, number: int) -> Path:
    """Families of three in every kelurahan of the city; one row of a hundred names a place that is none."""
    from kesos.regions.models import Region

    villages = list(
        Region.objects.filter(code__startswith=CITY, level=4, valid_to=None)
        .values_list("code", flat=True)
        .order_by("code")
    )
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADINGS)
        for n in range(number):
            family, place = divmod(n, 3)
            sex, born = ("L", "P")[n % 2], date(1940, 1, 1) + timedelta(days=n % 25_000)
            serial, day = n // 25_000 + 1, born.day + 40 * (n % 2)
            nik = f"997101{day:02d}{born:%m%y}{serial:04d}"
            since, card = date(2000, 1, 1) + timedelta(days=family % 9_000), family // 9_000 + 1
            kk = f"997102{since:%d%m%y}{card:04d}"
            village = "9999999999" if n % 100 == 99 else villages[family % len(villages)]
            name = f"{FIRST[n % 13]} {LAST[n // 13 % 10]} {FIRST[n // 130 % 13]}"
            relation = ("KEPALA KELUARGA", "ISTRI", "ANAK")[place]
            out.write(
                f"{nik};{kk};{name};{sex};{born:%d/%m/%Y};{relation};{FIRST[n % 11]} {LAST[n % 7]};"
                f"JL. CONTOH NO. {family % 900};001;{family % 9 + 1:03d};{village}\n"
            )
    return path


def _owner() -> psycopg.Connection:
    return psycopg.connect(os.environ["KESOS_DATABASE_URL"], autocommit=True)
