"""One import, found again; and whether it is one's own."""

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.registry.models import ImportRun


def by_id(run_id: int) -> ImportRun:
    """Raises NotFound also where the import is out of reach."""
    run = ImportRun.objects.select_related("source").filter(pk=run_id).first()
    if run is None:
        raise NotFound("Impor tidak ditemukan.")
    return run


def own(actor: Actor, run_id: int) -> ImportRun:
    """Only who sent a file works on it: its rows are shown to nobody else. Raises NotFound."""
    run = by_id(run_id)
    if run.by_user_id != actor.user_id:
        raise NotFound("Impor ini dikirim petugas lain; hanya pengirimnya yang meneruskannya.", code="not_your_import")
    return run
