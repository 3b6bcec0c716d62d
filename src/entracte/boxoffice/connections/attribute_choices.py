"""What the two attributes are called in Spektrix and how they are written, as staff chose it (D14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from entracte.boxoffice import attributes
from entracte.spektrix.calls import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection

LONGEST_NAME, LONGEST_KEY = 80, 120
SHAPES = {"last_dined": attributes.LAST_DINED_SHAPES, "visits": attributes.VISITS_SHAPES}
SAME_KEY = "The two attributes need two keys."


@dataclass(frozen=True, slots=True)
class AttributeChoices:
    """What the two attributes are called and how they are written. An empty key is made from the name."""

    last_dined_name: str = attributes.LAST_DINED_NAME
    last_dined_key: str = ""
    last_dined_shape: str = attributes.AttributeShape.DATE_TIME.value
    visits_name: str = attributes.VISITS_NAME
    visits_key: str = ""
    visits_shape: str = attributes.AttributeShape.NUMBER.value

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """Return the choices that a saved connection has."""
        return cls(**{column: getattr(connection, column) for column in cls.__slots__})

    def tidy(self) -> dict[str, str]:
        """Return the columns: trimmed, and with the keys filled in."""
        last_dined_name, visits_name = self.last_dined_name.strip(), self.visits_name.strip()
        return {
            "last_dined_name": last_dined_name,
            "last_dined_key": self.last_dined_key.strip() or attributes.default_key(last_dined_name),
            "last_dined_shape": self.last_dined_shape,
            "visits_name": visits_name,
            "visits_key": self.visits_key.strip() or attributes.default_key(visits_name),
            "visits_shape": self.visits_shape,
        }


def problems_with_choices(columns: Mapping[str, str]) -> dict[str, str]:
    """Return a sentence for each of these tidied columns that cannot be saved; empty where all can."""
    fields: dict[str, str] = {}
    for one, allowed in SHAPES.items():
        if not 0 < len(columns[f"{one}_name"]) <= LONGEST_NAME:
            fields[f"{one}_name"] = "Enter the attribute's name as it stands in Spektrix."
        if not _is_key(columns[f"{one}_key"]):
            fields[f"{one}_key"] = f"The key begins with {ATTRIBUTE_PREFIX} and goes on with the name."
        if columns[f"{one}_shape"] not in {shape.value for shape in allowed}:
            fields[f"{one}_shape"] = "Choose one of the shapes."
    if columns["last_dined_key"].casefold() == columns["visits_key"].casefold():
        fields.setdefault("visits_key", SAME_KEY)
    return fields


def _is_key(text: str) -> bool:
    return text.startswith(ATTRIBUTE_PREFIX) and text != ATTRIBUTE_PREFIX and len(text) <= LONGEST_KEY
