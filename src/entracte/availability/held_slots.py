"""When a date that is full may have a slot again, because only holds have what is left of it."""

import datetime as dt
from collections.abc import Sequence
from datetime import UTC, datetime

from entracte.availability.fit import Wish
from entracte.availability.offers import offers
from entracte.availability.rules import Rules
from entracte.availability.sitting import Sitting


def held_until(
    *, date: dt.date, wish: Wish, rules: Rules, sittings: Sequence[Sitting], now: datetime
) -> datetime | None:
    """Return when so many holds will have ended that the party has an offer; None where it has none then.

    Holds may be booked before they end, or prolonged; so it is the time to look again, and no promise.
    """
    for end in sorted({each.held_until for each in sittings if each.held_until}):
        left = [each for each in sittings if not 0 < each.held_until <= end]
        if offers(date=date, wish=wish, rules=rules, sittings=left, now=now).offers:
            return datetime.fromtimestamp(end, UTC)
    return None
