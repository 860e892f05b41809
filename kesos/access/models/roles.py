"""Roles as data: what each may see and do, and which two nobody may hold in one place."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kesos.access.models.validity import in_order, never_twice


class Role(models.Model):
    """A role of the field. `area_digits` are the lengths of area codes it can be given for; 0 is the country."""

    class RowScope(models.TextChoices):
        AREA = "area", "Baris di wilayahnya"
        REACH = "reach", "Hanya yang terjangkau lewat lembaga, tugas, atau keluarga sendiri"
        NONE = "none", "Tanpa data warga"

    class Level(models.TextChoices):
        NATIONAL = "national", "Nasional"
        PROVINCE = "province", "Provinsi"
        REGENCY = "regency", "Kabupaten/kota"
        SUBDISTRICT = "subdistrict", "Kecamatan"
        VILLAGE = "village", "Desa/kelurahan"
        INSTITUTION = "institution", "Lembaga"
        PUBLIC = "public", "Masyarakat"

    code = models.CharField(max_length=24, primary_key=True)
    label = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=Level.choices)
    area_digits = ArrayField(models.PositiveSmallIntegerField())
    holder_kind = models.CharField(max_length=12, blank=True)
    row_scope = models.CharField(max_length=5, choices=RowScope.choices)
    second_factor = models.BooleanField()
    must_end = models.BooleanField()
    scope = models.TextField()
    may_see = models.TextField(blank=True)
    may_do = models.TextField(blank=True)
    may_not = models.TextField(blank=True)
    status = models.CharField(max_length=12)
    place = models.PositiveSmallIntegerField()

    class Privacy:
        public = frozenset(
            {"code", "label", "level", "area_digits", "holder_kind", "row_scope", "second_factor", "must_end", "scope"}
            | {"may_see", "may_do", "may_not", "status", "place"}
        )

    def __str__(self) -> str:
        return self.label


class RolePermission(models.Model):
    """A role holds a permission from one day to another; some only inside a timed staff session."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="permissions")
    permission = models.CharField(max_length=80)
    only_in_session = models.BooleanField(default=False)
    derived = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Privacy:
        public = frozenset({"id", "role", "permission", "only_in_session", "derived", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            in_order("role_permission"),
            never_twice("role_permission", "role", "permission", "only_in_session"),
            models.CheckConstraint(
                condition=Q(permission__regex=r"^[a-z0-9_]+\.[a-z0-9_]+$"), name="role_permission_shape"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.permission}"


class ExcludedPair(models.Model):
    """Two roles nobody may hold at one time in areas that overlap; a trigger keeps it, whoever writes."""

    role_a = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="+")
    role_b = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="+")
    why = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Privacy:
        public = frozenset({"id", "role_a", "role_b", "why", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            in_order("excluded_pair"),
            never_twice("excluded_pair", "role_a", "role_b"),
            models.CheckConstraint(condition=~Q(role_a=F("role_b")), name="excluded_pair_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.role_a_id} × {self.role_b_id}"
