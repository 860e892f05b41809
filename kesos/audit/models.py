"""The events and what keeps them whole. Written by the database alone; see migrations/0001_*.sql."""

from django.db import models


class AuditEvent(models.Model):
    """One thing that happened: who, when, what, to what, where. Append-only, a partition a month."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    kind = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.TextField(default="")
    actor_role = models.TextField(default="")
    on_behalf_of = models.TextField(default="")
    subject = models.TextField(default="", db_collation="C")
    region_code = models.TextField(default="", db_collation="C")
    details = models.JSONField(default=dict)
    request_id = models.TextField(default="")
    lane = models.SmallIntegerField()
    seq = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Privacy:
        internal = frozenset(
            {"id", "at", "written_at", "kind", "actor_id", "actor_role", "region_code", "request_id"}
            | {"lane", "seq", "previous", "hash"}
        )
        personal = frozenset({"actor_name", "on_behalf_of", "subject", "details"})

    class Meta:
        db_table = "audit_event"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Lane(models.Model):
    """The end of one chain: a month and a writer lane."""

    pk = models.CompositePrimaryKey("month", "lane")
    month = models.DateField()
    lane = models.SmallIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Privacy:
        internal = frozenset({"month", "lane", "seq", "hash"})

    class Meta:
        db_table = "audit_lane"


class Seal(models.Model):
    """The ends of all chains on one day, chained to the seal before."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Privacy:
        internal = frozenset({"day", "at", "heads", "previous", "digest"})

    class Meta:
        db_table = "audit_seal"
