"""Rows typed into a form, laid into staging as a file's rows are: a few, in the caller's own transaction."""

from collections.abc import Sequence

from kesos.bulk.cells import clean
from kesos.bulk.models import Batch, StagedRow
from kesos.foundation.actor import Actor

FIRST_LINE = 1


def stage_typed(batch: Batch, rows: Sequence[Sequence[str]], *, by: Actor) -> None:
    """Every cell is text. Lines count from `FIRST_LINE`."""
    StagedRow.objects.bulk_create(
        StagedRow(batch_id=batch.pk, line=line, user_id=by.user_id, texts=[clean(text) for text in row], kinds="")
        for line, row in enumerate(rows, FIRST_LINE)
    )


def throw_away(batch: Batch) -> None:
    """The rows and their batch, as if they had never been sent: what they became stands elsewhere by now."""
    StagedRow.objects.filter(batch_id=batch.pk).delete()
    batch.delete()
