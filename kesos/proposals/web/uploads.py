"""Files that come with a form: stored and attached, or refused with a sentence, each on its own."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kesos.files import services as files
from kesos.files.links import signed_link
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.proposals.queries.papers import Sheet
from kesos.workflow import services as workflow

FILE_KINDS = {"foto_rumah_depan": "photo", "foto_kegiatan": "photo", "berkas_ktp_kk": "identity_scan"}


class PointForm(forms.Form):
    """Where the house stands. The limits are those of the country."""

    lintang = forms.DecimalField(min_value=-11.5, max_value=6.5, max_digits=9, decimal_places=6)
    bujur = forms.DecimalField(min_value=94.5, max_value=141.5, max_digits=9, decimal_places=6)
    ketelitian = forms.IntegerField(min_value=0, max_value=5000, required=False)

    WRONG = (
        "Titik rumah belum benar: lintang antara −11,5 dan 6,5, bujur antara 94,5 dan 141,5, "
        "paling banyak enam angka di belakang koma; ketelitian dalam meter."
    )

    def value(self) -> str:
        """Raises Refused where the numbers make no place."""
        if not self.is_valid():
            raise Refused(self.WRONG, code="point_wrong", field="lintang")
        told = self.cleaned_data
        return f"{told['lintang']},{told['bujur']},{told['ketelitian'] or 0}"


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
