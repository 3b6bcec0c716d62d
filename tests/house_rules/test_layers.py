"""Do the rows of the database point down the house, as the imports do?"""

import tomllib
from functools import lru_cache
from typing import cast

from django.apps import apps
from django.db.models import Model

from tests.house_rules.files import ROOT

FRAMEWORK = {"auth", "contenttypes"}


@lru_cache
def heights() -> dict[str, int]:
    """Return each room's height, read from the import contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "layers")["layers"]
    return {
        room.strip(): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.replace("|", ":").split(":")
    }


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("entracte.")]


def test_foreign_keys_only_go_down() -> None:
    climbing = []
    for model in our_models():
        here = model._meta.app_label
        for field in model._meta.get_fields(include_hidden=True):
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            there = field.related_model._meta.app_label
            is_below = there in FRAMEWORK or there == here or heights()[there] < heights()[here]
            if not is_below:
                climbing.append(f"{model._meta.label}.{field.name} -> {there}")
    assert climbing == []


def test_a_relation_is_not_read_upwards() -> None:
    """A reverse accessor would let a lower room read a higher one's rows without an import."""
    named = []
    for model in our_models():
        for field in model._meta.get_fields():
            if not field.auto_created or not field.is_relation or field.concrete:
                continue
            accessor = getattr(field, "get_accessor_name", lambda: None)()
            above = cast(type[Model], field.related_model)._meta.app_label
            if accessor and above in heights() and above != model._meta.app_label and not field.hidden:
                named.append(f"{model._meta.label}.{accessor} <- {above}")
    assert named == []
