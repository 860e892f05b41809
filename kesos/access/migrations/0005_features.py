"""What a kab/kota has switched off."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_token_use'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeatureOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=4)),
                ('feature', models.CharField(max_length=40)),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(null=True)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='feature_off_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('region_code', '='), ('feature', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='feature_off_never_twice'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^[0-9]{4}$')), name='feature_off_of_a_city'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='feature_off_has_reason')],
            },
        ),
        # access_standing reads it
        migrations.RunSQL("grant select on access_featureoff to kesos_reader", migrations.RunSQL.noop),
    ]
