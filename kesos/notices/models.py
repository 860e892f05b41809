"""One notice to one person or one address."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    class Channel(models.TextChoices):
        EMAIL = "email", "Surel"
        SCREEN = "screen", "Hanya di layar"

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu dikirim"
        SENT = "sent", "Terkirim"
        SHOWN = "shown", "Hanya di layar"
        FAILED = "failed", "Gagal dikirim"

    channel = models.CharField(max_length=12, choices=Channel.choices)
    user_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=150)  # of the cause: the same cause tells the same person once
    state = models.CharField(max_length=8, choices=State.choices)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "id",
                "channel",
                "user_id",
                "link",
                "key",
                "state",
                "created_at",
                "not_before",
                "sent_at",
                "attempts",
                "last_error",
                "read_at",
            }
        )
        personal = frozenset({"address", "subject", "body"})

    class Meta:
        db_table = "notices_notice"
        indexes = [
            models.Index(fields=["user_id", "-id"], name="notices_mine"),
            models.Index(fields=["not_before", "id"], condition=Q(state="waiting"), name="notices_due"),
            models.Index(fields=["created_at"], name="notices_old"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "user_id", "address"], nulls_distinct=False, name="notices_once_a_cause"
            ),
            models.CheckConstraint(condition=Q(user_id__isnull=False) | Q(address__gt=""), name="notices_to_somebody"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="notices_sent_has_time",
            ),
            models.CheckConstraint(condition=~Q(subject__regex=r"[\r\n]"), name="notices_subject_one_line"),
            models.CheckConstraint(
                condition=Q(link="") | (Q(link__startswith="/") & ~Q(link__startswith="//")),
                name="notices_link_is_ours",
            ),
        ]
