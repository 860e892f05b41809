"""A case begins where its flow begins, or in a state in which its flow lets cases be opened."""

from django.db import migrations, models

BEGINS = """
create or replace function workflow_begins() returns trigger language plpgsql as $$
begin
    if new.last_seq <> 0 or new.stay is not null or not exists (
        select from workflow_flowstate z
        where (z.flow, z.version, z.state, z.opens) = (new.flow, new.flow_version, new.state, true)
    ) then
        raise exception 'case % does not stand where its flow begins', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_work_lists_in_order")]
    operations = [
        migrations.AddField("flowstate", "opens", models.BooleanField(
            db_default=False, help_text="Kasus boleh dibuka pada keadaan ini")),
        migrations.RunSQL("""update workflow_flowstate z set opens = true from workflow_flowversion v
            where (v.flow, v.version, v.starts) = (z.flow, z.version, z.state)""", migrations.RunSQL.noop),
        migrations.RunSQL(BEGINS, migrations.RunSQL.noop),
    ]
