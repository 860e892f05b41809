"""The kernel's tables, what binds them together, how deadlines are counted, and who sees which case."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from kesos.database.policies import ByArea, ByParent

HERE = Path(__file__).parent
MAKE = "\n".join((HERE / f"0001_{topic}.sql").read_text(encoding="utf-8") for topic in ("deadlines", "bindings"))
UNDO = """
drop trigger case_keeps on workflow_case;
drop trigger case_begins on workflow_case;
drop function workflow_keeps, workflow_begins;
alter table workflow_case drop constraint case_brought_by_decision, drop constraint case_in_declared_state;
alter table workflow_flowstep drop constraint flow_step_to, drop constraint flow_step_from;
alter table workflow_flowstate drop constraint flow_state_of_version;
drop function workflow_due, workflow_date, workflow_day_of_month, workflow_add_office_minutes,
    workflow_add_working_days, workflow_hours, workflow_end_of, workflow_zone;
"""
# a family sees what it holds itself; who challenged it stays with the office
REACH = """other_region_code <> '' and other_region_code ^@ any ((select kesos_areas())::text[])
    or holder = any ((select kesos_holders())::text[]) or other_holder = any ((select kesos_holders())::text[])
    or holder = any (select 'family:' || own from unnest((select kesos_families())::bigint[]) as own)"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [("database", "0001_scope")]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('event', models.CharField(max_length=40)),
                ('day', models.PositiveSmallIntegerField()),
                ('from_month', models.DateField()),
                ('to_month', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region_code', 'event', 'from_month'), name='calendar_day_once'), models.CheckConstraint(condition=models.Q(('day__range', (1, 31))), name='calendar_day_of_a_month'), models.CheckConstraint(condition=models.Q(('from_month__day', 1), models.Q(('to_month__isnull', True), ('to_month__day', 1), _connector='OR')), name='calendar_day_whole_months'), models.CheckConstraint(condition=models.Q(('to_month__isnull', True), ('to_month__gte', models.F('from_month')), _connector='OR'), name='calendar_day_in_order'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='calendar_day_region_digits')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.F('id'), output_field=models.BigIntegerField()), output_field=models.BigIntegerField())),
                ('flow', models.CharField(max_length=60)),
                ('flow_version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=60)),
                ('stay', models.IntegerField(null=True)),
                ('last_seq', models.IntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.BigIntegerField()),
                ('opened_by_name', models.TextField(blank=True, default='')),
                ('due_at', models.DateTimeField(null=True)),
                ('escalate_at', models.DateTimeField(null=True)),
                ('period', models.DateField(null=True)),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('city_code', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Left('region_code', 4), output_field=models.CharField(db_collation='C', max_length=4))),
                ('holder', models.CharField(blank=True, default='', max_length=60)),
                ('other_region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('other_holder', models.CharField(blank=True, default='', max_length=60)),
                ('family_id', models.BigIntegerField(null=True)),
                ('amount', models.BigIntegerField(null=True)),
                ('title', models.TextField(blank=True, default='')),
                ('path', models.TextField(blank=True, default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('is_closed', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('closed_at__isnull', False)), output_field=models.BooleanField()), output_field=models.BooleanField())),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='case_of_area'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['flow', 'state', 'turn'], name='case_open'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['flow', 'state', 'city_code', 'turn'], name='case_open_in_city'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['flow', 'state', 'region_code', 'turn'], name='case_open_in_area'), models.Index(condition=models.Q(('holder', ''), _negated=True), fields=['holder', 'id'], name='case_of_holder'), models.Index(condition=models.Q(('other_region_code', ''), _negated=True), fields=['other_region_code', 'id'], name='case_to_area'), models.Index(condition=models.Q(('other_holder', ''), _negated=True), fields=['other_holder', 'id'], name='case_to_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='case_region_digits'), models.CheckConstraint(condition=models.Q(('other_region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='case_other_region_digits'), models.CheckConstraint(condition=models.Q(('holder', ''), ('holder__regex', '^[a-z_]+:[0-9]+$'), _connector='OR'), name='case_holder_kind_and_id'), models.CheckConstraint(condition=models.Q(('other_holder', ''), ('other_holder__regex', '^[a-z_]+:[0-9]+$'), _connector='OR'), name='case_other_holder_kind_and_id'), models.CheckConstraint(condition=models.Q(('period__isnull', True), ('period__day', 1), _connector='OR'), name='case_period_is_a_month'), models.CheckConstraint(condition=models.Q(('entered_at__gte', models.F('opened_at'))), name='case_entered_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='FlowState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow', models.CharField(max_length=60)),
                ('version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=60)),
                ('final', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('flow', 'version', 'state'), name='flow_state_once'), models.UniqueConstraint(fields=('flow', 'version', 'state', 'final'), name='flow_state_final')],
            },
        ),
        migrations.CreateModel(
            name='FlowStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow', models.CharField(max_length=60)),
                ('version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=60)),
                ('to_state', models.CharField(max_length=60)),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('system_may', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('family_may', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('place', models.CharField(max_length=6)),
                ('quorum', models.PositiveSmallIntegerField(null=True)),
                ('quorum_rule', models.TextField(blank=True, default='')),
                ('unlike', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('not_own_family', models.BooleanField()),
                ('reason', models.BooleanField()),
                ('reason_list', models.TextField(blank=True, default='')),
                ('papers', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('paper_days', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('guards', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('due_kind', models.TextField(blank=True, default='')),
                ('due_n', models.IntegerField(default=0)),
                ('due_name', models.TextField(blank=True, default='')),
                ('due_effect', models.TextField(blank=True, default='')),
                ('due_since', models.TextField(blank=True, default='')),
                ('due_escalate', models.IntegerField(default=0)),
                ('office_hours', models.BooleanField(default=False)),
                ('waits', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('flow', 'version', 'state', 'action'), name='flow_step_once')],
            },
        ),
        migrations.CreateModel(
            name='FlowVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow', models.CharField(max_length=60)),
                ('version', models.PositiveSmallIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('declaration', models.JSONField()),
                ('starts', models.CharField(max_length=60)),
                ('held_by', models.CharField(blank=True, default='', max_length=30)),
                ('since', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('flow', 'version'), name='flow_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Freeze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('flow', models.CharField(blank=True, default='', max_length=60)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('save_for', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('by_name', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='freeze_in_order'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='freeze_has_a_reason'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='freeze_region_digits')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('name', models.TextField()),
                ('kind', models.CharField(choices=[('nasional', 'Libur nasional'), ('cuti_bersama', 'Cuti bersama'), ('daerah', 'Libur daerah')], default='daerah', max_length=12)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'region_code'), name='holiday_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='holiday_has_a_name'), models.CheckConstraint(condition=models.Q(('region_code', ''), ('kind', 'daerah'), _connector='OR'), name='holiday_local_kind'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='holiday_region_digits')],
            },
        ),
        migrations.CreateModel(
            name='OfficeHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10)),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('valid_from', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region_code', 'weekday', 'valid_from'), name='office_hours_once'), models.CheckConstraint(condition=models.Q(('weekday__range', (1, 7))), name='office_hours_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='office_hours_in_order'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='office_hours_region_digits')],
            },
        ),
        migrations.CreateModel(
            name='OfficeZone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, db_collation='C', default='', max_length=10, unique=True)),
                ('zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=16)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('zone__in', ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'])), name='office_zone_known'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$')), name='office_zone_region_digits')],
            },
        ),
        migrations.CreateModel(
            name='QuorumLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=40)),
                ('from_amount', models.BigIntegerField()),
                ('quorum', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'from_amount', 'valid_from'), name='quorum_limit_once'), models.CheckConstraint(condition=models.Q(('quorum__gte', 1)), name='quorum_limit_somebody'), models.CheckConstraint(condition=models.Q(('from_amount__gte', 0)), name='quorum_limit_amount'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='quorum_limit_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('label', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('list', 'code', 'valid_from'), name='reason_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='reason_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.IntegerField()),
                ('stay', models.IntegerField()),
                ('from_state', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=60)),
                ('to_state', models.CharField(max_length=60)),
                ('moved', models.BooleanField()),
                ('permission', models.TextField(blank=True, default='')),
                ('reason', models.TextField(blank=True, default='')),
                ('reason_code', models.CharField(blank=True, default='', max_length=20)),
                ('actor_id', models.BigIntegerField()),
                ('actor_name', models.TextField(blank=True, default='')),
                ('actor_roles', models.TextField(blank=True, default='')),
                ('on_behalf_of', models.TextField(blank=True, default='')),
                ('due_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('batch', models.UUIDField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='workflow.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'seq', 'to_state'), name='decision_leads_to'), models.UniqueConstraint(fields=('case', 'seq'), name='decision_numbered_once'), models.UniqueConstraint(fields=('case', 'stay', 'action', 'actor_id'), name='decision_once_a_person'), models.CheckConstraint(condition=models.Q(('seq__gt', models.F('stay'))), name='decision_after_entering'), models.CheckConstraint(condition=models.Q(('moved', True), ('to_state', models.F('from_state')), _connector='OR'), name='decision_moved')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('file_key', models.TextField(blank=True, default='')),
                ('value', models.TextField(blank=True, default='')),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('current', models.BooleanField(default=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='workflow.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'code'], name='paper_of_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('current', True)), fields=('case', 'code'), name='paper_current_once'), models.CheckConstraint(condition=models.Q(('file_key', ''), ('value', ''), _negated=True), name='paper_file_or_value'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='paper_has_a_code')],
            },
        ),
        migrations.RunSQL(MAKE, UNDO),
        ByArea("workflow_case", also=REACH),
        ByParent("workflow_decision", "case_id", "workflow_case"),
        ByParent("workflow_paper", "case_id", "workflow_case"),
    ]
