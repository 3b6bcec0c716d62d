"""A row of settings as texts, as the history of edits keeps them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db.models import Field, ForeignKey, Model

# what no person sets, and what is no setting
LEFT_OUT = frozenset(
    {
        *("restaurant", "created_at", "changed_at", "trouble", "api_key"),
        *("token_digest", "ends_at", "inviter", "account"),
    }
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONGEST = 400


def shown(model: type[Model], key: object) -> dict[str, str]:
    """Return what stands in the database of this row, by the names of its columns; empty where it is not."""
    fields = [field for field in model._meta.concrete_fields if _is_set_by_a_person(field)]
    row = None
    if key is not None:
        rows = model._base_manager.only(*(field.attname for field in fields))
        row = rows.filter(pk=key).first()
    return {} if row is None else {str(field.verbose_name): _text(row, field) for field in fields}


def _is_set_by_a_person(field: Field[Any, Any]) -> bool:
    return field.editable and not field.primary_key and field.name not in LEFT_OUT


def _text(row: Model, field: Field[Any, Any]) -> str:
    if isinstance(field, ForeignKey):
        other = getattr(row, field.name)
        return "" if other is None else str(other)
    value = getattr(row, field.attname)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if field.name == "weekdays":
        value = [WEEKDAYS[number] for number in value]
    return _plain(value)[:LONGEST]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%a} {value.day} {value:%b} {value.year}"
    if isinstance(value, (list, tuple)):
        return ", ".join(
            ": ".join(map(_plain, one)) if isinstance(one, list) else _plain(one) for one in value
        )
    return str(value)
