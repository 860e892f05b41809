import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programmes', '0001_initial'),
        ('regions', '0001_initial'),
        ('registry', '0001_initial'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(db_column='region_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('month', models.DateField(help_text='Hari pertama bulan')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'month'), name='period_once_a_month'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='period_is_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Deliberation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliberations', to='proposals.period')),
                ('region', models.ForeignKey(db_column='region_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('held_on', models.DateField()),
                ('begins_at', models.TimeField(help_text='Jam di undangan', null=True)),
                ('place', models.TextField()),
                ('minutes_number', models.TextField(blank=True, help_text='Nomor berita acara atau SPTJM')),
                ('carried_out_at', models.DateTimeField(help_text='Kapan lurah menjalankan keputusannya', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'region', 'held_on'), name='deliberation_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deliberation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='proposals.deliberation')),
                ('region_code', models.CharField(max_length=10)),
                ('place', models.PositiveSmallIntegerField(help_text='Nomor urut pada daftar hadir')),
                ('name', models.CharField(max_length=120)),
                ('standing', models.CharField(help_text='Unsur atau jabatan, misalnya Ketua RT 03', max_length=80)),
                ('chairs', models.BooleanField(default=False)),
                ('signs', models.BooleanField(default=False, help_text='Ikut menandatangani berita acara')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'place'), name='attendee_once_a_line'), models.UniqueConstraint(condition=models.Q(('chairs', True)), fields=('deliberation',), name='attendee_one_chair'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('standing__regex', '\\S')), name='attendee_is_said'), models.CheckConstraint(condition=models.Q(('name__regex', '[0-9]{16}'), _negated=True), name='attendee_without_nik')],
            },
        ),
        migrations.CreateModel(
            name='Determination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='determinations', to='proposals.period')),
                ('decree', models.TextField(help_text='Nomor SK penetapan')),
                ('decreed_on', models.DateField()),
                ('file_key', models.TextField(blank=True)),
                ('imported_at', models.DateTimeField()),
                ('imported_by', models.BigIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'decree'), name='determination_once'), models.CheckConstraint(condition=models.Q(('decree', ''), _negated=True), name='determination_has_a_decree')],
            },
        ),
        migrations.CreateModel(
            name='MonthFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='proposals.period')),
                ('region_code', models.CharField(max_length=10)),
                ('code', models.CharField(max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('frozen_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'code', 'region_code'), name='month_figure_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='month_figure_counts')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='proposals.period')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='registry.family')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='workflow.case')),
                ('region_code', models.CharField(max_length=10)),
                ('city_code', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Left('region_code', 4), output_field=models.CharField(max_length=4))),
                ('head_name', models.TextField(blank=True, help_text='Nama kepala keluarga saat diusulkan, untuk urutan daftar')),
                ('kind', models.CharField(choices=[('new', 'Usulan baru'), ('correction', 'Perbaikan data'), ('aid', 'Usulan bantuan')], max_length=12)),
                ('to_correct', models.CharField(blank=True, help_text='Apa yang perlu diperbaiki; kosong: usulan baru', max_length=1000)),
                ('number', models.TextField(help_text='Nomor usulan, misalnya U-3571-2026-11-000142', unique=True)),
                ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('person', models.ForeignKey(help_text='Pengurus, atau orang yang diusulkan menerima', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aid_proposals', to='registry.person')),
                ('for_family', models.BooleanField(db_default=True, default=True, help_text='Bantuan untuk keluarga, bukan orang')),
                ('findings', models.JSONField(help_text='Yang ditemukan aturan program, saat terakhir diperiksa', null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('deliberation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='proposals.deliberation')),
                ('is_agreed', models.BooleanField(null=True)),
                ('reason_code', models.CharField(blank=True, max_length=20)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'period', 'id'], name='proposal_place', opclasses=['varchar_pattern_ops', 'int8_ops', 'int8_ops']), models.Index(fields=['region_code', 'id'], name='proposal_in_area'), models.Index(fields=['city_code', 'id'], name='proposal_in_city'), models.Index(fields=['city_code', 'region_code', 'id'], name='proposal_area_in_city'), models.Index(fields=['head_name', 'id'], name='proposal_by_name'), models.Index(fields=['city_code', 'head_name', 'id'], name='proposal_name_in_city'), models.Index(fields=['region_code', 'head_name', 'id'], name='proposal_name_in_area')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('programme', None)), fields=('period', 'family'), name='proposal_once_a_month'), models.UniqueConstraint(condition=models.Q(('for_family', True)), fields=('period', 'programme', 'family'), name='aid_proposal_once_a_family'), models.UniqueConstraint(fields=('period', 'programme', 'person'), name='aid_proposal_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'aid'), ('person__isnull', False), ('programme__isnull', False)), models.Q(models.Q(('kind', 'aid'), _negated=True), ('for_family', True), ('person', None), ('programme', None)), _connector='OR'), name='proposal_of_aid_names_programme_and_person'), models.CheckConstraint(condition=models.Q(models.Q(('deliberation', None), ('is_agreed', None)), models.Q(('deliberation__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='proposal_deliberated_whole'), models.CheckConstraint(condition=models.Q(('kind', 'correction'), ('to_correct', ''), _connector='OR'), name='proposal_new_corrects_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('is_agreed', False), _negated=True), models.Q(('reason_code', ''), _negated=True), _connector='OR'), name='proposal_refused_with_reason_code')],
            },
        ),
        migrations.CreateModel(
            name='DeterminationRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='proposals.determination')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='determined', to='proposals.proposal')),
                ('is_listed', models.BooleanField()),
                ('decile_as_sent', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_listed', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='determination_refusal_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='MatchTurn',
            fields=[
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='match_turn', serialize=False, to='proposals.proposal')),
                ('not_before', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='Berapa kali tidak terjawab')),
                ('unanswered_at', models.DateTimeField(null=True)),
                ('said', models.CharField(blank=True, help_text='Kalimat dari yang tidak menjawab', max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('said', ''), ('tries', 0), ('unanswered_at', None)), models.Q(('unanswered_at__isnull', False), models.Q(('said', ''), _negated=True)), _connector='OR'), name='match_turn_unanswered_with_a_sentence')],
            },
        ),
        migrations.CreateModel(
            name='ProposalMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proposals.period')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='proposals.proposal')),
                ('programme_code', models.CharField(blank=True, db_default='', default='', max_length=16)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'person', 'programme_code'), name='proposal_member_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='SentRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='proposals.period')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='proposals.proposal')),
                ('replacement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.replacement')),
                ('region_code', models.CharField(max_length=10)),
                ('number', models.TextField(help_text='Nomor usulan')),
                ('kind', models.CharField(help_text='Jenis usulan', max_length=12)),
                ('kk', models.BigIntegerField(null=True)),
                ('head_nik', models.BigIntegerField(null=True)),
                ('head_name', models.TextField(blank=True)),
                ('member_niks', models.TextField(blank=True, help_text='NIK anggota, dipisahkan spasi')),
                ('address', models.TextField(blank=True)),
                ('programme_code', models.CharField(blank=True, max_length=16)),
                ('recipient_nik', models.BigIntegerField(help_text='Yang menerima bantuan, atau pengurusnya', null=True)),
                ('recipient_name', models.TextField(blank=True)),
                ('left_nik', models.BigIntegerField(help_text='Penerima lama yang digantikan', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'proposal'), name='sent_row_once_a_month'), models.UniqueConstraint(fields=('replacement',), name='sent_row_successor_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'aid'), models.Q(('programme_code', ''), _negated=True)), models.Q(models.Q(('kind', 'aid'), _negated=True), ('left_nik', None), ('programme_code', ''), ('recipient_nik', None), ('replacement', None)), _connector='OR'), name='sent_row_of_aid_names_programme')],
            },
        ),
    ]
