"""One import, found again; whether it is one's own; and the job that works on it."""

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.jobs.models import JobRun
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


def under_way(actor: Actor, run_id: int) -> JobRun | None:
    """The job that works on this import now."""
    return (
        JobRun.objects.filter(
            user_id=actor.user_id, finished_at=None, kind__startswith="registry.import_", arguments__run_id=run_id
        )
        .order_by("-pk")
        .first()
    )
