"""Regions, boundaries, code lists, and the functions they rest on."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import kesos.regions.models.boundary
from django.db import migrations, models

from kesos.regions.migrations import _functions as sql


class Migration(migrations.Migration):

    initial = True

    dependencies = [("database", "0001_scope")]

    operations = [
        migrations.RunSQL(sql.BEFORE_TABLES, sql.NOT_BEFORE),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False, verbose_name='kode')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('kind', models.CharField(choices=[('provinsi', 'Provinsi'), ('kabupaten', 'Kabupaten'), ('kota', 'Kota'), ('kecamatan', 'Kecamatan'), ('kelurahan', 'Kelurahan'), ('desa', 'Desa'), ('desa_adat', 'Desa adat')], max_length=12, verbose_name='jenis')),
                ('valid_from', models.DateField(null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(null=True, verbose_name='berlaku sampai')),
                ('decree', models.CharField(blank=True, max_length=80, verbose_name='dasar')),
                ('level', models.GeneratedField(db_persist=True, expression=models.Func(models.F('code'), function='kesos_region_level'), output_field=models.SmallIntegerField())),
                ('search_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='kesos_folded_name'), output_field=models.TextField())),
                ('match_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), models.F('code'), function='kesos_match_key'), output_field=models.TextField())),
                ('parent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='regions.region', verbose_name='induk')),
                ('successor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='regions.region', verbose_name='pengganti')),
            ],
            options={
                'verbose_name': 'wilayah',
            },
        ),
        migrations.CreateModel(
            name='LoadedSource',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('n_rows', models.IntegerField()),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'data rujukan terpasang',
            },
        ),
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('region', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='boundary', serialize=False, to='regions.region')),
                ('layer', models.CharField(choices=[('desa', 'Batas kelurahan'), ('gabungan', 'Gabungan batas kelurahan/desa'), ('nasional', 'Lapis nasional (lebih kasar)')], max_length=10)),
                ('longitude', models.FloatField()),
                ('latitude', models.FloatField()),
                ('x_min', models.IntegerField()),
                ('y_min', models.IntegerField()),
                ('x_max', models.IntegerField()),
                ('y_max', models.IntegerField()),
                ('path', models.TextField()),
            ],
            options={
                'verbose_name': 'batas wilayah',
            },
        ),
        migrations.CreateModel(
            name='CodeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(max_length=40, verbose_name='daftar')),
                ('code', models.CharField(max_length=40, verbose_name='kode')),
                ('label', models.CharField(max_length=200, verbose_name='sebutan')),
                ('position', models.IntegerField(default=0, verbose_name='urutan')),
                ('valid_from', models.DateField(null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(null=True, verbose_name='berlaku sampai')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='sumber')),
                ('status', models.CharField(choices=[('verified', 'Terverifikasi'), ('partly', 'Terverifikasi sebagian'), ('unverified', 'Belum diverifikasi'), ('seed', 'Dari dokumen kebutuhan'), ('office', 'Ditetapkan pengelola')], max_length=10, verbose_name='keadaan')),
                ('details', models.JSONField(default=dict, verbose_name='rincian')),
                ('recorded_by', models.BigIntegerField(null=True, verbose_name='dicatat oleh')),
                ('recorded_at', models.DateTimeField(null=True, verbose_name='dicatat pada')),
            ],
            options={
                'verbose_name': 'kode',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('list'), '='), (models.F('code'), '='), (models.Func('valid_from', 'valid_to', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='code_entry_one_meaning_a_day'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='code_entry_validity_order'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('label', ''), _negated=True)), name='code_entry_named'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='code_entry_recorded_whole')],
            },
        ),
        migrations.CreateModel(
            name='ReferenceVersion',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'versi data rujukan',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='reference_version_single')],
            },
        ),
        migrations.CreateModel(
            name='BoundaryRing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ring', kesos.regions.models.boundary.PolygonField()),
                ('boundary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rings', to='regions.boundary')),
            ],
            options={
                'verbose_name': 'garis batas',
            },
        ),
        migrations.AddConstraint(
            model_name='boundary',
            constraint=models.CheckConstraint(condition=models.Q(('x_min__lte', models.F('x_max')), ('y_min__lte', models.F('y_max'))), name='boundary_box_order'),
        ),
        migrations.AddConstraint(
            model_name='boundary',
            constraint=models.CheckConstraint(condition=models.Q(('path__startswith', 'M')), name='boundary_drawn'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['parent', 'code'], name='region_children'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(condition=models.Q(('successor__isnull', False)), fields=['successor'], name='region_predecessors'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['match_key', 'level'], name='region_match'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='region_search', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[1-9][0-9]((0[1-9]|[1-6][0-9]|7[1-9]|[89][0-9])((0[1-9]|[1-9][0-9])([123][0-9]{3})?)?)?$')), name='region_code_shape'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('kind', models.Func(models.F('code'), function='kesos_region_kind', output_field=models.TextField()))), name='region_kind_of_code'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code__regex', '^..$'), ('parent__isnull', True)), models.Q(('parent', models.Func(models.F('code'), function='kesos_region_parent', output_field=models.TextField())), ('parent__isnull', False)), _connector='OR'), name='region_parent_is_prefix'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='region_validity_order'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('valid_to__isnull', False), models.Q(('successor', models.F('code')), _negated=True)), _connector='OR'), name='region_successor_of_retired'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='region_named'),
        ),
        migrations.AddIndex(
            model_name='boundaryring',
            index=django.contrib.postgres.indexes.GistIndex(models.Func(models.F('ring'), function='box'), name='boundary_ring_box'),
        ),
        migrations.RunSQL(sql.AFTER_TABLES, sql.NOT_AFTER),
    ]
