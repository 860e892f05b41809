"""Places of a quota that nobody left, and who waits before all others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0004_quota_rules'),
        ('registry', '0004_visit_form'),
    ]

    operations = [
        migrations.AddField(
            model_name='vacancy',
            name='quota',
            field=models.ForeignKey(help_text='Bagi tempat tambahan: kuota yang belum terisi; tidak ada yang meninggalkannya', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='programmes.quota'),
        ),
        migrations.AddField(
            model_name='waiting',
            name='returns',
            field=models.ForeignKey(help_text='Kepesertaan yang keberatannya dikabulkan sesudah tempatnya diisi: didahulukan', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.enrolment'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='enrolment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='registry.enrolment'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('quota', None)), models.Q(('enrolment', None), ('quota__isnull', False), ('why', 'KUOTA')), _connector='OR'), name='vacancy_left_or_of_a_quota'),
        ),
        # what somebody once received: asked on their page, and for an objection
        migrations.RunSQL(
            "create index enrolment_ended_of_person on registry_enrolment (person_id) where to_on is not null",
            "drop index enrolment_ended_of_person",
        ),
    ]
