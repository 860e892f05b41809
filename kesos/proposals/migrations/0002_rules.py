"""Row policies, and the numbers of proposals."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.database.policies import ByArea, ByParent


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]
    operations: list[Operation] = [
        migrations.RunSQL("create sequence proposals_number", "drop sequence proposals_number"),
        ByArea("proposals_proposal"),
        ByParent("proposals_proposalmember", "proposal_id", "proposals_proposal"),
        ByParent("proposals_determinationrow", "proposal_id", "proposals_proposal"),
    ]
