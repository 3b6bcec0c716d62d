"""The fields of a call under /simulator/, from JSON or from a form."""

import json
from typing import Any
from urllib.parse import parse_qsl

from spektrix_simulator.errors import CallRefused
from spektrix_simulator.simulation import Fields

_WORDS: dict[str, Any] = {"": None, "true": True, "false": False}
_NUMBERS = ("times", "seconds", "basket_minutes")


def fields_in(body: bytes, from_form: bool) -> Fields:
    """Return the fields of a body; a form's texts become numbers, true, false or null where they say so."""
    if from_form:
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
        return {name: _plain(name, value.strip()) for name, value in pairs}
    try:
        fields = json.loads(body or b"{}")
    except ValueError as error:
        raise CallRefused(400, "The body is not JSON") from error
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    return fields


def _plain(name: str, text: str) -> Any:
    if name not in _NUMBERS or not text:
        return _WORDS.get(text, text)
    try:
        return int(text) if name == "times" else float(text)
    except ValueError as error:
        raise CallRefused(400, f"{name} is a number") from error
