"""On a person's page: who waits for a programme is on the way to it."""

from kesos.bulk.statements import statements

UNDERWAY = [statements("kesos.programmes", "sql/on_person.sql")["waiting"]]
