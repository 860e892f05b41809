import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('registry', '0001_initial'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CitizenAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('region_code', models.CharField(max_length=10)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.BigIntegerField(help_text='Petugas loket; kosong: warga sendiri', null=True)),
                ('proven_at', models.DateTimeField(null=True)),
                ('proven_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='citizen_account_one_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('proven_at', None), ('proven_by', None)), models.Q(('proven_at__isnull', False), ('proven_by__isnull', False)), _connector='OR'), name='citizen_account_proven_whole')],
            },
        ),
        migrations.CreateModel(
            name='EntranceTry',
            fields=[
                ('pk', models.CompositePrimaryKey('mark', 'hour', blank=True, editable=False, primary_key=True, serialize=False)),
                ('mark', models.CharField(max_length=64)),
                ('hour', models.DateTimeField()),
                ('n', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('n__gt', 0)), name='entrance_try_counted')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, max_length=10)),
                ('title', models.CharField(max_length=160)),
                ('happened_at', models.DateTimeField(null=True)),
                ('found_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('data', models.TextField(help_text='Data apa yang terungkap')),
                ('people', models.PositiveIntegerField()),
                ('cause', models.TextField()),
                ('measures', models.TextField(help_text='Upaya penanganan dan pemulihan')),
                ('contact', models.CharField(max_length=200)),
                ('entered_by', models.BigIntegerField()),
                ('people_told_at', models.DateTimeField(null=True)),
                ('people_told_how', models.TextField(blank=True)),
                ('authority_told_at', models.DateTimeField(null=True)),
                ('authority_told_how', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('lesson', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='incident_in_area', opclasses=['varchar_pattern_ops', 'int8_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4})?$')), name='incident_place'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('found_at'))), name='incident_clock'), models.CheckConstraint(condition=models.Q(('happened_at', None), ('happened_at__lte', models.F('found_at')), _connector='OR'), name='incident_found_after'), models.CheckConstraint(condition=models.Q(models.Q(('people_told_at', None), ('people_told_how', '')), models.Q(('people_told_at__gte', models.F('found_at')), ('people_told_at__isnull', False), models.Q(('people_told_how', ''), _negated=True)), _connector='OR'), name='incident_people_told_whole'), models.CheckConstraint(condition=models.Q(models.Q(('authority_told_at', None), ('authority_told_how', '')), models.Q(('authority_told_at__gte', models.F('found_at')), ('authority_told_at__isnull', False), models.Q(('authority_told_how', ''), _negated=True)), _connector='OR'), name='incident_authority_told_whole'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('lesson', '')), models.Q(('authority_told_at__isnull', False), ('closed_at__isnull', False), ('people_told_at__isnull', False), models.Q(('lesson', ''), _negated=True)), _connector='OR'), name='incident_closed_when_all_told')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='workflow.case')),
                ('kind', models.CharField(choices=[('usul', 'Usul'), ('sanggah', 'Sanggah')], max_length=8)),
                ('through', models.CharField(choices=[('account', 'Akun warga'), ('counter', 'Loket kelurahan')], max_length=8)),
                ('region_code', models.CharField(max_length=10)),
                ('city_code', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Left('region_code', 4), output_field=models.CharField(max_length=4))),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.family')),
                ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.enrolment')),
                ('subject_name', models.TextField(help_text='Nama penerima yang disanggah atau kepala keluarga yang diusulkan')),
                ('kk', models.BigIntegerField(help_text='No KK seperti yang disebut pelapor', null=True)),
                ('programme', models.CharField(max_length=16)),
                ('reason', models.TextField()),
                ('photo_key', models.UUIDField()),
                ('latitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ('longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ('no_point_reason', models.TextField(blank=True)),
                ('remarks', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='Yang janggal pada foto dan titik', size=None)),
                ('state', models.CharField(max_length=60)),
                ('state_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField()),
                ('escalate_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('raised_at', models.DateTimeField(help_text='Kapan atasan diberi tahu', null=True)),
                ('surveyor_id', models.BigIntegerField(null=True)),
                ('surveyor_name', models.TextField(blank=True)),
                ('field_result', models.TextField(blank=True)),
                ('field_photo_key', models.UUIDField(null=True)),
                ('field_by', models.BigIntegerField(null=True)),
                ('field_at', models.DateTimeField(null=True)),
                ('followed_at', models.DateTimeField(null=True)),
                ('followed_by', models.BigIntegerField(null=True)),
                ('begun', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='Kasus yang dibuka sesudah terbukti', size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='report_in_area', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['city_code', 'id'], name='report_in_city'), models.Index(fields=['city_code', 'sent_at'], name='report_late_rate'), models.Index(condition=models.Q(('ended_at', None), ('raised_at', None)), fields=['escalate_at'], name='report_to_raise')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['usul', 'sanggah'])), name='report_kind'), models.CheckConstraint(condition=models.Q(('through__in', ['account', 'counter'])), name='report_through'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sanggah'), _negated=True), models.Q(('enrolment__isnull', False), ('person__isnull', False)), _connector='OR'), name='report_sanggah_names_recipient'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'usul'), _negated=True), ('kk__isnull', False), _connector='OR'), name='report_usul_names_card'), models.CheckConstraint(condition=models.Q(models.Q(('subject_name', ''), _negated=True), models.Q(('programme', ''), _negated=True), ('reason__regex', '\\S.{8,}\\S')), name='report_told'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', False), ('longitude__isnull', False), ('no_point_reason', ''), ('latitude__range', (-11.5, 6.5)), ('longitude__range', (94.5, 141.5))), models.Q(('latitude', None), ('longitude', None), models.Q(('no_point_reason', ''), _negated=True)), _connector='OR'), name='report_point_or_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('DITERIMA_BENAR', 'DITOLAK', 'KEDALUWARSA'))), models.Q(models.Q(('state__in', ('DITERIMA_BENAR', 'DITOLAK', 'KEDALUWARSA')), _negated=True), ('ended_at', None)), _connector='OR'), name='report_ended_whole'), models.CheckConstraint(condition=models.Q(models.Q(('field_at', None), ('field_by', None), ('field_result', '')), models.Q(('field_at__isnull', False), ('field_by__isnull', False), models.Q(('field_result', ''), _negated=True)), _connector='OR'), name='report_field_whole'), models.CheckConstraint(condition=models.Q(models.Q(('followed_at', None), ('followed_by', None)), models.Q(('followed_at__isnull', False), ('followed_by__isnull', False), ('state', 'DITERIMA_BENAR')), _connector='OR'), name='report_followed_whole')],
            },
        ),
        migrations.CreateModel(
            name='Reporter',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='portal.report')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('user_id', models.BigIntegerField(null=True)),
                ('taken_by', models.BigIntegerField(help_text='Petugas loket yang mencatat', null=True)),
                ('lives_in', models.CharField(max_length=10)),
                ('region_code', models.CharField(max_length=10)),
                ('mark', models.CharField(max_length=80)),
                ('told_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['user_id'], name='reporter_own'), models.Index(condition=models.Q(('forgotten_at', None)), fields=['ended_at'], name='reporter_to_forget')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('person__isnull', False)), fields=('person', 'mark'), name='reporter_tells_once'), models.CheckConstraint(condition=models.Q(models.Q(('forgotten_at', None), ('person__isnull', False)), models.Q(('forgotten_at__isnull', False), ('lives_in', ''), ('mark', ''), ('person', None), ('taken_by', None), ('user_id', None)), _connector='OR'), name='reporter_forgotten_whole')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retention_class', models.CharField(max_length=40)),
                ('before', models.DateField(help_text='Yang berakhir sebelum hari ini sudah lewat masanya')),
                ('found', models.PositiveIntegerField()),
                ('forgotten', models.PositiveIntegerField(null=True)),
                ('is_preview', models.BooleanField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['retention_class', '-id'], name='retention_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('forgotten', None), ('is_preview', True)), models.Q(('forgotten__isnull', False), ('is_preview', False)), _connector='OR'), name='retention_preview_forgets_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Forgotten',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retention_class', models.CharField(max_length=40)),
                ('region_code', models.CharField(max_length=10)),
                ('month', models.DateField()),
                ('detail', models.CharField(blank=True, max_length=40)),
                ('n', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('retention_class', 'region_code', 'month', 'detail'), name='forgotten_once_a_month'), models.CheckConstraint(condition=models.Q(('n__gt', 0)), name='forgotten_counted'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='forgotten_month')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('family_id', models.BigIntegerField(null=True)),
                ('region_code', models.CharField(max_length=10)),
                ('purpose', models.CharField(choices=[('publikasi_foto', 'Memuat foto dalam publikasi'), ('layanan_tambahan', 'Pemberitahuan lewat surel atau telepon'), ('laporan_sipkemas', 'Memakai laporan SIPKe-Mas')], max_length=20)),
                ('given_at', models.DateTimeField()),
                ('given_for', models.TextField(blank=True, help_text='Wali, bila diberikan untuk anak atau penyandang disabilitas')),
                ('taken_by', models.BigIntegerField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('acted_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='consent_in_area', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['family_id'], name='consent_of_family')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'purpose'), name='consent_once_in_force'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_withdrawn_later'), models.CheckConstraint(condition=models.Q(('acted_at', None), models.Q(('acted_at__gte', models.F('withdrawn_at')), ('withdrawn_at__isnull', False)), _connector='OR'), name='consent_acted_after_withdrawal')],
            },
        ),
        migrations.CreateModel(
            name='RightRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('kind', models.CharField(choices=[('koreksi_data', 'Koreksi data'), ('cabut_persetujuan', 'Penarikan persetujuan'), ('keberatan', 'Keberatan')], max_length=20)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('family_id', models.BigIntegerField(null=True)),
                ('region_code', models.CharField(max_length=10)),
                ('about', models.CharField(help_text='Data atau keputusan yang dimaksud', max_length=120)),
                ('against', models.CharField(blank=True, choices=[('usulan_otomatis', 'Usulan penghentian yang dibuat sistem'), ('usulan_ditolak', 'Usulan yang ditolak'), ('bantuan_dihentikan', 'Bantuan yang dihentikan'), ('desil', 'Desil kesejahteraan'), ('lain', 'Keputusan lain')], max_length=20)),
                ('told_on', models.DateField(help_text='Kapan keputusan diketahui', null=True)),
                ('wish', models.TextField()),
                ('enrolment', models.ForeignKey(help_text='Kepesertaan yang diberatkan', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.enrolment')),
                ('consequence', models.TextField(blank=True, help_text='Apa yang terjadi pada kepesertaan itu sesudah dikabulkan')),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.consent')),
                ('taken_by', models.BigIntegerField(help_text='Petugas loket yang mencatat', null=True)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(max_length=60)),
                ('due_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='right_in_area', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['family_id', 'id'], name='right_of_family')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['koreksi_data', 'cabut_persetujuan', 'keberatan'])), name='right_kind'), models.CheckConstraint(condition=models.Q(models.Q(('about', ''), _negated=True), ('wish__regex', '\\S.{3,}\\S')), name='right_told'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'keberatan'), ('told_on__isnull', False), models.Q(('against', ''), _negated=True)), models.Q(models.Q(('kind', 'keberatan'), _negated=True), ('against', ''), ('told_on', None)), _connector='OR'), name='right_objection_names_decision'), models.CheckConstraint(condition=models.Q(models.Q(('consent__isnull', False), ('kind', 'cabut_persetujuan')), models.Q(models.Q(('kind', 'cabut_persetujuan'), _negated=True), ('consent', None)), _connector='OR'), name='right_withdrawal_names_consent'), models.CheckConstraint(condition=models.Q(('kind', 'keberatan'), models.Q(('consequence', ''), ('enrolment', None)), _connector='OR'), name='right_membership_of_objection'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'kind', 'about'), name='right_once_open')],
            },
        ),
        migrations.CreateModel(
            name='PlaceTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, max_length=10)),
                ('key', models.CharField(max_length=60)),
                ('value', models.PositiveIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('basis', models.TextField(help_text='Dasar hukum atau keputusan')),
                ('is_verified', models.BooleanField(default=False, help_text='Sudah dicocokkan dengan naskah aslinya')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4})?$')), name='term_place'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='term_has_basis'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='term_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('key', '='), ('region_code', '='), (models.Func('valid_from', 'valid_to', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='term_one_at_a_time')],
            },
        ),
    ]
