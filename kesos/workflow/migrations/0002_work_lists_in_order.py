"""Work lists by term and by name: an index of open cases for each width, so that a page stops after its rows."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

WIDTHS = {"": "", "_in_city": "city_code, ", "_in_area": "region_code, "}
# what has no term stands last, as the list says it: an expression, since the column itself is empty there
KEYS = {"due": "coalesce(due_at, 'infinity'::timestamptz)", "named": "title"}


def in_order(name: str, key: str, width: str, column: str) -> Operation:
    index = f"case_open_{name}{width}"
    return migrations.RunSQL(
        f"create index {index} on workflow_case (flow, state, {column}({key}), turn) where closed_at is null",
        f"drop index {index}",
    )


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]
    operations: list[Operation] = [
        in_order(name, key, width, column) for name, key in KEYS.items() for width, column in WIDTHS.items()
    ]
