from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0002_statistics'),
    ]

    operations = [
        migrations.AlterField(
            model_name='standing',
            name='what',
            field=models.CharField(choices=[('nothing', 'Tidak menerima apa pun'), ('exclusive', 'Program yang tidak boleh bersama'), ('same', 'Program yang sama dua kali'), ('unlisted', 'Belum terdaftar di DTSEN/DTKS')], db_collation='C', max_length=12),
        ),
        migrations.RemoveConstraint(model_name='standing', name='standing_of_a_kind'),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['nothing', 'exclusive', 'same', 'unlisted'])), name='standing_of_a_kind'),
        ),
    ]
