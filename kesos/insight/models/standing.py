"""Families that stand out: listed and receiving nothing, receiving twice, or in need and not listed."""

from django.db import models


class Standing(models.Model):
    """As narrow as it can be: who it is and what they receive is read for the page that shows it.

    `since` is when the family was first counted here; it stays as long as the family stands here.
    """

    class What(models.TextChoices):
        NOTHING = "nothing", "Tidak menerima apa pun"
        EXCLUSIVE = "exclusive", "Program yang tidak boleh bersama"
        SAME = "same", "Program yang sama dua kali"
        UNLISTED = "unlisted", "Belum terdaftar di DTSEN/DTKS"

    family = models.ForeignKey("registry.Family", models.CASCADE, db_index=False, related_name="+")
    region_code = models.CharField(max_length=10, db_collation="C")  # pages go by place in the order of the index
    what = models.CharField(max_length=12, choices=What.choices, db_collation="C")
    since = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "family", "region_code", "since"})
        personal = frozenset({"what"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "what"], name="standing_once"),
            models.CheckConstraint(
                condition=models.Q(what__in=["nothing", "exclusive", "same", "unlisted"]), name="standing_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["region_code", "what", "family"], name="standing_place")]

    def __str__(self) -> str:
        return f"family {self.family_id} {self.what}"
