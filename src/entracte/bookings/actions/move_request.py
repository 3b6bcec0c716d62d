"""What shall be different about a booking that is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.overrides import Override

if TYPE_CHECKING:
    from entracte.dining.models import Table


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """What shall be different; None leaves it. Times in any time zone.

    `service_key` names the service of the start; "" keeps to its own where that has it, else to the one that
    has. Without `ends_at`, another start or party gets the service's turn. `tables` take any party, one or
    several, and pin it to them. `override` lets it past the limits and, where it says so, onto tables that
    others have.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    party_size: int | None = None
    tables: Sequence[Table] = ()
    override: Override | None = None
    service_key: str = ""
