from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements

SQL = statements("kesos.insight", "sql/totals.sql")


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial")]
    operations: list[Operation] = [migrations.RunSQL(SQL["taking_statistics"], SQL["drop_taking_statistics"])]
