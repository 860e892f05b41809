"""Hand out a file to who may have it, in a way that no browser runs it."""

from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from kesos.files import disk, links, queries
from kesos.files.file_kinds import IMAGES, JPEG
from kesos.files.models import StoredFile
from kesos.foundation.errors import NotFound
from kesos.ui.screens import Asked, signed_in


@require_safe
@signed_in
def one(request: Asked, key: UUID) -> HttpResponseBase:
    file = _reachable(request, key)
    return handed_out(file, "", file.media_type)


@require_safe
@signed_in
def small(request: Asked, key: UUID) -> HttpResponseBase:
    file = _reachable(request, key)
    if not file.has_thumbnail:
        raise NotFound("Berkas ini tidak punya gambar kecil.")
    return handed_out(file, disk.THUMBNAIL, JPEG)


def _reachable(request: Asked, key: UUID) -> StoredFile:
    actor = request.actor
    token = request.GET.get("tanda", "")
    if token and links.allows(token, key=key, by=actor):
        return queries.within_reach(key)
    return queries.by_key(actor, key)


def handed_out(file: StoredFile, suffix: str, media_type: str) -> HttpResponseBase:
    """For whoever has been judged by the caller: never run, never framed, never indexed, kept by no cache."""
    content = disk.opened(file.key, suffix)
    # only pictures, which we have drawn ourselves, are shown in the page; all else is saved
    answer = FileResponse(content, as_attachment=media_type not in IMAGES, filename=file.name, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
