"""A table points at its own part or at parts below, never up and never at a neighbour."""

import pytest

from tests.rules.house import layers, our_models

LEVEL = {part: level for level, parts in enumerate(layers()) for part in parts}


def part_of(model):
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_no_foreign_key_points_upward(model):
    own = part_of(model)
    targets = {
        part_of(field.related_model)
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model.__module__.startswith("kesos.")
    }

    assert {target for target in targets if target != own and LEVEL[target] <= LEVEL[own]} == set()


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_no_foreign_key_points_at_just_anything(model):
    assert not any(field.name == "content_type" or field.name == "object_id" for field in model._meta.concrete_fields)
