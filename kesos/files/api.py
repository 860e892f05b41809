"""Stored files for programs: what a job has made, what was attached to a case."""

from uuid import UUID

from django.http import FileResponse
from ninja import Router

from kesos.files import disk, queries
from kesos.ui.endpoints import Asked, signed_in

router = Router(tags=["Berkas"])


@router.get(
    "/files/{uuid:key}", operation_id="getFile", summary="Satu berkas",
    openapi_extra={"responses": {200: {"description": "Isi berkas", "content": {"application/octet-stream": {}}}}},
)  # fmt: skip
@signed_in
def one(request: Asked, key: UUID) -> FileResponse:
    """Isi satu berkas: unggahan sendiri, atau berkas wilayah wewenang dengan `file.view`."""
    file = queries.by_key(request.actor, key)
    return FileResponse(disk.opened(file.key), as_attachment=True, filename=file.name, content_type=file.media_type)
