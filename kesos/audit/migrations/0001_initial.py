"""Events, chains, seals. The tables are made by SQL: Django knows neither partitions nor triggers."""

from pathlib import Path

from django.db import migrations, models

HERE = Path(__file__).parent
MAKE = "\n".join((HERE / f"0001_{topic}.sql").read_text(encoding="utf-8") for topic in ("tables", "chain", "months"))
UNDO = """
drop table audit_event, audit_lane, audit_seal cascade;
drop function audit_record, audit_open_month, audit_has_month, audit_make_month, audit_guard, audit_refuse, audit_end,
    audit_chain, audit_begin, audit_keep_head, audit_take_lane, audit_genesis, audit_hash, audit_month_start,
    audit_month;
drop sequence audit_event_id_seq;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("database", "0001_scope")]
    operations = [
        migrations.RunSQL(
            MAKE,
            UNDO,
            state_operations=[
                migrations.CreateModel(
                    name='AuditEvent',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('written_at', models.DateTimeField()),
                        ('kind', models.TextField()),
                        ('actor_id', models.BigIntegerField(null=True)),
                        ('actor_name', models.TextField(default='')),
                        ('actor_role', models.TextField(default='')),
                        ('on_behalf_of', models.TextField(default='')),
                        ('subject', models.TextField(db_collation='C', default='')),
                        ('region_code', models.TextField(db_collation='C', default='')),
                        ('details', models.JSONField(default=dict)),
                        ('request_id', models.TextField(default='')),
                        ('lane', models.SmallIntegerField()),
                        ('seq', models.BigIntegerField()),
                        ('previous', models.BinaryField()),
                        ('hash', models.BinaryField()),
                    ],
                    options={
                        'db_table': 'audit_event',
                    },
                ),
                migrations.CreateModel(
                    name='Lane',
                    fields=[
                        ('pk', models.CompositePrimaryKey('month', 'lane', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('month', models.DateField()),
                        ('lane', models.SmallIntegerField()),
                        ('seq', models.BigIntegerField()),
                        ('hash', models.BinaryField()),
                    ],
                    options={
                        'db_table': 'audit_lane',
                    },
                ),
                migrations.CreateModel(
                    name='Seal',
                    fields=[
                        ('day', models.DateField(primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('heads', models.JSONField()),
                        ('previous', models.BinaryField()),
                        ('digest', models.BinaryField()),
                    ],
                    options={
                        'db_table': 'audit_seal',
                    },
                ),
            ],
        )
    ]
