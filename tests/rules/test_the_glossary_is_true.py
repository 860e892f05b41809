"""A term of the glossary leads to what keeps it; every flow has its term."""

import tomllib

import pytest
from django.apps import apps

from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels
from tests.rules.house import ROOT

TERMS = tomllib.loads((ROOT / "docs/glossary.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("term", TERMS)
def test_a_term_says_what_it_is_and_where_it_is_kept(term):
    told = TERMS[term]

    assert all(told[part] for part in ("label", "identifier", "meaning"))
    assert "source" in told
    if model := told.get("keeps"):
        found = apps.get_model(model)
        assert told.get("kept") or told["identifier"] in (found.__name__, found.__name__.lower(), "village")
    else:
        assert told["flow"] in flows()


def test_every_flow_has_its_term_under_its_own_name():
    named = {told["flow"]: told["label"] for told in TERMS.values() if "flow" in told}

    assert named == {key: labels().flow(key) for key in flows()}
