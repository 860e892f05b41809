"""When a proposal that was handed in is matched with the population registry."""

from django.db import models
from django.db.models import Q


class MatchTurn(models.Model):
    """A waiting proposal that was taken up or put off. Whoever matches sets `not_before` first: nobody else takes it
    until then, and after a power cut it is taken again."""

    proposal = models.OneToOneField("proposals.Proposal", models.CASCADE, primary_key=True, related_name="match_turn")
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0, help_text="Berapa kali tidak terjawab")
    unanswered_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True, help_text="Kalimat dari yang tidak menjawab")

    class Privacy:
        internal = frozenset({"proposal", "not_before", "tries", "unanswered_at", "said"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unanswered_at=None, said="", tries=0) | Q(unanswered_at__isnull=False) & ~Q(said=""),
                name="match_turn_unanswered_with_a_sentence",
            )
        ]

    def __str__(self) -> str:
        return f"match turn {self.pk}"
