"""Which files an actor sees: those of one's areas with `file.view`, and one's own; an export is its maker's alone."""

from uuid import UUID

from django.db.models import Q, QuerySet

from kesos.files.file_kinds import own_only
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound

VIEW = "file.view"


def visible_to(actor: Actor) -> QuerySet[StoredFile]:
    """Files that are still there."""
    seen = Q(stored_by=actor.user_id)
    for area in actor.areas(VIEW):
        seen |= Q(region_code__startswith=area) & ~Q(kind__in=own_only())
    return StoredFile.objects.filter(seen, deleted_at=None)


def by_key(actor: Actor, key: UUID) -> StoredFile:
    file = visible_to(actor).filter(pk=key).first()
    if file is None:
        raise NotFound("Berkas tidak ditemukan.")
    return file


def within_reach(key: UUID) -> StoredFile:
    """What the row policy lets through, whatever the permission: for a link that another part has signed."""
    file = StoredFile.objects.filter(pk=key, deleted_at=None).first()
    if file is None:
        raise NotFound("Berkas tidak ditemukan.")
    return file
