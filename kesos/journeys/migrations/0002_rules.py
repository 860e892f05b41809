"""Row policies, numbers, and the ways of the two machines, which also SQL by hand must keep to."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements
from kesos.database.policies import IN_AREA, ByArea, ByParent

SQL = statements("kesos.journeys", "sql/schema.sql")


class Migration(migrations.Migration):
    dependencies = [("journeys", "0001_initial")]
    operations: list[Operation] = [
        migrations.RunSQL("create sequence journeys_number", "drop sequence journeys_number"),
        ByArea("journeys_event"),
        ByArea("journeys_aideffect"),
        ByArea("journeys_move", also=IN_AREA.format(column="to_region_code")),
        ByArea("journeys_managerchange"),
        ByParent("journeys_mover", "move_id", "journeys_move"),
        ByParent("journeys_healthstatus", "person_id", "registry_person"),
        migrations.RunSQL(SQL["ways"], SQL["drop_ways"]),
    ]
