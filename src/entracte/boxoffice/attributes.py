"""The two attributes as Spektrix has them: keys, shapes, and whether a write took.

Pure. Shapes and names are settings, because Spektrix knows no date-time or number type for a customer's
attribute.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from entracte.spektrix.calls import ATTRIBUTE_PREFIX
from entracte.spektrix.records import Customer, Json
from entracte.visible_text import visible

LAST_DINED_NAME = "Last Dined At"
VISITS_NAME = "Number of Restaurant Visits"
NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
LONGEST_SHOWN, LONGEST_READ = 60, 1000
# A day, or a day at midnight, as an attribute of type Date comes.
MIDNIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?)?", re.ASCII)
LEADING_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([T ].*)?", re.ASCII | re.DOTALL)


class AttributeShape(StrEnum):
    """How a value is written in Spektrix."""

    DATE_TIME = "date_time"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


SHAPE_LABELS = {
    AttributeShape.DATE_TIME: "Date and time, as text",
    AttributeShape.DATE: "Date",
    AttributeShape.NUMBER: "Number",
    AttributeShape.TEXT: "Text",
}
LAST_DINED_SHAPES = (AttributeShape.DATE_TIME, AttributeShape.DATE)
VISITS_SHAPES = (AttributeShape.NUMBER, AttributeShape.TEXT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One attribute to be written: its key, its value as sent, and the shape by which it is compared."""

    key: str
    value: str | int
    shape: AttributeShape


def default_key(name: str) -> str:
    """Return the key that Spektrix should give an attribute: no spaces, no punctuation, case kept."""
    return ATTRIBUTE_PREFIX + "".join(letter for letter in name if letter.isalnum())


def last_dined_text(ends_at: datetime, zone: ZoneInfo, shape: AttributeShape) -> str:
    """Return when the guest last dined, in the restaurant's own zone.

    `ends_at` is an aware instant. As date-time or text: ISO 8601 to the second with the offset at that
    instant, so that the two 01:30 of an autumn night differ; as date: the restaurant's calendar day. A number
    cannot hold it: ValueError.
    """
    local = ends_at.astimezone(zone)
    if shape is AttributeShape.NUMBER:
        raise ValueError("A number cannot hold a time.")
    return local.date().isoformat() if shape is AttributeShape.DATE else local.isoformat(timespec="seconds")


def visits_value(count: int, shape: AttributeShape) -> int | str:
    """Return the number of visits: a JSON number, or digits as text. A date cannot hold it: ValueError."""
    if shape not in VISITS_SHAPES:
        raise ValueError("A date cannot hold a number of visits.")
    return count if shape is AttributeShape.NUMBER else str(count)


def same_value(expected: str | int, found: Json, shape: AttributeShape, zone: ZoneInfo) -> bool:
    """Say whether Spektrix has the value that was sent, though it may write it in another form (D15).

    Date-times are the same instant, where one without an offset is the restaurant's own time; dates are
    compared by their date part as written; numbers by value, whether they came as a number or as text.
    """
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return False
    if str(expected).strip() == str(found).strip():
        return True
    if shape is AttributeShape.DATE:
        day = _day(expected)
        return day is not None and day == _day(found)
    if shape is not AttributeShape.DATE_TIME and _number(expected) is not None:
        return _number(expected) == _number(found)
    return bool(_instants(expected, zone) & _instants(found, zone))


def kept_otherwise(wanted: tuple[Wanted, ...], customer: Customer, zone: ZoneInfo) -> dict[str, str]:
    """Return what Spektrix holds instead, in words, by key: only where it holds something (D31)."""
    found: dict[str, str] = {}
    for one in wanted:
        key = customer.key_of(one.key)
        value = None if key is None else customer.attributes[key]
        if value not in (None, "") and not same_value(one.value, value, one.shape, zone):
            found[one.key] = _in_words(one, value)
    return found


def differing_keys(wanted: tuple[Wanted, ...], customer: Customer, zone: ZoneInfo) -> tuple[str, ...]:
    """Return the keys whose value is not as wanted, in order; empty where the write took."""
    return tuple(one.key for one in wanted if not _has_value(one, customer, zone))


def _has_value(one: Wanted, customer: Customer, zone: ZoneInfo) -> bool:
    key = customer.key_of(one.key)
    return key is not None and same_value(one.value, customer.attributes[key], one.shape, zone)


def _in_words(one: Wanted, value: Json) -> str:
    text = _shown(value)
    is_day = isinstance(value, str) and MIDNIGHT.fullmatch(text)
    if one.shape is AttributeShape.DATE_TIME and is_day and _day(one.value) == _day(text):
        return f"written, but Spektrix holds {text}: the attribute has type Date, choose shape Date"
    return f"written, but Spektrix holds {text}"


def _shown(value: Json) -> str:
    """Return what may be stored and shown of a value, on one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    clean = visible(text[:LONGEST_READ].encode("utf-8", "replace").decode("utf-8"))
    return "".join(letter if letter.isprintable() else " " for letter in clean).strip()[:LONGEST_SHOWN]


def _day(value: str | int | float) -> str | None:
    match = LEADING_DATE.fullmatch(str(value).strip())
    return None if match is None else match[1]


def _number(value: str | int | float) -> Decimal | None:
    text = str(value).strip()
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _instants(value: str | int | float, zone: ZoneInfo) -> frozenset[datetime]:
    """Return the instants, to the second, that a text may mean: two where a bare wall time occurs twice."""
    try:
        at = datetime.fromisoformat(str(value).strip()).replace(microsecond=0)
        readings = (at,) if at.tzinfo else (at.replace(tzinfo=zone, fold=0), at.replace(tzinfo=zone, fold=1))
        return frozenset(reading.astimezone(UTC) for reading in readings)
    except (ValueError, OverflowError):
        return frozenset()
