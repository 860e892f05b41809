"""Row policies, the numbers of proposals, and what is written once."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from kesos.database.policies import ByArea, ByParent

KEPT = """
create function proposals_written_once() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % do not change', tg_table_name using errcode = 'check_violation';
end $$;
create trigger month_figure_frozen before update or delete on proposals_monthfigure
    for each row execute function proposals_written_once();
create trigger sent_row_frozen before update or delete on proposals_sentrow
    for each row execute function proposals_written_once();
"""
LET_GO = """
drop trigger sent_row_frozen on proposals_sentrow; drop trigger month_figure_frozen on proposals_monthfigure;
drop function proposals_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]
    operations: list[Operation] = [
        migrations.RunSQL("create sequence proposals_number", "drop sequence proposals_number"),
        ByArea("proposals_proposal"),
        ByArea("proposals_attendee"),
        ByArea("proposals_sentrow"),
        ByParent("proposals_proposalmember", "proposal_id", "proposals_proposal"),
        ByParent("proposals_determinationrow", "proposal_id", "proposals_proposal"),
        migrations.RunSQL(KEPT, LET_GO),
    ]
