"""The account of one person, or of one machine of a partner."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

USERNAME = r"^[a-z0-9][a-z0-9._-]{2,59}$"


class UserManager(BaseUserManager["User"]):
    """Asked for by Django; accounts are made by `services.accounts.invite`."""


class User(AbstractBaseUser):
    """No flag here gives power: what a user may do comes from dated grants alone."""

    username = models.CharField("nama pengguna", max_length=60, unique=True)
    full_name = models.CharField("nama lengkap", max_length=120)
    email = models.EmailField("surel", blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    phone = models.CharField("telepon", max_length=20, blank=True)
    region_code = models.CharField("wilayah pengelola akun", max_length=10, blank=True)
    own_family_id = models.BigIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    is_machine = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    standing_told: str | None = None  # by `access.login`, for the request the user came in with
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Privacy:
        internal = frozenset({"id", "region_code", "is_active", "is_machine", "is_demo", "created_at"})
        personal = frozenset({"username", "full_name", "email", "nip", "phone", "last_login"})
        sensitive = frozenset({"password", "own_family_id"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=USERNAME), name="user_username_shape"),
            models.CheckConstraint(condition=Q(nip__regex=r"^([0-9]{18})?$"), name="user_nip_shape"),
            models.CheckConstraint(
                condition=Q(region_code__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$"), name="user_region_shape"
            ),
            models.CheckConstraint(condition=Q(email__regex=r"^[^A-Z]*$"), name="user_email_lower"),
            models.CheckConstraint(condition=~Q(full_name=""), name="user_named"),
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="user_email_once"),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], name="user_region", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **named: object) -> None:
        # the library of the login screens writes addresses as they were typed
        self.email = self.email.lower()
        super().save(*args, **named)  # type: ignore[arg-type]
