"""Names stand in a table of their own, a part for each kab/kota; the index on all people's names goes."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements
from kesos.database.policies import ByArea

SQL = statements("kesos.registry", "sql/names_schema.sql")
SEARCH = statements("kesos.registry", "sql/schema.sql")["search"]


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_keys_asked_once'),
    ]

    operations: list[Operation] = [
        migrations.RunSQL(
            SQL["table"],
            SQL["drop_table"],
            # Django knows of no partitions
            state_operations=[
                migrations.CreateModel(
                    name='SearchName',
                    fields=[
                        ('person_id', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('region_code', models.CharField(max_length=10)),
                        ('name_key', models.TextField()),
                    ],
                ),
            ],
        ),
        ByArea("registry_searchname"),
        migrations.RunSQL(SQL["fill"], SQL["unfill"]),
        migrations.RunSQL(SQL["keep"], SQL["drop_keep"]),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
    ]
