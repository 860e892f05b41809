"""A power cut while people are imported: begun again, the end is that of an undisturbed run, row by row."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kesos.bulk import staging
from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.imports import services as imports
from kesos.registry.models import ImportRun
from tests.databases import own_copy
from tests.interrupted import stopped
from tests.registry.world import AT, a_family, a_person, an_operator

HEAD = "NIK;No KK;Nama;JK;Tanggal Lahir;Hubungan;Alamat;RT;RW;Kode Wilayah\n"
PEOPLE, SLICE = 1_500, 200
OFFICER = an_operator("3571", permissions=("person.view", "import.run"))

# the worker of the background does these steps, one job after the other; `point` stops it within a transaction
WORKER = """
import django
from pathlib import Path
django.setup()
from tests.interrupted import stop_after
from kesos.bulk import staging
from kesos.registry.imports import runs, services
from tests.registry import test_import_interrupted as work
stop_after({point})
work.go_on({batch}, Path({path!r}))
"""
POINTS = {
    "staging": "staging, '_keep', 4",
    "judging": "services, 'judge', 1",
    "families": "services, 'run', 3",
    "people": "runs, 'advance', 4",
    "the last word": "services, '_note', 1",
}
TOLD = {
    "people": """
        select coalesce(nik, nik_claimed)::text, nik is null, nik_as_written, no_nik_reason, full_name, name_key, sex,
               birth_date, mother_name, p.region_code, s.title, p.updated_at
        from registry_person p join registry_source s on s.id = p.source_id""",
    "families": "select kk, region_code, address, rt, rw, updated_at from registry_family",
    "members": """
        select f.kk, p.full_name, p.nik, p.nik_claimed, m.relation, m.joined_on, m.left_on from registry_membership m
        join registry_family f on f.id = m.family_id join registry_person p on p.id = m.person_id""",
    "tasks": """
        select p.full_name, p.birth_date, t.kind, t.region_code, t.opened_at
        from registry_identitytask t join registry_person p on p.id = t.person_id""",
    "history": """
        select p.nik, h.before::text from registry_personhistory h join registry_person p on p.id = h.person_id""",
    "rows": "select line, verdict, faults, warnings, leads_family, nik, kk, full_name from registry_importrow",
    "staged": "select line, texts, kinds from bulk_staged_row",
    "runs": """
        select r.state, r.n_rows, r.n_faulty, r.n_doubled, r.n_slices_done, r.counts::text, b.state, b.n_rows
        from registry_importrun r join bulk_batch b on b.id = r.batch_id""",
    "audit": "select kind, details::text from audit_event where kind like 'registry.%%'",
}


def nik_of(n: int) -> int:
    born = born_of(n)
    return int(f"997103{born.day + 40 * (n % 2):02d}{born:%m%y}{n + 1:04d}")


def born_of(n: int) -> date:
    return date(1950, 1, 1) + timedelta(days=n * 7)


def kk_of(n: int) -> int:
    return int(f"99710301012{n // 300}{n // 3 + 1:04d}")


def a_row(n: int, **more: Any) -> str:
    told = {"nik": nik_of(n), "name": f"WARGA {chr(65 + n % 26)} {chr(65 + n // 26 % 26)}", "born": born_of(n)} | more
    village = "9999999999" if n % 100 == 50 else "3571031009"
    return (
        f"{told['nik']};{kk_of(n)};{told['name']};{'LP'[n % 2]};{told['born']:%d/%m/%Y};"
        f"{('KEPALA KELUARGA', 'ISTRI', 'ANAK')[n % 3]};JL. CONTOH {n // 3};1;2;{village}\n"
    )


def a_file(folder: Path) -> Path:
    """Sound and faulty rows, doubled ones, second claimants, people without a sound NIK."""
    text = [HEAD]
    for n in range(PEOPLE):
        text.append(a_row(n, **({"nik": "99710312"} if n % 200 == 62 else {"nik": ""} if n % 200 == 64 else {})))
        if n % 150 == 76:
            text.append(a_row(n))
        if n % 300 == 92:
            text.append(a_row(n, nik=nik_of(n - 30 if n > 92 else 2), name="PENGAKU KEDUA", born=date(2001, 2, 3)))
    path = folder / "warga.csv"
    path.write_text("".join(text))
    return path


def known_before() -> None:
    """People who changed, moved, or led a family of a later slice: rows that two slices want crosswise."""
    first, last = (a_person("WARGA LAMA", nik=nik_of(n), born=born_of(n), sex="LP"[n % 2]) for n in (12, PEOPLE - 10))
    a_family(last, a_person("TETAP TINGGAL", nik=nik_of(9_000)), kk=kk_of(12))
    a_family(first, kk=kk_of(PEOPLE - 10))


def begun(path: Path) -> int:
    known_before()
    with acting(OFFICER):
        return staging.open_batch(kind="people", by=OFFICER, at=AT, file_name=path.name).pk


def go_on(batch: int, path: Path) -> None:
    """What the jobs do, each from wherever it was left."""
    staging.stage(batch_id=batch, path=path, by=OFFICER, at=AT, slice_rows=SLICE)
    run = imports.open_import(
        batch_id=batch, file_name=path.name, sender="Disdukcapil", dated_on=date(2026, 11, 1), region_code="3571",
        by=OFFICER, at=AT,
    )  # fmt: skip
    if run.state == ImportRun.State.STAGED:
        imports.check(run_id=run.pk, same_name=0.5, doubles_percent=5, slice_rows=SLICE, by=OFFICER)
    imports.apply(run_id=run.pk, by=OFFICER, at=AT)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    with acting(SYSTEM):
        return {name: sorted(map(repr, rows(select, {}))) for name, select in TOLD.items()}


@pytest.fixture(scope="module")
def undisturbed(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, list[tuple[Any, ...]]]:
    with own_copy(django_db_blocker, "calm"):
        path = a_file(tmp_path_factory.mktemp("calm"))
        go_on(begun(path), path)
        return everything()


def test_the_undisturbed_run_meets_every_verdict(undisturbed):
    verdicts = {row.split(", ")[1].strip("'") for row in undisturbed["rows"]}

    assert verdicts == {"new", "changed", "claimant", "unplaced", "doubled", "faulty"}
    assert (len(undisturbed["audit"]), len(undisturbed["runs"])) == (1, 1)
    assert len(undisturbed["people"]) > PEOPLE * 0.95


@pytest.mark.requirement("J-12")
@pytest.mark.parametrize("point", POINTS)
def test_kill_9_in_the_middle_then_again_equals_an_undisturbed_run(undisturbed, django_db_blocker, tmp_path, point):
    with own_copy(django_db_blocker, "cut"):
        path = a_file(tmp_path)
        batch = begun(path)
        with stopped(WORKER.format(point=POINTS[point], batch=batch, path=str(path))) as worker:
            worker.kill()
            worker.wait()
        halfway = everything()
        go_on(batch, path)
        found = everything()

    assert halfway != found
    assert found == undisturbed


@pytest.mark.requirement("J-12")
def test_the_server_dropping_the_connections_in_mid_apply_loses_nothing(undisturbed, django_db_blocker, tmp_path):
    with own_copy(django_db_blocker, "cut"):
        path = a_file(tmp_path)
        batch = begun(path)
        with stopped(WORKER.format(point=POINTS["people"], batch=batch, path=str(path))):
            gone = rows(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"
            )
        go_on(batch, path)
        found = everything()

    assert len(gone) == 2
    assert found == undisturbed
