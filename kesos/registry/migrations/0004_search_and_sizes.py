"""Search by name again, for databases made before: in a whole province the name alone asks the index. Sizes of tables."""

from django.db import migrations

from kesos.bulk.statements import statements

SQL = statements("kesos.registry", "sql/schema.sql")


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0003_ppks_and_poverty"),
    ]

    operations = [
        migrations.RunSQL(SQL["search"], migrations.RunSQL.noop),
        migrations.RunSQL(SQL["statistics"], SQL["drop_statistics"]),
    ]
