"""The account of a citizen: whose it is, and whether an official has seen the card."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CitizenAccount(models.Model):
    """`proven_at`: an official saw the KTP. Until then the account shows less than everything."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True, help_text="Petugas loket; kosong: warga sendiri")
    proven_at = models.DateTimeField(null=True)
    proven_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "user", "region_code", "made_at", "made_by", "proven_at", "proven_by", "ended_at"})
        personal = frozenset({"person"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="citizen_account_one_a_person"),
            models.CheckConstraint(
                condition=Q(proven_at=None, proven_by=None) | Q(proven_at__isnull=False, proven_by__isnull=False),
                name="citizen_account_proven_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"citizen account {self.pk}"


class EntranceTry(models.Model):
    """How often something was typed wrongly at a public entrance in one hour, by a keyed mark of who or of what."""

    pk = models.CompositePrimaryKey("mark", "hour")
    mark = models.CharField(max_length=64)
    hour = models.DateTimeField()
    n = models.PositiveIntegerField()

    class Privacy:
        internal = frozenset({"mark", "hour", "n"})

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(n__gt=0), name="entrance_try_counted")]

    def __str__(self) -> str:
        return f"tries {self.hour:%Y-%m-%d %H}"
