import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nama kantor')),
                ('government', models.CharField(max_length=120, verbose_name='pemerintah daerah')),
                ('region_code', models.CharField(max_length=10, verbose_name='kode wilayah')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.office')),
                ('unit', models.CharField(max_length=40, verbose_name='kode unit pada nomor surat')),
                ('city', models.CharField(max_length=80, verbose_name='tempat surat ditandatangani')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telepon')),
                ('email', models.CharField(blank=True, max_length=120, verbose_name='pos-el')),
                ('time_zone', models.CharField(default='Asia/Jakarta', max_length=40, verbose_name='zona waktu')),
                ('public_address', models.CharField(default='http://localhost:8000', max_length=200, verbose_name='alamat situs cek surat')),
                ('seal_note', models.CharField(blank=True, max_length=200, verbose_name='catatan cap dinas')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region_code', 'name'), name='office_once_a_region'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$')), name='office_region_shape'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='office_not_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='Signer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='documents.office')),
                ('region_code', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=120, verbose_name='nama dengan gelar')),
                ('rank', models.CharField(blank=True, max_length=80, verbose_name='pangkat')),
                ('nip', models.CharField(blank=True, max_length=18, verbose_name='NIP')),
                ('title', models.CharField(max_length=120, verbose_name='jabatan')),
                ('capacity', models.CharField(choices=[('definitive', 'Definitif'), ('plt', 'Plt. (pelaksana tugas)'), ('plh', 'Plh. (pelaksana harian)')], default='definitive', max_length=12, verbose_name='kedudukan')),
                ('valid_from', models.DateField(verbose_name='mulai')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='sampai')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('nip', ''), ('nip__regex', '^[0-9]{18}$'), _connector='OR'), name='signer_nip_shape'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='signer_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='DocumentTitle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=120)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DocumentTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.office')),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('active', 'Berlaku')], default='draft', max_length=8)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='f4', max_length=2, verbose_name='kertas')),
                ('margin_top', models.PositiveSmallIntegerField(default=15, verbose_name='tepi atas (mm)')),
                ('margin_bottom', models.PositiveSmallIntegerField(default=22, verbose_name='tepi bawah (mm)')),
                ('margin_left', models.PositiveSmallIntegerField(default=25, verbose_name='tepi kiri (mm)')),
                ('margin_right', models.PositiveSmallIntegerField(default=20, verbose_name='tepi kanan (mm)')),
                ('font', models.CharField(default='Source Sans Pro', max_length=80, verbose_name='fon')),
                ('font_key', models.CharField(blank=True, max_length=120)),
                ('font_size', models.DecimalField(decimal_places=1, default=Decimal('11.5'), max_digits=3, verbose_name='ukuran huruf (pt)')),
                ('letterhead', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='kop surat')),
                ('logo_key', models.CharField(blank=True, max_length=120)),
                ('body', models.TextField(verbose_name='isi surat')),
                ('footer', models.CharField(blank=True, max_length=400, verbose_name='catatan kaki')),
                ('number_pattern', models.CharField(default='460/{seq}/{unit}/{year}', max_length=80, verbose_name='pola nomor')),
                ('validity_days', models.PositiveSmallIntegerField(default=90, verbose_name='masa berlaku (hari)')),
                ('shows_decile', models.BooleanField(default=False, verbose_name='mencetak desil')),
                ('shows_family', models.BooleanField(default=True, verbose_name='mencetak anggota keluarga')),
                ('shows_programmes', models.BooleanField(default=False, verbose_name='mencetak program yang diterima')),
                ('edited_by', models.BigIntegerField(null=True)),
                ('edited_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'office', 'version'), name='template_version_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('valid_from__isnull', True), ('valid_to__isnull', True)), models.Q(('state', 'active'), ('valid_from__isnull', False)), _connector='OR'), name='template_active_has_a_day'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='template_days_in_order'), models.CheckConstraint(condition=models.Q(('number_pattern__contains', '{seq}'), ('number_pattern__contains', '{year}')), name='template_number_pattern_whole'), models.CheckConstraint(condition=models.Q(('font_size__range', (8, 16)), ('margin_bottom__range', (10, 60)), ('margin_top__range', (5, 60)), ('margin_left__range', (5, 60)), ('margin_right__range', (5, 60)), ('validity_days__range', (1, 3660))), name='template_measures_sane')],
            },
        ),
        migrations.CreateModel(
            name='NumberSequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='documents.office')),
                ('kind', models.CharField(max_length=40)),
                ('year', models.PositiveSmallIntegerField()),
                ('next', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'year'), name='sequence_once')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='documents.documenttemplate')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='documents.office')),
                ('signer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='documents.signer')),
                ('year', models.PositiveSmallIntegerField()),
                ('seq', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=120)),
                ('issued_at', models.DateTimeField()),
                ('issued_on', models.DateField()),
                ('issued_by', models.BigIntegerField()),
                ('valid_until', models.DateField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('case_id', models.BigIntegerField(null=True)),
                ('region_code', models.CharField(max_length=10)),
                ('title_key', models.CharField(max_length=160)),
                ('initials', models.CharField(max_length=24)),
                ('purpose', models.CharField(max_length=300)),
                ('snapshot', models.JSONField()),
                ('check_code', models.CharField(max_length=16, unique=True)),
                ('batch', models.UUIDField(null=True)),
                ('file_key', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('issued', 'Berlaku'), ('withdrawn', 'Dicabut'), ('expired', 'Kedaluwarsa')], default='issued', max_length=10)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.BigIntegerField(null=True)),
                ('withdrawn_reason', models.CharField(max_length=300, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'id'], name='document_area', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['person_id'], name='document_person'), models.Index(fields=['case_id'], name='document_case'), models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='document_batch'), models.Index(condition=models.Q(('state', 'issued')), fields=['valid_until'], name='document_running_out'), django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='document_name', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'year', 'seq'), name='document_sequence_once'), models.UniqueConstraint(fields=('office', 'number'), name='document_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('kind', 'case_id'), name='document_once_a_case'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_reason__isnull', True), models.Q(('state', 'withdrawn'), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), ('withdrawn_reason__isnull', False), ('withdrawn_reason__regex', '\\S')), _connector='OR'), name='document_withdrawal_whole'), models.CheckConstraint(condition=models.Q(('check_code__regex', '^[0-9A-HJKMNP-TV-Z]{16}$')), name='document_code'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='document_sha256_shape'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('issued_on'))), name='document_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='CheckMiss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caller', models.CharField(max_length=64)),
                ('stretch', models.DateTimeField()),
                ('misses', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['stretch'], name='check_miss_stretch')],
                'constraints': [models.UniqueConstraint(fields=('caller', 'stretch'), name='check_miss_once')],
            },
        ),
        migrations.CreateModel(
            name='CertificateRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_requests', to='registry.person')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_request', to='workflow.case')),
                ('region_code', models.CharField(max_length=10)),
                ('purpose', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', 'case'], name='request_area', opclasses=['varchar_pattern_ops', 'int8_ops'])],
            },
        ),
    ]
