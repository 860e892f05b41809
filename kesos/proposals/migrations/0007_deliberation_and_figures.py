"""Deliberations: who was there, when they begin and were carried out. Months: the figures of a closed one."""

import django.db.models.deletion
from django.db import migrations, models

from kesos.database.policies import ByArea

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

    dependencies = [
        ('proposals', '0006_aid'),
    ]

    operations = [
        migrations.AddField(
            model_name='deliberation',
            name='begins_at',
            field=models.TimeField(help_text='Jam di undangan', null=True),
        ),
        migrations.AddField(
            model_name='deliberation',
            name='carried_out_at',
            field=models.DateTimeField(help_text='Kapan lurah menjalankan keputusannya', null=True),
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=10)),
                ('place', models.PositiveSmallIntegerField(help_text='Nomor urut pada daftar hadir')),
                ('name', models.CharField(max_length=120)),
                ('standing', models.CharField(help_text='Unsur atau jabatan, misalnya Ketua RT 03', max_length=80)),
                ('chairs', models.BooleanField(default=False)),
                ('signs', models.BooleanField(default=False, help_text='Ikut menandatangani berita acara')),
                ('deliberation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='proposals.deliberation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'place'), name='attendee_once_a_line'), models.UniqueConstraint(condition=models.Q(('chairs', True)), fields=('deliberation',), name='attendee_one_chair'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('standing__regex', '\\S')), name='attendee_is_said'), models.CheckConstraint(condition=models.Q(('name__regex', '[0-9]{16}'), _negated=True), name='attendee_without_nik')],
            },
        ),
        ByArea('proposals_attendee'),
        migrations.CreateModel(
            name='MonthFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=10)),
                ('code', models.CharField(max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('frozen_at', models.DateTimeField()),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='proposals.period')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'code', 'region_code'), name='month_figure_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='month_figure_counts')],
            },
        ),
        migrations.CreateModel(
            name='SentRow',
            fields=[
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sent', serialize=False, to='proposals.proposal')),
                ('region_code', models.CharField(max_length=10)),
                ('kk', models.BigIntegerField(null=True)),
                ('head_nik', models.BigIntegerField(null=True)),
                ('head_name', models.TextField(blank=True)),
                ('member_niks', models.TextField(blank=True, help_text='NIK anggota, dipisahkan spasi')),
                ('address', models.TextField(blank=True)),
            ],
        ),
        ByArea('proposals_sentrow'),
        migrations.RunSQL(KEPT, LET_GO),
    ]
