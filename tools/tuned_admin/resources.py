"""The import in sets of 1,000; beside it the same by the documents' further advice for large files."""

from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader

from tuned_admin.models import Person, Village


class PersonResource(resources.ModelResource):
    kk = fields.Field("kk", "no_kk")
    full_name = fields.Field("full_name", "nama")
    sex = fields.Field("sex", "jk")
    birth_date = fields.Field("birth_date", "tgl_lahir", widget=widgets.DateWidget("%Y-%m-%d"))
    village = fields.Field("village", "kode_desa", widget=widgets.ForeignKeyWidget(Village))
    address = fields.Field("address", "alamat")
    occupation = fields.Field("occupation", "pekerjaan")
    education = fields.Field("education", "pendidikan")
    relation = fields.Field("relation", "hubungan")

    class Meta:
        model = Person
        fields = ("nik", "kk", "full_name", "sex", "birth_date", "village", "address", "rt", "rw", "occupation",
                  "education", "relation")  # fmt: skip
        import_id_fields = ("nik",)
        use_bulk = True
        batch_size = 1_000
        use_transactions = True


class FastestResource(PersonResource):
    """Known NIK read at once into memory, the place's key taken unasked, and no comparison for a preview to show."""

    village = fields.Field("village_id", "kode_desa")

    class Meta:
        instance_loader_class = CachedInstanceLoader
        skip_diff = True
        skip_html_diff = True
        report_skipped = False
