"""Ways in beside the password: links for one use, and tokens for programs. Only fingerprints are kept."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kesos.access.models.validity import in_order


class OneTimeLink(models.Model):
    """A link that works once and for a while: to set the first password, or to try out a demo role."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", "Undangan"
        DEMO = "demo", "Masuk demo"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "user", "purpose", "made_at", "ends_at", "used_at"})
        sensitive = frozenset({"digest"})

    class Meta:
        constraints = [in_order("one_time_link", "made_at", "ends_at")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.user_id}"


class ApiToken(models.Model):
    """A program acts as this user, never with more than the user has, only within `scopes`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scopes = ArrayField(models.CharField(max_length=80))
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "user", "name", "scopes", "made_at", "ends_at", "revoked_at", "last_used_at"})
        sensitive = frozenset({"digest"})

    class Meta:
        constraints = [
            in_order("api_token", "made_at", "ends_at"),
            models.CheckConstraint(condition=Q(scopes__len__gt=0), name="api_token_scoped"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")), name="api_token_revoked_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TokenUse(models.Model):
    """How often a token was used in one minute. Unlogged: after a crash the counting begins anew."""

    pk = models.CompositePrimaryKey("token_id", "minute")
    # no foreign key: counting must not touch, and so lock, the token's own row
    token_id = models.BigIntegerField()
    minute = models.DateTimeField()
    n = models.PositiveIntegerField()

    class Privacy:
        internal = frozenset({"token_id", "minute", "n"})

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(n__gt=0), name="token_use_counted")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.minute:%H:%M} {self.n}"
