"""What does a guest's submit look like, as the widget sends it?"""

import json
from copy import deepcopy
from typing import Any

ORIGIN = "https://www.alder-theatre.example"
STARTS_AT = "2026-12-04T19:00:00+00:00"
ANA = {
    "first_name": "Ana",
    "last_name": "Lima",
    "email": "ana.lima@example.org",
    "phone": "+44 7700 900001",
}


def a_submit(**changes: Any) -> dict[str, Any]:
    """Ana's wish for two at seven; `changes` replace fields, `guest` is merged, and ... leaves one out."""
    guest = ANA | changes.pop("guest", {}) if isinstance(changes.get("guest", {}), dict) else changes["guest"]
    whole = {"starts_at": STARTS_AT, "party_size": 2, "guest": guest, **changes}
    kept: dict[str, Any] = without_holes(whole)
    return kept


def somebody(number: int) -> dict[str, str]:
    """The e-mail and the phone of a person of their own, for each number."""
    return {"email": f"guest{number}@example.org", "phone": f"07700 9{number:05}"}


def without_holes(value: Any) -> Any:
    """Leave out what is `...`, at any depth."""
    if not isinstance(value, dict):
        return deepcopy(value)
    return {name: without_holes(each) for name, each in value.items() if each is not ...}


def as_json(body: Any) -> bytes:
    return json.dumps(body).encode()
