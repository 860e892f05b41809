"""Files that come with a form: stored and attached, or refused with a sentence, each on its own."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kesos.files import services as files
from kesos.files.links import signed_link
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.proposals.models import Proposal
from kesos.proposals.queries.papers import Sheet
from kesos.proposals.services.bring_house import bring_photo
from kesos.workflow import services as workflow

FILE_KINDS = {"foto_kegiatan": "photo", "berkas_ktp_kk": "identity_scan"}


def store_and_attach(
    *, case_id: int, paper: str, file: "UploadedFile[Any]", region_code: str, by: Actor, at: datetime
) -> str | None:
    """The sentence of the refusal, or nothing when the paper lies with the case."""
    try:
        with transaction.atomic():
            kept = files.put(
                data=cast(BinaryIO, file), name=file.name or paper, kind=FILE_KINDS.get(paper, "paper"),
                region_code=region_code, by=by, at=at,
            )  # fmt: skip
            workflow.attach_paper(case_id=case_id, paper=paper, file_key=str(kept.key), by=by, at=at)
    except Refused as refusal:
        return refusal.sentence
    return None


def bring_front(*, proposal: Proposal, file: "UploadedFile[Any]", by: Actor, at: datetime) -> str | None:
    """The front photo, which belongs to the family: the sentence of the refusal, or nothing."""
    try:
        bring_photo(proposal=proposal, data=cast(BinaryIO, file), name=file.name or "rumah", by=by, at=at)
    except Refused as refusal:
        return refusal.sentence
    return None


def with_links(sheets: list[Sheet], *, by: Actor) -> list[tuple[Sheet, str, str]]:
    """Each paper with the address of its file and of its small picture, signed for this reader."""
    return [
        (
            sheet,
            signed_link(sheet.key, by=by) if sheet.key else "",
            signed_link(sheet.key, by=by, small=True) if sheet.key and sheet.is_picture else "",
        )
        for sheet in sheets
    ]
