"""Somebody asks for the letter of being listed: the case's subject."""

from django.db import models


class CertificateRequest(models.Model):
    """One request at the counter; its letter, once issued, carries the same case."""

    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="certificate_requests")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="certificate_request")
    region_code = models.CharField(max_length=10)
    purpose = models.TextField()

    class Privacy:
        internal = frozenset({"id", "case", "region_code"})
        personal = frozenset({"person", "purpose"})

    class Meta:
        # a list goes on from the case before: in a kelurahan by its code, in a wider place by the case alone
        indexes = [
            models.Index(
                fields=["region_code", "case"], opclasses=["varchar_pattern_ops", "int8_ops"], name="request_area"
            )
        ]

    def __str__(self) -> str:
        return f"certificate request {self.pk}"
