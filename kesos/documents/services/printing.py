"""Papers without a number: drafts of letters marked KONSEP, lists and sheets to fill, under an office's letterhead.

Nothing is kept here; what a part makes of the bytes, and what it writes in the access log, is its own.
"""

from copy import copy
from datetime import datetime

from kesos.documents import composing
from kesos.documents.composing import Frame
from kesos.documents.engine import press
from kesos.documents.letters import MAIN
from kesos.documents.models import Office, Signer
from kesos.documents.queries import templates
from kesos.documents.snapshot import Snapshot

NOT_YET = ". . . . . . . . ."  # where the number will stand


def draft_of(*, kind: str, office: Office, signer: Signer | None, snapshot: Snapshot, at: datetime) -> bytes:
    """A letter as it would be issued now, with KONSEP behind it, without number and code."""
    on = composing.day_at(office, at)
    template = templates.in_force(kind=kind, office=_known(office), on=on)
    frame = Frame(template, office, signer or _blank(office), templates.title_on(kind=kind, on=on), at)
    return _printed(frame, snapshot, number=NOT_YET, draft=True)


def sheet_of(
    *, title: str, body: str, office: Office, snapshot: Snapshot, at: datetime, draft: bool, across: bool = False
) -> bytes:
    """A list or a sheet to fill; `body` is a source of our own, never typed by a person."""
    template = copy(templates.in_force(kind=MAIN, office=_known(office), on=composing.day_at(office, at)))
    template.body, template.footer = body, ""
    frame = Frame(template, office, _blank(office), title, at)
    return _printed(frame, snapshot, number="", draft=draft, plain=True, across=across)


def _printed(
    frame: Frame, snapshot: Snapshot, *, number: str, draft: bool, plain: bool = False, across: bool = False
) -> bytes:
    machine = press()
    sheet = composing.sheet_for(
        frame, press=machine, snapshot=snapshot.as_data(), number=number, code="", purpose="", draft=draft,
        plain=plain, across=across,
    )  # fmt: skip
    return machine.print_one(sheet)[0]


def _known(office: Office) -> Office | None:
    """An office that is not in the books yet has no template of its own."""
    return office if office.pk else None


def _blank(office: Office) -> Signer:
    return Signer(name=". " * 20, title=f"Pejabat {office.name}", rank="", nip="")
