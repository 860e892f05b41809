"""What is settled stays settled, whoever writes the row: a place on the list that was left, a seat of a running quota."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements

SQL = statements("kesos.programmes", "sql/settled.sql")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_additional_places")]
    operations: list[Operation] = [
        migrations.RunSQL(SQL["left_list"], SQL["drop_left_list"]),
        migrations.RunSQL(SQL["kept_seats"], SQL["drop_kept_seats"]),
    ]
