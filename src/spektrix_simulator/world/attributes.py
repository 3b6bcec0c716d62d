"""Customer attributes: which values they take, and under which key they travel."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from spektrix_simulator.errors import CallRefused
from spektrix_simulator.world.records import Attribute

PREFIX = "attribute_"
DOCUMENTED_KINDS = ("text", "currency", "date", "dropdown")
CONTRACT_KINDS = ("date-time", "number")
KINDS = DOCUMENTED_KINDS + CONTRACT_KINDS
LONGEST_TEXT = 255
LARGEST = 10**12


def key_for(name: str) -> str:
    """Return the key of an attribute: its name without spaces and punctuation, after `attribute_`."""
    return PREFIX + "".join(letter for letter in name if letter.isalnum())


def define(attributes: dict[str, Attribute], name: str, kind: str, options: Iterable[str] = ()) -> Attribute:
    """Define an attribute, or raise a 400 that says why not; the same name and kind again changes nothing."""
    name = name.strip()
    key = key_for(name)
    if key == PREFIX or kind not in KINDS:
        raise CallRefused(400, f"An attribute needs a name and a kind, one of: {', '.join(KINDS)}")
    choices = [choice.strip() for choice in options if choice.strip()]
    if kind == "dropdown" and not choices:
        raise CallRefused(400, "A dropdown needs options")
    known = attributes.get(key)
    if known and known.kind != kind:
        raise CallRefused(400, f"{key} is already defined as {known.kind}")
    attributes[key] = known or Attribute(name=name, key=key, kind=kind, options=choices)
    return attributes[key]


def unset(attribute: Attribute) -> str | None:
    """Return what a customer shows where nothing was ever written."""
    return "" if attribute.kind in ("text", "dropdown") else None


def checked(attribute: Attribute, value: Any) -> Any:
    """Return the value as it is kept, or raise a 400; null and empty text clear it."""
    if value is None or value == "":
        return unset(attribute)
    try:
        return _CHECKS[attribute.kind](value, attribute)
    except ValueError as error:
        raise CallRefused(400, f"{attribute.key}: {error}") from error


def _text(value: Any, attribute: Attribute) -> str:
    if not isinstance(value, str):
        raise ValueError("a text field takes text")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"longer than {LONGEST_TEXT} characters")
    return value


def _dropdown(value: Any, attribute: Attribute) -> str:
    if value not in attribute.options:
        raise ValueError("not one of the options")
    return str(value)


def _number(value: Any, attribute: Attribute) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise ValueError("not a number")
    return value


def _currency(value: Any, attribute: Attribute) -> float:
    return round(float(_number(value, attribute)), 2)


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("not a date")
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("not a date of ISO 8601") from error


def _date(value: Any, attribute: Attribute) -> str:
    return f"{_moment(value).date().isoformat()}T00:00:00"


def _date_time(value: Any, attribute: Attribute) -> str:
    if _moment(value).tzinfo is None:
        raise ValueError("a date and time needs its offset from UTC")
    return str(value)


_CHECKS: dict[str, Callable[[Any, Attribute], Any]] = {
    "text": _text,
    "currency": _currency,
    "date": _date,
    "dropdown": _dropdown,
    "date-time": _date_time,
    "number": _number,
}
