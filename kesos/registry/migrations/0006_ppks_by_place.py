from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from kesos.bulk.statements import statements

PLACE = statements("kesos.registry", "sql/ppks_place.sql")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_merges'),
    ]

    operations: list[Operation] = [
        migrations.AddField(
            model_name='ppksrecord',
            name='region_code',
            field=models.CharField(default='', help_text='Tempat tinggal orangnya; diisi basis data', max_length=10),
        ),
        migrations.RunSQL(PLACE["keep"], PLACE["drop_keep"]),
        migrations.AddConstraint(
            model_name='ppksrecord',
            constraint=models.CheckConstraint(condition=models.Q(('region_code__regex', '^[0-9]{10}$')), name='ppks_stands_in_a_village'),
        ),
        migrations.AddIndex(
            model_name='ppksrecord',
            index=models.Index(fields=['type', 'region_code', 'id'], name='ppks_place'),
        ),
    ]
