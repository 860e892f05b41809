"""What a person's page tells of homes and helpers."""

from kesos.bulk.statements import statements
from kesos.registry.queries.on_person import Shown

SQL = statements("kesos.institutions", "sql/on_person.sql")
FACTS = [
    Shown("panti", "Tinggal di panti", SQL["stays"], pillar="rehabilitasi"),
    Shown("psks", "PSKS", SQL["helps"], code_list="psks_types"),
]
