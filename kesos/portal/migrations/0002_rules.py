"""Who sees which row: the area, one's own family; the reporter of a report almost nobody."""

from django.db import migrations

from kesos.bulk.statements import statements
from kesos.database.policies import IN_AREA, ByArea, ByRule, ByUser

SQL = statements("kesos.portal", "sql/schema.sql")
AREA = IN_AREA.format(column="region_code")
OWN_FAMILY = "family_id = any ((select kesos_families())::bigint[])"


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial"), ("database", "0001_scope")]
    operations = [
        migrations.RunSQL(SQL["open_reporter"], SQL["drop_open_reporter"]),
        migrations.RunSQL(SQL["same_village"], SQL["drop_same_village"]),
        ByRule(
            "portal_reporter",
            f"user_id = kesos_user() or (report_id = (select portal_open_reporter()) and {AREA})",
        ),
        ByArea(
            "portal_report",
            also="exists (select from portal_reporter who where who.report_id = portal_report.id"
            " and who.user_id = (select kesos_user()))",
        ),
        ByUser("portal_citizenaccount", also=AREA),
        ByArea("portal_rightrequest", also=OWN_FAMILY),
        ByArea("portal_consent", also=OWN_FAMILY),
    ]
