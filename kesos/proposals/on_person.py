"""On a person's page: who is proposed for the aid of a programme is on the way to it."""

from kesos.bulk.statements import statements

UNDERWAY = [statements("kesos.proposals", "sql/on_person.sql")["proposed"]]
