"""The register of processing: every table and field of the house with its class, read from the models themselves."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from django.apps import apps

CLASSES = {"public": "Publik", "internal": "Internal", "personal": "Pribadi", "sensitive": "Spesifik"}
BASES = {
    "registry": "Tugas pelayanan publik: data kesejahteraan sosial (UU 13/2011)",
    "institutions": "Tugas pelayanan publik: rehabilitasi sosial dan sumber kesejahteraan sosial (UU 11/2009)",
    "proposals": "Tugas pelayanan publik: pengusulan dan penetapan (UU 13/2011)",
    "documents": "Tugas pelayanan publik: surat keterangan",
    "portal": "Kewajiban hukum: hak warga atas data dan keputusan (UU 27/2022, UU 30/2014)",
    "audit": "Kewajiban hukum: keamanan dan pertanggungjawaban pemrosesan (UU 27/2022)",
    "access": "Kewajiban hukum: pembatasan akses petugas",
}
OTHERWISE = "Tugas pelayanan publik"


class Line(NamedTuple):
    part: str
    table: str
    meaning: str
    field: str
    classed: str
    basis: str


@cache
def meanings() -> dict[str, str]:
    """What each table holds, in a sentence for officials."""
    told = tomllib.loads(resources.files("kesos.portal").joinpath("data/tables.toml").read_text(encoding="utf-8"))
    return {table: sentence for part in told.values() for table, sentence in part.items()}


def register() -> Iterator[Line]:
    """By part and table; a field without personal marks stands there too, so that nothing is missed."""
    for part in sorted(apps.get_app_configs(), key=lambda one: one.label):
        if not part.name.startswith("kesos."):
            continue
        for model in sorted(part.get_models(), key=lambda one: one._meta.db_table):
            marks = getattr(model, "Privacy", None)
            meaning = meanings().get(model._meta.db_table, "")
            for name, word in CLASSES.items():
                for field in sorted(getattr(marks, name, ())):
                    yield Line(part.label, model._meta.db_table, meaning, field, word, BASES.get(part.label, OTHERWISE))
