import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import kesos.programmes.models.dated
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('regions', '0001_initial'),
        ('registry', '0001_initial'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('code', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('name', models.TextField(unique=True)),
                ('owner', models.TextField()),
                ('fund', models.TextField(blank=True)),
                ('decided_by', models.CharField(choices=[('centre', 'Pemerintah pusat'), ('region', 'Pemerintah daerah')], max_length=8)),
                ('unit', models.CharField(choices=[('family', 'Keluarga'), ('person', 'Orang'), ('group', 'Kelompok')], max_length=8)),
                ('channel', models.TextField(blank=True)),
                ('is_proposable', models.BooleanField(default=False, help_text='Dapat diusulkan setiap bulan oleh kelurahan')),
                ('position', models.PositiveSmallIntegerField()),
                ('source', models.TextField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__in', ['centre', 'region'])), name='programme_decider'), models.CheckConstraint(condition=models.Q(('unit__in', ['family', 'person', 'group'])), name='programme_unit')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='programmes.programme')),
                ('decile_most', models.PositiveSmallIntegerField(help_text='Desil tertinggi yang boleh menerima', null=True)),
                ('needs_component', models.BooleanField(default=False, help_text='Keluarga harus memiliki komponen')),
                ('amount_idr', models.BigIntegerField(null=True)),
                ('amount_per', models.CharField(blank=True, max_length=16)),
                ('in_kind', models.TextField(blank=True)),
                ('basis', models.TextField(help_text='Dasar ketentuan')),
                ('is_verified', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('programme', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='programme_term_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='programme_term_order'), models.CheckConstraint(condition=models.Q(('decile_most', None), ('decile_most__range', (1, 10)), _connector='OR'), name='programme_decile_1_to_10'), models.CheckConstraint(condition=models.Q(('amount_idr', None), ('amount_idr__gte', 0), _connector='OR'), name='programme_amount_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.CharField(max_length=16)),
                ('second', models.CharField(max_length=16)),
                ('relation', models.CharField(choices=[('together', 'Boleh bersama'), ('warn', 'Perlu dilihat'), ('exclusive', 'Tidak boleh bersama')], max_length=12)),
                ('basis', models.TextField()),
                ('is_verified', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('first', '='), ('second', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='programme_pair_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='programme_pair_order'), models.CheckConstraint(condition=models.Q(('second', '*'), ('first__lt', models.F('second')), _connector='OR'), name='programme_pair_written_once'), models.CheckConstraint(condition=models.Q(('relation__in', ['together', 'warn', 'exclusive'])), name='programme_pair_relation')],
            },
        ),
        migrations.CreateModel(
            name='Component',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('name', models.TextField()),
                ('annual_idr', models.BigIntegerField(null=True)),
                ('most_in_family', models.PositiveSmallIntegerField(null=True)),
                ('age_from', models.PositiveSmallIntegerField(null=True)),
                ('age_to', models.PositiveSmallIntegerField(null=True)),
                ('basis', models.TextField()),
                ('is_verified', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='component_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='component_order'), models.CheckConstraint(condition=models.Q(('age_from', None), ('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='component_ages')],
            },
        ),
        migrations.CreateModel(
            name='ExcludedOccupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occupation', models.CharField(max_length=4)),
                ('reason_code', models.CharField(help_text='Alasan TL-xx bagi orang itu sendiri', max_length=8)),
                ('family_reason_code', models.CharField(blank=True, help_text='Alasan TL-xx bagi keluarganya', max_length=8)),
                ('is_sure', models.BooleanField()),
                ('basis', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('occupation', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='excluded_occupation_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='excluded_occupation_order')],
            },
        ),
        migrations.CreateModel(
            name='MinimumWage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(db_column='region_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('monthly_idr', models.BigIntegerField()),
                ('basis', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('region', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='minimum_wage_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='minimum_wage_order'), models.CheckConstraint(condition=models.Q(('monthly_idr__gt', 0)), name='minimum_wage_above_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='registry.enrolment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='registry.person')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='check_of_recipient', to='workflow.case')),
                ('region_code', models.CharField(help_text='Tempat tinggal ketika pemeriksaan dibuka', max_length=10)),
                ('city_code', models.GeneratedField(db_persist=True, expression=models.Func('region_code', 4, function='left'), output_field=models.CharField(max_length=4))),
                ('month', models.DateField()),
                ('state', models.CharField(default='BELUM_DIPERIKSA', max_length=24)),
                ('found', models.JSONField(default=list, help_text='Yang ditemukan aturan: kode dan kalimat')),
                ('proposed_at', models.DateTimeField(help_text='Bila aturan yang mengusulkan pemeriksaan ini', null=True)),
                ('checked_on', models.DateField(null=True)),
                ('reason_code', models.CharField(blank=True, max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'month', 'state', 'id'], name='check_place'), models.Index(fields=['city_code', 'month', 'state', 'id'], name='check_city'), models.Index(fields=['month', 'state', 'id'], name='check_country'), models.Index(fields=['month', 'id'], name='check_month')],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'month'), name='check_once_a_month'), models.UniqueConstraint(condition=models.Q(('state__in', ('LAYAK', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS')), _negated=True), fields=('enrolment',), name='check_one_open'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='check_of_a_month'), models.CheckConstraint(condition=models.Q(('state__in', ('BELUM_DIPERIKSA', 'DIPERIKSA', 'LAYAK', 'USUL_TIDAK_LAYAK', 'MENUNGGU_PENGESAHAN', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS'))), name='check_state'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('USUL_TIDAK_LAYAK', 'MENUNGGU_PENGESAHAN', 'DISETUJUI_TIDAK_LAYAK', 'DITOLAK_DINSOS')), _negated=True), models.Q(models.Q(('reason_code', ''), _negated=True), models.Q(('reason', ''), _negated=True), models.Q(('evidence', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='check_unfit_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'LAYAK'), _negated=True), ('checked_on__isnull', False), _connector='OR'), name='check_fit_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('found', []), ('proposed_at', None)), models.Q(('proposed_at__isnull', False), models.Q(('found', []), _negated=True)), _connector='OR'), name='check_proposal_says_why')],
            },
        ),
        migrations.CreateModel(
            name='CheckNotice',
            fields=[
                ('check_row', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='notice', serialize=False, to='programmes.check')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('region_code', models.CharField(max_length=10)),
                ('text', models.TextField()),
                ('told_on', models.DateField()),
                ('object_until', models.DateField(help_text='Hari terakhir mengajukan keberatan')),
                ('answer_days', models.PositiveSmallIntegerField(help_text='Hari kerja untuk menjawab keberatan')),
                ('handed_on', models.DateField(null=True)),
                ('handed_to', models.TextField(blank=True)),
                ('handed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('object_until__gt', models.F('told_on'))), name='check_notice_leaves_time'), models.CheckConstraint(condition=models.Q(models.Q(('handed_by', None), ('handed_on', None), ('handed_to', '')), models.Q(('handed_by__isnull', False), ('handed_on__isnull', False), models.Q(('handed_to', ''), _negated=True)), _connector='OR'), name='check_notice_handed_whole')],
            },
        ),
        migrations.CreateModel(
            name='FieldNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='field_notes', to='registry.enrolment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.person')),
                ('region_code', models.CharField(max_length=10)),
                ('kind', models.CharField(choices=[('note', 'Catatan'), ('to_office', 'Tugas untuk dinas dan kelurahan'), ('to_companion', 'Tugas untuk pendamping')], max_length=12)),
                ('text', models.TextField()),
                ('by_user_id', models.BigIntegerField()),
                ('by_name', models.TextField()),
                ('at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.BigIntegerField(null=True)),
                ('done_by_name', models.TextField(blank=True)),
                ('answer', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None), models.Q(('kind', 'note'), _negated=True)), fields=['region_code', 'id'], name='field_task_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['note', 'to_office', 'to_companion'])), name='field_note_kind'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='field_note_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('kind', 'note'), _negated=True)), _connector='OR'), name='field_note_done_whole')],
            },
        ),
        migrations.CreateModel(
            name='CriteriaThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(db_column='region_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('least', models.PositiveSmallIntegerField()),
                ('basis', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('region', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='criteria_threshold_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='criteria_threshold_order'), models.CheckConstraint(condition=models.Q(('least__range', (1, 8))), name='criteria_threshold_of_eight'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='criteria_threshold_has_a_basis')],
            },
        ),
        migrations.CreateModel(
            name='MembershipCase',
            fields=[
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='membership_case', serialize=False, to='registry.enrolment')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership_case', to='workflow.case')),
            ],
        ),
        migrations.CreateModel(
            name='MembershipChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='registry.enrolment')),
                ('from_state', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=24)),
                ('on_day', models.DateField(help_text='Hari berlakunya')),
                ('reason_code', models.CharField(blank=True, max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('by_user_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table_comment': 'kesos:append-only',
                'constraints': [models.CheckConstraint(condition=models.Q(('from_state', models.F('to_state')), _negated=True), name='membership_change_moves')],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='programmes.programme')),
                ('region', models.ForeignKey(db_column='region_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('places', models.PositiveIntegerField()),
                ('taken', models.PositiveIntegerField(db_default=0, default=0)),
                ('basis', models.TextField(help_text='Surat atau keputusan yang menetapkannya')),
                ('valid_from', models.DateField(help_text='Hari pertama bulan')),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('programme', '='), ('region', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='quota_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='quota_order'), models.CheckConstraint(condition=models.Q(('taken__lte', models.F('places'))), name='quota_not_exceeded'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='quota_has_a_basis'), models.CheckConstraint(condition=models.Q(('valid_from__day', 1)), name='quota_from_the_first')],
            },
        ),
        migrations.CreateModel(
            name='QuotaChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quota', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='programmes.quota')),
                ('places_before', models.PositiveIntegerField()),
                ('places_after', models.PositiveIntegerField()),
                ('basis', models.TextField()),
                ('by_user_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table_comment': 'kesos:append-only',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quota', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='programmes.quota')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='seat', to='registry.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='ReplacementRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=10)),
                ('programme_code', models.CharField(blank=True, help_text='Kosong: semua program', max_length=16)),
                ('vacancies', models.PositiveIntegerField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.BigIntegerField(null=True)),
                ('by_user_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ScoreWeight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, max_length=4)),
                ('item', models.CharField(max_length=24)),
                ('weight', models.DecimalField(decimal_places=2, max_digits=6)),
                ('basis', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('region_code', '='), ('item', '='), (kesos.programmes.models.dated.DayRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='score_weight_one_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='score_weight_order'), models.CheckConstraint(condition=models.Q(('weight__range', (-100, 100))), name='score_weight_range')],
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='programmes.programme')),
                ('region_code', models.CharField(max_length=10)),
                ('month', models.DateField(help_text='Hari pertama bulan')),
                ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='registry.enrolment')),
                ('quota', models.ForeignKey(help_text='Bagi tempat tambahan: kuota yang belum terisi; tidak ada yang meninggalkannya', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='programmes.quota')),
                ('why', models.CharField(help_text='Keadaan kepesertaan yang membuatnya kosong', max_length=24)),
                ('opened_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('filled', 'Terisi'), ('proposed', 'Diusulkan ke pusat'), ('taken_back', 'Penerima semula kembali')], max_length=12)),
                ('outcome_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['programme', 'region_code', 'opened_at', 'id'], name='vacancy_open'), models.Index(fields=['region_code', 'id'], name='vacancy_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome__in', ['', 'proposed', 'filled'])), fields=('enrolment',), name='vacancy_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='vacancy_in_a_month'), models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('quota', None)), models.Q(('enrolment', None), ('quota__isnull', False), ('why', 'KUOTA')), _connector='OR'), name='vacancy_left_or_of_a_quota'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_at', None)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_at__isnull', False)), _connector='OR'), name='vacancy_outcome_has_its_day'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'filled', 'proposed', 'taken_back'])), name='vacancy_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='registry.family')),
                ('person', models.ForeignKey(help_text='Pengurus, atau orang yang diusulkan', on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='registry.person')),
                ('region_code', models.CharField(max_length=10)),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='workflow.case')),
                ('returns', models.ForeignKey(help_text='Kepesertaan yang keberatannya dikabulkan sesudah tempatnya diisi: didahulukan', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.enrolment')),
                ('decile', models.PositiveSmallIntegerField(null=True)),
                ('flags', models.PositiveSmallIntegerField(default=0, help_text='Lansia sendiri, disabilitas berat, ibu hamil')),
                ('score', models.DecimalField(decimal_places=3, default=0, help_text='Skor lokal', max_digits=8)),
                ('proposed_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('left_as', models.CharField(blank=True, choices=[('placed', 'Ditetapkan sebagai pengganti'), ('refused', 'Tidak ditetapkan')], max_length=12)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='waiting_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('programme', 'person'), name='waiting_once_a_programme'), models.CheckConstraint(condition=models.Q(('decile', None), ('decile__range', (1, 10)), _connector='OR'), name='waiting_decile'), models.CheckConstraint(condition=models.Q(models.Q(('left_as', ''), ('left_at', None)), models.Q(('left_at__isnull', False), models.Q(('left_as', ''), _negated=True)), _connector='OR'), name='waiting_left_whole')],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='programmes.replacementrun')),
                ('region_code', models.CharField(max_length=10)),
                ('vacancy', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='programmes.vacancy')),
                ('waiting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='programmes.waiting')),
                ('enrolment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='registry.enrolment')),
                ('outcome', models.CharField(choices=[('planned', 'Direncanakan'), ('done', 'Ditetapkan'), ('proposed', 'Diusulkan ke pusat'), ('refused', 'Tidak ditetapkan pusat'), ('dropped', 'Rencana dibatalkan')], max_length=12)),
                ('reach', models.PositiveSmallIntegerField(help_text='Panjang kode wilayah yang sama: 10, 6, atau 4')),
                ('rank', models.PositiveIntegerField(help_text='Urutan dalam daftar tunggu wilayah itu')),
                ('among', models.PositiveIntegerField(help_text='Banyaknya yang menunggu dan layak di wilayah itu')),
                ('note', models.TextField(blank=True, help_text='Mengapa rencana ini tidak berlaku')),
                ('order_key', models.JSONField(help_text='Yang menentukan urutan pada hari itu')),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='replacement_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome__in', ['refused', 'dropped']), _negated=True), fields=('vacancy',), name='replacement_one_a_vacancy'), models.UniqueConstraint(condition=models.Q(('outcome__in', ['refused', 'dropped']), _negated=True), fields=('waiting',), name='replacement_one_a_successor'), models.CheckConstraint(condition=models.Q(('outcome__in', ['planned', 'done', 'proposed', 'refused', 'dropped'])), name='replacement_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('outcome', 'done')), models.Q(models.Q(('outcome', 'done'), _negated=True), ('enrolment', None)), _connector='OR'), name='replacement_done_is_a_membership'), models.CheckConstraint(condition=models.Q(('reach__in', [10, 6, 4])), name='replacement_reach')],
            },
        ),
        migrations.CreateModel(
            name='PassedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed_over', to='programmes.replacementrun')),
                ('waiting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed_over', to='programmes.waiting')),
                ('region_code', models.CharField(max_length=10)),
                ('reason', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'waiting'), name='passed_over_once_a_run')],
            },
        ),
        migrations.CreateModel(
            name='KeptFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('region_code', models.CharField(max_length=10)),
                ('number', models.BigIntegerField()),
                ('counted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'region_code'), name='kept_once_a_place'), models.CheckConstraint(condition=models.Q(('number__gte', 0)), name='kept_is_a_count')],
            },
        ),
    ]
