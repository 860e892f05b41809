"""A place that is no more is closed, not deleted: people and families point at it without a lock."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.database.keys import NeverGoes


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations: list[Operation] = [NeverGoes("regions_region", "code")]
