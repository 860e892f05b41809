"""What models cannot say: rules over several columns, histories kept by the database, policies, search."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements
from kesos.database.policies import IN_AREA, ByArea, ByParent, ByUser

SQL = statements("kesos.registry", "sql/schema.sql")
IMPORT = statements("kesos.registry", "sql/import_schema.sql")
FACTS = statements("kesos.registry", "sql/facts_schema.sql")
VISITS = statements("kesos.registry", "sql/visits_schema.sql")
NOTHING = migrations.RunSQL.noop
# the check for holders and families comes first and costs nothing for those who have only an area
REACHED = (
    "((cardinality((select kesos_holders())) > 0 or cardinality((select kesos_families())) > 0)"
    " and registry_reaches(id))"
)
OF_PERSON = (
    "registry_personhistory", "registry_membership", "registry_enrolment", "registry_personvisit", "registry_match",
)  # fmt: skip
OF_FAMILY = ("registry_familyhistory", "registry_pastfamilycard", "registry_listing", "registry_decile", "registry_familyvisit")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations: list[Operation] = [
        migrations.RunSQL(SQL["rules"], NOTHING),
        migrations.RunSQL(SQL["history"], SQL["drop_history"]),
        migrations.RunSQL(SQL["reach"], SQL["drop_reach"]),
        migrations.RunSQL(IMPORT["number_is_sound"], IMPORT["drop_number_is_sound"]),
        migrations.RunSQL(SQL["search"], SQL["drop_search"]),
        migrations.RunSQL(SQL["across"], SQL["drop_across"]),
        migrations.RunSQL(SQL["reader"], NOTHING),
        ByArea("registry_person", also=REACHED),
        ByArea("registry_family", also="id = any ((select kesos_families())::bigint[])"),
        ByArea("registry_identitytask"),
        ByArea("registry_reach", also="holder = any ((select kesos_holders())::text[])"),
        ByUser("registry_importrun", column="by_user_id", also=IN_AREA.format(column="nullif(region_code, '')")),
        ByUser("registry_importrow", column="by_user_id"),
        ByUser("registry_factrow", column="by_user_id"),
        ByArea("registry_importmapping"),
        *[ByParent(table, "person_id", "registry_person") for table in OF_PERSON],
        *[ByParent(table, "family_id", "registry_family") for table in OF_FAMILY],
        migrations.RunSQL(FACTS["day"], FACTS["drop_day"]),
        migrations.RunSQL(FACTS["listed"], FACTS["drop_listed"]),
        migrations.RunSQL(VISITS["kept"], VISITS["drop_kept"]),
        migrations.RunSQL(VISITS["codes"], VISITS["drop_codes"]),
    ]
