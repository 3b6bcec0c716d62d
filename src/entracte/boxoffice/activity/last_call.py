"""What the last call of a restaurant's Spektrix met, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.boxoffice.models import Gate

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


@dataclass(frozen=True, slots=True)
class LastCall:
    """When it was made, the HTTP status if one came, and what to do; no sentence where all is well."""

    at: datetime
    status: int | None
    sentence: str


def last_call(connection: Connection) -> LastCall | None:
    """Return the last call that was made with these settings, None where none was. One query."""
    gate = Gate.objects.filter(restaurant_id=connection.restaurant_id).first()
    if gate is None or gate.last_call_at is None:
        return None
    return LastCall(gate.last_call_at, gate.last_status, gate.last_sentence)
