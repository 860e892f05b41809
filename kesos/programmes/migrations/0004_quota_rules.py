"""A quota begins with a month and lies in no other of its programme; memberships outside the list are found."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements

SQL = statements("kesos.programmes", "sql/quotas.sql")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_checks")]
    operations: list[Operation] = [
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_from__day", 1)), name="quota_from_the_first"
            ),
        ),
        migrations.RunSQL(SQL["not_nested"], SQL["drop_not_nested"]),
        migrations.RunSQL(
            "create index enrolment_unlisted on registry_enrolment (id) where unlisted_reason <> ''",
            "drop index enrolment_unlisted",
        ),
    ]
