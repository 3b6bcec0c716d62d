"""Which fields of a request are wrong, in words for the person who filled them in."""

from collections.abc import Iterable, Mapping
from typing import Any

from entracte.widget.fields import UNFIT

# By pydantic's kinds of error: https://docs.pydantic.dev/latest/errors/validation_errors/
SENTENCES = {
    "missing": "This is needed.",
    "string_too_short": "This is needed.",
    "string_too_long": "Write at most {max_length} characters.",
    "string_type": "Write this as text.",
    "string_unicode": "This holds a character that cannot be kept.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than_equal": "This must be {le} or less.",
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "int_parsing_size": "Write a whole number.",
    "int_from_float": "Write a whole number.",
    "timezone_aware": "Write the time with its UTC offset.",
    "model_attributes_type": "Write an object with named fields.",
    "model_type": "Write an object with named fields.",
}
UNREADABLE = "This cannot be read."
PLACES = ("body", "query", "path", "header")


def sentences_by_field(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Turn pydantic's errors into sentences by the path that a form knows, such as guest.email."""
    return {_path(error["loc"]): _sentence(error) for error in errors}


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] == UNFIT:
        return str(error["ctx"]["sentence"])
    return SENTENCES.get(error["type"], UNREADABLE).format_map(error.get("ctx", {}))


def _path(location: tuple[str | int, ...]) -> str:
    place, *names = location
    if place == "body":
        names = names[1:]
    return ".".join(str(name) for name in names) or str(place)
