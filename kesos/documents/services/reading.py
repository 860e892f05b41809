"""Taking letters out of the house: one PDF, its picture, or a whole queue joined for the printer."""

import io
from datetime import datetime
from uuid import UUID

from django.db import transaction
from pypdf import PdfReader, PdfWriter

from kesos.audit.services import record, record_many
from kesos.documents import storage
from kesos.documents.engine import press
from kesos.documents.models import Document
from kesos.documents.queries import letters
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound

_EACH = """
select 'document:' || id, region_code, jsonb_build_object('number', number)
from documents_document where id = any (%(letters)s)
"""


@transaction.atomic
def download(*, letter: UUID, by: Actor, at: datetime) -> tuple[Document, bytes]:
    """The stored bytes, checked against what was issued; only for those who may print letters there."""
    found = letters.one(by, letter)
    by.require(letters.PRINT, found.region_code)
    pdf = storage.fetch(found.file_key)
    record(
        "documents.downloaded", by=by, at=at, subject=f"document:{found.pk}", region_code=found.region_code,
        number=found.number,
    )  # fmt: skip
    return found, pdf


@transaction.atomic
def picture(*, letter: UUID, by: Actor, at: datetime, page: int = 1) -> bytes:
    """One page of the stored PDF to look at on the letter's own screen."""
    found = letters.one(by, letter)
    pdf = storage.fetch(found.file_key)
    if not 1 <= page <= len(PdfReader(io.BytesIO(pdf)).pages):
        raise NotFound("Halaman surat tidak ditemukan.")
    shown = press().picture(pdf, page=page, moment=found.issued_at)
    # the whole NIK stands on it: each page that leaves the house is an opening. The screen shows the first page
    # alone and no proxy keeps it, so one look is one event, without a memory of who looked when
    record(
        "documents.opened", by=by, at=at, subject=f"document:{found.pk}", region_code=found.region_code,
        number=found.number, page=page,
    )  # fmt: skip
    return shown


@transaction.atomic
def join_batch(*, batch: UUID, by: Actor, at: datetime) -> bytes:
    """One PDF of all letters of a batch in force, in order of number, from the stored pages."""
    rows = list(letters.of_batch(by, batch).exclude(state="withdrawn").only("file_key", "region_code", "seq"))
    if not rows:
        raise NotFound("Kumpulan surat tidak ditemukan.")
    joined = PdfWriter()
    for row in rows:
        for sheet in PdfReader(io.BytesIO(storage.fetch(row.file_key))).pages:
            joined.add_page(sheet)
    joined.add_metadata({"/Title": f"{len(rows)} surat"})
    made = io.BytesIO()
    joined.write(made)
    record("documents.batch_printed", by=by, at=at, subject=f"batch:{batch}", letters=len(rows))
    # the batch has no place of its own: who asks who read one citizen's letter must find this reader too
    record_many("documents.downloaded", by=by, at=at, select=_EACH, params={"letters": [row.pk for row in rows]})
    return made.getvalue()
