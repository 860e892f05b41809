"""Everybody in one table with the family's columns beside them; places and what is received in tables of their own."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper


class Village(models.Model):
    code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    nik = models.CharField(max_length=20, blank=True, db_index=True)
    kk = models.CharField(max_length=20, blank=True, db_index=True)
    full_name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField(null=True, blank=True)
    village = models.ForeignKey(Village, on_delete=models.PROTECT)
    address = models.CharField(max_length=300, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    occupation = models.CharField(max_length=100, blank=True)
    education = models.CharField(max_length=100, blank=True)
    relation = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering = ("-id",)
        # what `icontains` asks of PostgreSQL: upper(full_name) like upper(…)
        indexes = [GinIndex(OpClass(Upper("full_name"), name="gin_trgm_ops"), name="person_name_trigram")]

    def __str__(self) -> str:
        return self.full_name


class Aid(models.Model):
    """What somebody receives, under one of the four pillars of UU 11/2009."""

    class Pillar(models.TextChoices):
        SECURITY = "security", "Jaminan sosial"
        PROTECTION = "protection", "Perlindungan sosial"
        EMPOWERMENT = "empowerment", "Pemberdayaan sosial"
        REHABILITATION = "rehabilitation", "Rehabilitasi sosial"

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    pillar = models.CharField(max_length=20, choices=Pillar)
    programme = models.CharField(max_length=100)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.programme
