"""What models cannot say: seats counted by the database, quotas that hold no other, policies."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements
from kesos.database.policies import ByArea, ByParent

SQL = statements("kesos.programmes", "sql/schema.sql")
QUOTAS = statements("kesos.programmes", "sql/quotas.sql")
SETTLED = statements("kesos.programmes", "sql/settled.sql")
NOTHING = migrations.RunSQL.noop
# a companion sees the families given to them, wherever they live
REACHED = "(cardinality((select kesos_holders())) > 0 and registry_reaches(person_id))"
# indexes of the registry's tables for what is asked here: whom a companion reaches, on every page of theirs; who stands
# outside the list; what somebody once received, on their page and for an objection
INDEXES = """
create index reach_by_holder on registry_reach (holder, person_id) where to_on is null;
create index enrolment_unlisted on registry_enrolment (id) where unlisted_reason <> '';
create index enrolment_ended_of_person on registry_enrolment (person_id) where to_on is not null
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("registry", "0002_rules")]
    operations: list[Operation] = [
        migrations.RunSQL(SQL["seats"], NOTHING),
        migrations.RunSQL(SQL["take_seats"], SQL["drop_take_seats"]),
        migrations.RunSQL(SQL["owners"], NOTHING),
        migrations.RunSQL(SQL["states"], SQL["drop_states"]),
        migrations.RunSQL(SQL["ways"], NOTHING),
        migrations.RunSQL(SQL["of_the_living"], SQL["drop_ways"]),
        ByParent("programmes_membershipchange", "enrolment_id", "registry_enrolment"),
        ByArea("programmes_vacancy"),
        ByArea("programmes_waiting"),
        ByArea("programmes_replacement"),
        ByArea("programmes_passedover"),
        ByArea("programmes_check", also=REACHED),
        ByArea("programmes_checknotice", also=REACHED),
        ByArea("programmes_fieldnote", also=REACHED),
        migrations.RunSQL(SETTLED["left_list"], SETTLED["drop_left_list"]),
        migrations.RunSQL(SETTLED["kept_seats"], SETTLED["drop_kept_seats"]),
        migrations.RunSQL(QUOTAS["not_nested"], QUOTAS["drop_not_nested"]),
        migrations.RunSQL(
            INDEXES, "drop index reach_by_holder; drop index enrolment_unlisted; drop index enrolment_ended_of_person"
        ),
    ]
