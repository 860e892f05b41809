import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Nomor peristiwa menurut pengirim', max_length=64)),
                ('kind', models.CharField(choices=[('kematian', 'Kematian'), ('pindah', 'Pindah'), ('koreksi', 'Koreksi')], max_length=12)),
                ('origin', models.CharField(choices=[('feed', 'Ditarik dari Dukcapil'), ('push', 'Dikirim Dukcapil'), ('file', 'Berkas bulanan'), ('report', 'Laporan kelurahan')], max_length=8)),
                ('nik', models.BigIntegerField(null=True)),
                ('full_name', models.TextField(blank=True)),
                ('birth_date', models.DateField(null=True)),
                ('happened_on', models.DateField(null=True)),
                ('kk', models.BigIntegerField(null=True)),
                ('moving', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='NIK yang pindah; kosong: sekeluarga', size=None)),
                ('to_region_code', models.CharField(blank=True, max_length=10)),
                ('to_address', models.TextField(blank=True)),
                ('to_rt', models.CharField(blank=True, max_length=3)),
                ('to_rw', models.CharField(blank=True, max_length=3)),
                ('to_kk', models.BigIntegerField(null=True)),
                ('corrects', models.CharField(blank=True, help_text='Nomor peristiwa yang dikoreksi', max_length=64)),
                ('region_code', models.CharField(blank=True, help_text='Tempat tinggal; kosong bila tidak dikenal', max_length=10)),
                ('issued_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('state', models.CharField(default='DITERIMA', max_length=12)),
                ('why', models.CharField(blank=True, max_length=20)),
                ('settled_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('family', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.family')),
                ('membership', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.membership')),
                ('was_head', models.BooleanField(default=False)),
                ('same_as', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journeys.event')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'DITERIMA'), ('why', '')), fields=['id'], name='event_waiting'), models.Index(condition=models.Q(('corrects', ''), _negated=True), fields=['corrects'], name='event_corrects'), models.Index(fields=['region_code', '-id'], name='event_in_area', opclasses=['varchar_pattern_ops', 'int8_ops'])],
                'constraints': [models.UniqueConstraint(fields=('number',), name='event_number_once'), models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='event_has_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['kematian', 'pindah', 'koreksi'])), name='event_kind'), models.CheckConstraint(condition=models.Q(('state__in', ('DITERIMA', 'DICOCOKKAN', 'DITERAPKAN', 'TIDAK_COCOK', 'DIKOREKSI'))), name='event_state'), models.CheckConstraint(condition=models.Q(('nik', None), ('nik__range', (1000000000000000, 9999999999999999)), _connector='OR'), name='event_nik_16_digits'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'TIDAK_COCOK'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='event_unmatched_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'kematian'), ('state', 'DITERAPKAN'), _negated=True), models.Q(('happened_on__isnull', False), ('person__isnull', False), ('settled_at__isnull', False)), _connector='OR'), name='event_applied_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'koreksi'), models.Q(('corrects', ''), _negated=True)), models.Q(models.Q(('kind', 'koreksi'), _negated=True), ('corrects', '')), ('why', 'unreadable'), _connector='OR'), name='event_correction_names_one'), models.CheckConstraint(condition=models.Q(('corrects', models.F('number')), _negated=True), name='event_corrects_another'), models.UniqueConstraint(condition=models.Q(('kind', 'kematian'), ('same_as', None), ('state', 'DITERAPKAN')), fields=('person',), name='event_one_death')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('cursor', models.CharField(blank=True, max_length=200)),
                ('heard_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('said', models.CharField(blank=True, max_length=300)),
                ('taken', models.BigIntegerField(default=0, help_text='Peristiwa yang diterima sejak awal')),
            ],
        ),
        migrations.CreateModel(
            name='HealthStatus',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='registry.person')),
                ('status', models.CharField(blank=True, choices=[('aktif_pbi', 'Aktif, iuran dibayar negara (PBI)'), ('aktif_mandiri', 'Aktif, iuran sendiri'), ('nonaktif', 'Nonaktif'), ('tidak_terdaftar', 'Tidak terdaftar')], max_length=16)),
                ('answered_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.BigIntegerField()),
                ('said', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('status', '')), models.Q(models.Q(('status', ''), _negated=True), models.Q(('answered_at', None), _negated=True)), _connector='OR'), name='health_status_with_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='ManagerChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='manager_changes', to='registry.enrolment')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('region_code', models.CharField(max_length=10)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('reason', models.TextField(blank=True, help_text='Mengapa tidak ada yang dapat menggantikan')),
                ('asked_at', models.DateTimeField()),
                ('by_user_id', models.BigIntegerField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('enrolment',), name='manager_one_open'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('reason__regex', '\\S.{3,}\\S'), _connector='OR'), name='manager_nobody_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Misalnya P-3571-2026-11-000142', max_length=40, unique=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.family')),
                ('new_family', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.family')),
                ('head_name', models.TextField(help_text='Kepala dari yang pindah, untuk judul')),
                ('region_code', models.CharField(help_text='Kelurahan asal', max_length=10)),
                ('to_region_code', models.CharField(max_length=10)),
                ('to_address', models.TextField(blank=True)),
                ('to_rt', models.CharField(blank=True, max_length=3)),
                ('to_rw', models.CharField(blank=True, max_length=3)),
                ('to_kk', models.BigIntegerField(null=True)),
                ('moved_on', models.DateField()),
                ('whole', models.BooleanField(help_text='Sekeluarga; bila tidak, sebagian membentuk keluarga baru')),
                ('remaining_head', models.ForeignKey(db_index=False, help_text='Kepala bagi yang tinggal, bila kepalanya ikut pindah', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('state', models.CharField(default='DILAPORKAN', max_length=16)),
                ('reported_at', models.DateTimeField()),
                ('reported_by', models.BigIntegerField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(help_text='Kapan Dukcapil terakhir ditanya', null=True)),
                ('said', models.CharField(blank=True, help_text='Kalimat bila Dukcapil tidak menjawab', max_length=300)),
                ('event', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='move', to='journeys.event')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', '-id'], name='move_from', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['to_region_code', '-id'], name='move_to', opclasses=['varchar_pattern_ops', 'int8_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN', 'SELESAI', 'DITOLAK', 'DIBATALKAN'))), name='move_state'), models.CheckConstraint(condition=models.Q(('region_code', models.F('to_region_code')), _negated=True), name='move_goes_elsewhere'), models.CheckConstraint(condition=models.Q(('region_code__regex', '^[0-9]{10}$')), name='move_from_a_village'), models.CheckConstraint(condition=models.Q(('to_region_code__regex', '^[0-9]{10}$')), name='move_to_a_village'), models.CheckConstraint(condition=models.Q(('whole', False), ('remaining_head', None), _connector='OR'), name='move_whole_leaves_nobody'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state__in', ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN'))), models.Q(models.Q(('state__in', ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN')), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='move_settled_with_a_day'), models.UniqueConstraint(condition=models.Q(('state__in', ('DILAPORKAN', 'DIPERIKSA_ASAL', 'MENUNGGU_TUJUAN'))), fields=('family',), name='move_one_under_way')],
            },
        ),
        migrations.CreateModel(
            name='AidEffect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aid', to='journeys.event')),
                ('move', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aid', to='journeys.move')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.enrolment')),
                ('region_code', models.CharField(max_length=10)),
                ('why', models.CharField(choices=[('own', 'Kepesertaan sendiri'), ('family', 'Pengurus atau kepala keluarga meninggal'), ('moved', 'Pindah ke luar kabupaten/kota')], max_length=8)),
                ('at', models.DateTimeField()),
                ('restored_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('restored_at', None)), fields=('enrolment',), name='aid_effect_once'), models.CheckConstraint(condition=models.Q(models.Q(('event', None), ('move__isnull', False)), models.Q(('event__isnull', False), ('move', None)), _connector='OR'), name='aid_effect_of_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Mover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movers', to='journeys.move')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('full_name', models.TextField()),
                ('nik', models.BigIntegerField(null=True)),
                ('birth_date', models.DateField(null=True)),
                ('relation', models.PositiveSmallIntegerField(help_text='Hubungan di keluarga yang pindah')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('move', 'person'), name='mover_once'), models.UniqueConstraint(condition=models.Q(('relation', 1)), fields=('move',), name='mover_one_head'), models.CheckConstraint(condition=models.Q(('relation__range', (1, 11))), name='mover_relation')],
            },
        ),
    ]
