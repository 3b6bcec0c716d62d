"""What two who ask for Friday at the small restaurant get."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from entracte.availability.day_states import day_states
from entracte.availability.fit import Spot, Wish
from entracte.availability.offers import DayAnswer, offers
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from tests.builders import (
    FRIDAY,
    LONDON,
    NOON_BEFORE,
    TABLES,
    service,
    sitting,
)

SATURDAY = FRIDAY + timedelta(days=1)
FRIDAYS = frozenset({4})
EVERY_TABLE = [each.id for each in TABLES]
ALL_EVENING = sitting("2026-12-04 12:00", tables=EVERY_TABLE, minutes=720)
TABLE_1 = Spot((1,), "1", 1, 2)


def asked(
    *,
    date: date = FRIDAY,
    party_size: int = 2,
    services: Sequence[Service] | None = None,
    sittings: Sequence[Sitting] = (),
    zone: ZoneInfo = LONDON,
    now: datetime = NOON_BEFORE,
    online: bool = True,
    **limits: Any,
) -> DayAnswer:
    """The answer for two on Friday at the small restaurant with an empty book, unless asked otherwise.

    `limits` are those of the whole restaurant.
    """
    rest: dict[str, Any] = {
        "wish": Wish(party_size, is_online=online),
        "rules": Rules(zone, (service(),) if services is None else tuple(services), **limits),
        "sittings": sittings,
        "now": now,
    }
    answer = offers(date=date, **rest)
    assert day_states(dates=[date], **rest) == ((date, answer.state),)
    return answer


def walls(answer: DayAnswer) -> list[str]:
    return [offer.starts_at.astimezone(LONDON).strftime("%H:%M") for offer in answer.offers]
