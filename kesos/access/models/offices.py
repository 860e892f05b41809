"""What gives power for a time: grants, delegations (Plt./Plh.) and the timed sessions of administrators."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kesos.access.models.roles import Role
from kesos.access.models.validity import in_order, never_twice

AREA = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$"
HOLDER = r"^([a-z_]+:[1-9][0-9]*)?$"


class Grant(models.Model):
    """A user holds a role for an area ("" is the country) and, where the role asks for one, for a holder.

    Which lengths of area and which kind of holder a role takes, and the pairs that exclude each other, are kept by
    the trigger `access_office_fits`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    area = models.CharField(max_length=10, blank=True)
    holder = models.CharField(max_length=40, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()

    class Privacy:
        internal = frozenset({"id", "user", "role", "area", "holder", "valid_from", "valid_to", "granted_by", "reason"})

    class Meta:
        constraints = [
            in_order("grant"),
            never_twice("grant", "user", "role", "area", "holder"),
            models.CheckConstraint(condition=Q(area__regex=AREA), name="grant_area_shape"),
            models.CheckConstraint(condition=Q(holder__regex=HOLDER), name="grant_holder_shape"),
            models.CheckConstraint(condition=~Q(granted_by=F("user")), name="grant_never_to_oneself"),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_reasoned"),
        ]
        indexes = [models.Index(fields=["area"], name="grant_area", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} {self.area}{self.holder}"


class Delegation(models.Model):
    """An office exercised in another's name for a time; what is done is recorded as on behalf of `from_user`."""

    class Kind(models.TextChoices):
        PLT = "plt", "Plt. (jabatan kosong)"
        PLH = "plh", "Plh. (pejabat berhalangan sementara)"

    kind = models.CharField(max_length=3, choices=Kind.choices)
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lent")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="borrowed")
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    area = models.CharField(max_length=10, blank=True)
    holder = models.CharField(max_length=40, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    letter_number = models.CharField(max_length=80)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Privacy:
        internal = frozenset(
            {"id", "kind", "from_user", "to_user", "role", "area", "holder", "valid_from", "valid_to", "letter_number"}
            | {"granted_by"}
        )

    class Meta:
        constraints = [
            in_order("delegation"),
            never_twice("delegation", "to_user", "role", "area", "holder"),
            models.CheckConstraint(condition=Q(area__regex=AREA), name="delegation_area_shape"),
            models.CheckConstraint(condition=Q(holder__regex=HOLDER), name="delegation_holder_shape"),
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="delegation_to_another"),
            models.CheckConstraint(condition=~Q(granted_by=F("to_user")), name="delegation_never_to_oneself"),
            models.CheckConstraint(condition=~Q(letter_number=""), name="delegation_by_letter"),
            models.CheckConstraint(condition=Q(kind__in=["plt", "plh"]), name="delegation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.to_user_id} {self.role_id} {self.area}"


class StaffSession(models.Model):
    """An administrator looks into citizens' data for a stated reason and a short time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    area = models.CharField(max_length=10, blank=True)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "user", "role", "area", "reason", "opened_at", "ends_at"})

    class Meta:
        constraints = [
            in_order("staff_session", "opened_at", "ends_at"),
            never_twice("staff_session", "user", begins="opened_at", ends="ends_at"),
            models.CheckConstraint(condition=Q(area__regex=AREA), name="staff_session_area_shape"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S.{8,}\S"), name="staff_session_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.opened_at:%Y-%m-%d %H:%M}"
