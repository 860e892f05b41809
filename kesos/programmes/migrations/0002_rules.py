"""What models cannot say: seats counted by the database, memberships under a quota, policies."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements
from kesos.database.policies import ByArea, ByParent

SQL = statements("kesos.programmes", "sql/schema.sql")
NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("registry", "0004_visit_form")]
    operations: list[Operation] = [
        migrations.RunSQL(SQL["seats"], NOTHING),
        migrations.RunSQL(SQL["take_seats"], SQL["drop_take_seats"]),
        migrations.RunSQL(SQL["owners"], NOTHING),
        migrations.RunSQL(SQL["states"], SQL["drop_states"]),
        ByParent("programmes_membershipchange", "enrolment_id", "registry_enrolment"),
        ByArea("programmes_vacancy"),
        ByArea("programmes_waiting"),
        ByArea("programmes_replacement"),
        ByArea("programmes_passedover"),
    ]
