"""A paper that comes with a request: kept as a file, or a value."""

from datetime import datetime
from typing import Annotated, BinaryIO, Literal, cast

from ninja import Field, Schema
from ninja.files import UploadedFile

from kesos.files import services as files
from kesos.foundation.actor import Actor


class PaperIn(Schema):
    paper: Annotated[str, Field(max_length=60, examples=["foto_rumah_depan"], description="Kode berkas pada alurnya.")]
    kind: Annotated[Literal["photo", "identity_scan", "paper"], Field(description="Jenis berkas yang dikirim.")] = (
        "paper"
    )
    value: Annotated[str, Field(max_length=500, description="Isi, bila bukan berkas; misalnya titik koordinat.")] = ""


class PaperOut(Schema):
    code: str
    file_key: Annotated[str, Field(description="Kunci berkas tersimpan, bila berupa berkas.")]
    value: str
    by_name: str
    at: datetime


def kept(file: UploadedFile | None, kind: str, *, region_code: str, by: Actor, at: datetime) -> str:
    """The key of the stored file; empty without one."""
    if file is None:
        return ""
    stored = files.put(
        data=cast(BinaryIO, file), name=file.name or "berkas", kind=kind, region_code=region_code, by=by, at=at
    )
    return str(stored.pk)
