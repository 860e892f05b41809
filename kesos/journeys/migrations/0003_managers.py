"""Who is to take over what a family held: a table of its own, hidden by area."""

import django.db.models.deletion
from django.db import migrations, models

from kesos.database.policies import ByArea


class Migration(migrations.Migration):

    dependencies = [
        ('journeys', '0002_rules'),
        ('registry', '0004_visit_form'),
        ('workflow', '0003_opened_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='ManagerChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=10)),
                ('reason', models.TextField(blank=True, help_text='Mengapa tidak ada yang dapat menggantikan')),
                ('asked_at', models.DateTimeField()),
                ('by_user_id', models.BigIntegerField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='manager_changes', to='registry.enrolment')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('enrolment',), name='manager_one_open'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('reason__regex', '\\S.{3,}\\S'), _connector='OR'), name='manager_nobody_has_a_reason')],
            },
        ),
        ByArea("journeys_managerchange"),
    ]
