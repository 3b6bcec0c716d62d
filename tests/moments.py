"""The moment at which the tests run: now, or one that ENTRACTE_TEST_MOMENT names by the clock of London."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def system_now() -> datetime:
    """Return the present instant as the machine has it."""
    return datetime.now(UTC)  # noqa: TID251 the shift is counted from the machine's own clock


def seconds_to_the_moment() -> int:
    """Return by how many seconds the clocks of product, simulator and browser are to be shifted."""
    named = os.environ.get("ENTRACTE_TEST_MOMENT", "").strip()
    if not named:
        return 0
    moment = datetime.fromisoformat(named).replace(tzinfo=LONDON)
    return round((moment - system_now()).total_seconds())


def clock_offset_seconds() -> int:
    """Return by how many seconds the clocks are shifted: the tests write it for all their processes."""
    return int(os.environ.get("ENTRACTE_CLOCK_OFFSET_SECONDS", "0"))
