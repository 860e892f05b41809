"""The demonstration stage by stage: each is done once, told as it goes, and counted."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kesos.bulk.sql import row, rows
from kesos.database.acting import acting
from kesos.demo import accounts, aid, month, pictures, sets
from kesos.demo.models import DemoStage
from kesos.demo.people import REFERENCE_DAY, Summary, generate
from kesos.documents.models import Office, Signer
from kesos.documents.services import certify, reading
from kesos.files import services as files
from kesos.foundation.places import data_folder
from kesos.portal.services import register_citizen
from kesos.programmes.queries import field_notes
from kesos.programmes.services.field_notes import assign
from kesos.proposals.services import periods
from kesos.regions.models import Region
from kesos.registry.facts.folder import import_folder
from kesos.registry.imports import services as imports

CITY, BAWANG, SEED, RECIPIENTS = "3571", "3571031009", 1, 33_632
VISITED = (BAWANG, "3571031001")  # of all the city they would be a minute's work more
Say = Callable[[str], None]
Result = dict[str, Any]


def run(*, at: datetime, answers: month.LookUp, pull: aid.Pull, say: Say) -> list[Result]:
    """Every stage in order; those that are done tell what they did then. Returns one row a stage."""
    steps: list[tuple[str, str, Callable[[], Result]]] = [
        ("regions", "Wilayah", regions),
        ("population", "Membuat penduduk contoh Kota Kediri", lambda: population(say)),
        ("accounts", "Membuat akun petugas contoh", lambda: accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))),
        ("import", "Mengimpor penduduk", lambda: people(at)),
        ("facts", "Mengimpor DTSEN, desil, dan kepesertaan program", lambda: facts(at, say)),
        ("sets", "Mengimpor PPKS, PSKS, penghuni panti, dan sasaran kemiskinan ekstrem", lambda: six_sets(at, say)),
        (
            "month",
            "Menjalankan satu bulan pengusulan",
            lambda: month.play(month=past_month(at), answers=answers, pull=pull, folder=folder(), say=say),
        ),
        ("letter", "Mencetak surat keterangan", lambda: letter(at)),
        ("this_month", "Membuka bulan berjalan", lambda: this_month(at)),
        ("met", "Pendamping dan warga contoh", lambda: met(at)),
    ]
    return [_once(name, title, step, say) for name, title, step in steps]


def _once(name: str, title: str, step: Callable[[], Result], say: Say) -> Result:
    if done := DemoStage.objects.filter(pk=name).first():
        return {"stage": name, "seconds": done.seconds, "again": True, **done.result}
    say(f"{title} …")
    begun = time.monotonic()
    result = step()
    seconds = round(time.monotonic() - begun, 2)
    if result.get("rows") and seconds:
        result["rows_a_second"] = round(result["rows"] / seconds)
    DemoStage.objects.create(
        name=name, finished_at=datetime.now(UTC), seconds=seconds, result=json.loads(json.dumps(result))
    )
    return {"stage": name, "seconds": seconds, "again": False, **result}


def regions() -> Result:
    current = Region.objects.filter(valid_to=None).count()
    return {"rows": current, "retired": Region.objects.exclude(valid_to=None).count()}


def folder() -> Path:
    return data_folder() / "demo" / f"penduduk-{CITY}"


def population(say: Say) -> Result:
    made = Summary.read(folder())
    if made is None:
        generate(CITY, None, SEED, folder(), recipients=RECIPIENTS, say=say)
    told = json.loads((folder() / "ringkasan.json").read_text(encoding="utf-8"))
    return {"folder": str(folder()), "counts": told.get("counts", told)}


def people(at: datetime) -> Result:
    by = accounts.official("dinsos", at=at)
    batch = imports.stage_file(path=folder() / "penduduk.csv", file_name="penduduk.csv", sheet="", by=by, at=at)
    found = imports.open_import(
        batch_id=batch.pk, file_name="penduduk.csv", sender="Disdukcapil Kota Kediri (contoh)", dated_on=REFERENCE_DAY,
        region_code=CITY, by=by, at=at,
    )  # fmt: skip
    found = imports.check(run_id=found.pk, same_name=0.5, doubles_percent=5, by=by)
    found = imports.apply(run_id=found.pk, by=by, at=at)
    with acting(by):
        n_people, n_families = row(month.SQL["people"]) or (0, 0)
    return {
        "rows": found.n_rows, "people": n_people, "families": n_families, "faulty": found.n_faulty,
        "doubled": found.n_doubled, "verdicts": found.counts, "synthetic_nik": found.n_synthetic,
    }  # fmt: skip


def facts(at: datetime, say: Say) -> Result:
    by = accounts.official("dinsos", at=at)
    counts = import_folder(folder(), by=by, at=at, say=say, region_code=CITY, visits_in=VISITED)
    with acting(by):
        recipients = row(month.SQL["recipients"]) or (0,)
    return {"recipient_families": recipients[0], **counts}


def six_sets(at: datetime, say: Say) -> Result:
    return sets.bring(folder(), region_code=CITY, by=accounts.official("dinsos", at=at), at=at, say=say)


def letter(at: datetime) -> Result:
    """The operator of Bawang takes a request, the lurah issues the letter."""
    operator, lurah = accounts.official("operator.bawang", at=at), accounts.official("lurah.bawang", at=at)
    with acting(operator):
        (person,) = rows(month.SQL["listed_person"], {"village": BAWANG})[0]
        card = files.put(data=pictures.sample_card("KTP"), name="ktp.jpg", kind="identity_scan", region_code=BAWANG,
                         by=operator, at=at)  # fmt: skip
    asked = certify.ask(
        person_id=person, purpose="Pendaftaran sekolah", ktp_key=str(card.key), kk_key=str(card.key), by=operator, at=at
    )
    office = Office.objects.get(region_code=BAWANG)
    signer = Signer.objects.filter(office=office).first()
    if signer is None:
        raise RuntimeError("the office of Bawang has no signer")
    issued = certify.issue_certificate(request_id=asked.pk, office=office, signer=signer, by=lurah, at=at)
    with acting(lurah):
        _, pdf = reading.download(letter=issued.uuid, by=lurah, at=at)
    target = data_folder() / "demo" / "surat-keterangan.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pdf)
    return {"number": issued.number, "pdf": str(target), "check": f"/cek/{issued.check_code}/"}


def this_month(at: datetime) -> Result:
    """The running month, open for entry, with drafts on the operator's desk."""
    running = date(at.year, at.month, 1)
    month.leave_time(running, at=at)
    period = periods.open_period(region_code=CITY, month=running, at=at)
    operator = accounts.official("operator.bawang", at=at)
    with acting(operator):
        families = [f for (f,) in rows(month.SQL["candidates"], {"village": BAWANG, "most": 3})]
    drafts = [month.draft_and_submit(f, operator, period, at, submit=False) for f in families]
    return {"month": f"{running:%Y-%m}", "drafts": len(drafts)}


def met(at: datetime) -> Result:
    """A companion with the families of one RW, and a citizen with an account of their own."""
    supervisor, operator = accounts.official("supervisor", at=at), accounts.official("operator.bawang", at=at)
    (companion,) = field_notes.companions([BAWANG], at=at)
    with acting(operator):
        wards = rows(month.SQL["ward_of_recipients"], {"village": BAWANG})
        (person,) = rows(month.SQL["recipient_without_account"], {"village": BAWANG})[0]
    given = assign(holder=companion.holder, village=BAWANG, rw=wards[0][0], by=supervisor, at=at)
    with acting(operator):
        paper = register_citizen.register_at_counter(person_id=person, by=operator, at=at)
    accounts.citizen(paper.username)
    return {"families": given.families, "rw": wards[0][0]}


def past_month(at: datetime) -> date:
    """The month before: all its days are over, so the whole chain can be played at its own dates."""
    return date(at.year - (at.month == 1), (at.month - 2) % 12 + 1, 1)
