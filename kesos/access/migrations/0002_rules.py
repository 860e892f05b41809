"""What holds whoever writes: offices fit their role, excluded pairs, who sees accounts; and who an actor is."""

from django.db import migrations

from kesos.bulk.statements import statements
from kesos.database.policies import ByRule, ByUser

SQL = statements("kesos.access", "sql/rules.sql")
DOOR = "access_at_the_door()"
MANAGED = "{column} ^@ any ((select access_managed_areas())::text[])"
# an administrator sees who is kept in the area, and who holds or held an office there
MANAGED_USER = (
    f"{DOOR} or {MANAGED.format(column='region_code')} or exists (select from access_offices office "
    f"where office.user_id = access_user.id and {MANAGED.format(column='office.area')})"
)


def run(name: str) -> migrations.RunSQL:
    return migrations.RunSQL(SQL[name], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("database", "0001_scope"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("axes", "0010_accessattemptexpiration"),
    ]
    operations = [
        run("office_fits"),
        run("pair_fits"),
        run("sight"),
        run("known"),
        ByUser("access_user", column="id", also=MANAGED_USER),
        ByUser("access_apitoken", also=DOOR),
        ByRule("access_onetimelink", DOOR),
        # tables of the libraries that sign people in; each is reached at the door, and one's own rows after it
        ByUser("account_emailaddress", also=DOOR),
        ByRule("account_emailconfirmation", DOOR),
        ByUser("mfa_authenticator", also=DOOR),
        ByUser("usersessions_usersession", also=DOOR),
        ByRule("axes_accessattempt", DOOR),
        ByRule("axes_accessattemptexpiration", DOOR),
        ByRule("axes_accessfailurelog", DOOR),
        ByRule("axes_accesslog", DOOR),
    ]
