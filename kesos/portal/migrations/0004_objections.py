"""An objection names the membership it is about, and keeps what became of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0003_what_followed"),
        ('registry', '0004_visit_form'),
        ('workflow', '0003_opened_as_it_stands'),
    ]

    operations = [
        migrations.AddField(
            model_name='rightrequest',
            name='consequence',
            field=models.TextField(blank=True, help_text='Apa yang terjadi pada kepesertaan itu sesudah dikabulkan'),
        ),
        migrations.AddField(
            model_name='rightrequest',
            name='enrolment',
            field=models.ForeignKey(help_text='Kepesertaan yang diberatkan', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.enrolment'),
        ),
        migrations.AddConstraint(
            model_name='rightrequest',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'keberatan'), models.Q(('consequence', ''), ('enrolment', None)), _connector='OR'), name='right_membership_of_objection'),
        ),
    ]
