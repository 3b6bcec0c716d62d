"""Whether both attributes were seen on customers, in which form and JSON type; never a value (D31)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from entracte.boxoffice.models import AttributeSight, Connection
from entracte.spektrix.records import Customer, Json


@dataclass(frozen=True, slots=True)
class SightLine:
    """What is known of one attribute, in words."""

    name: str
    key: str
    is_seen: bool
    sentence: str


def note_sight(connection: Connection, customer: Customer | None) -> None:
    """Keep whether this customer, who was read anyway, has the two attributes."""
    if customer is None:
        return
    for key in (connection.last_dined_key, connection.visits_key):
        _note(connection.restaurant_id, key, customer)


def sight_lines(connection: Connection) -> list[SightLine]:
    """Return what is known of the two attributes; one query."""
    names = {
        connection.last_dined_key: connection.last_dined_name,
        connection.visits_key: connection.visits_name,
    }
    rows = AttributeSight.objects.filter(restaurant_id=connection.restaurant_id, key__in=names)
    known = {row.key: row for row in rows}
    return [_line(name, key, known.get(key)) for key, name in names.items()]


def _note(restaurant_id: int, key: str, customer: Customer) -> None:
    ours = AttributeSight.objects.filter(restaurant_id=restaurant_id, key=key)
    found = customer.key_of(key)
    if found is None:
        AttributeSight.objects.get_or_create(restaurant_id=restaurant_id, key=key)
        ours.filter(form="").update(missed=F("missed") + 1)
        return
    form = "list" if found in customer.listed else "flat"
    seen = {"form": form, "json_type": _json_type(customer.attributes[found])}
    if not ours.filter(**seen).exists():
        AttributeSight.objects.update_or_create(restaurant_id=restaurant_id, key=key, defaults=seen)


def _json_type(value: Json) -> str:
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, int | float):
        return "number"
    if value is None or value == "":
        return "empty"
    return "text" if isinstance(value, str) else "other"


def _line(name: str, key: str, row: AttributeSight | None) -> SightLine:
    if row is None:
        return SightLine(name, key, False, "No customer was read yet.")
    if row.form:
        return SightLine(name, key, True, f"Seen, {row.form}, {row.json_type}.")
    customers = "1 customer" if row.missed == 1 else f"{row.missed} customers"
    return SightLine(name, key, False, f"Not seen yet on {customers}. Is it made available to the API?")
