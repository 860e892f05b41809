"""What the registry itself keeps of a person and the family beside programmes, listings and deciles."""

from kesos.bulk.statements import statements
from kesos.registry.queries.on_person import Shown

SQL = statements("kesos.registry", "sql/on_person.sql")
FACTS = [
    Shown("ppks", "PPKS", SQL["ppks"], code_list="ppks_types"),
    Shown("ekstrem", "Sasaran kemiskinan ekstrem", SQL["poverty"]),
]
