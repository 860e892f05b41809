"""Each field of each table is public, internal, personal or sensitive, exactly once."""

import pytest

from tests.rules.house import classes_of, our_models

CLASSES = {"public", "internal", "personal", "sensitive"}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_field_has_exactly_one_class(model):
    told = classes_of(model)

    assert set(told) <= CLASSES
    assert sorted(name for fields in told.values() for name in fields) == sorted(
        field.name for field in model._meta.concrete_fields
    )
