"""All that is held of one person as a file, for that person; what is taken is written down."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from kesos.audit.services import record
from kesos.foundation.actor import Actor
from kesos.portal.queries.own_data import OwnData, own_data
from kesos.portal.services.paper import Paper, Section, pdf
from kesos.registry.queries import people

FORMS = {"pdf": "application/pdf", "json": "application/json; charset=utf-8"}
RIGHTS = (
    "Anda berhak meminta koreksi, mengajukan keberatan, dan menarik persetujuan: di Data saya, atau di kelurahan.",
    "Nomor induk kependudukan disamarkan pada salinan ini, agar aman bila kertasnya tercecer.",
)


@transaction.atomic
def take_own_data(*, person_id: int, form: str, by: Actor, at: datetime, at_counter: bool) -> bytes:
    """Raises NotFound out of the actor's reach."""
    held = own_data(by, person_id, at=at, everything=True)
    content = held.as_json(at=at).encode() if form == "json" else pdf(_paper(held), at=at)
    kind = "portal.own_data_printed" if at_counter else "portal.own_data_taken"
    record(
        kind, by=by, at=at, subject=f"person:{person_id}", region_code=people.by_id(by, person_id).region_id, form=form,
        purpose="Permintaan warga sendiri",
    )  # fmt: skip
    return content


def _paper(held: OwnData) -> Paper:
    sections = [
        Section(
            kind.title,
            [(e.label, e.text, e.source) for e in kind.entries],
            kind.note or ("" if kind.entries else "Tidak ada."),
        )
        for kind in held.kinds
    ]
    looks = [(f"{localtime(look.at):%d-%m-%Y}", f"{look.what}: {look.purpose}", look.office) for look in held.looks]
    seen = Section("Siapa yang melihat", looks, "" if looks else "Belum ada pembukaan yang dicatat.")
    return Paper("Data tentang saya", [f"{held.name}, {held.place}"], [*sections, seen], RIGHTS)
