"""The simulator's own clock, which may be shifted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(slots=True)
class SimulatedClock:
    """Two readings of one system clock, each with a shift of its own.

    The theatre's time decides which performances exist and when baskets expire. The signing time decides
    whether a signature is fresh, and goes out as the `Date` of every answer: shifting it plays a wrong clock.
    """

    offset_seconds: float = 0.0
    signing_offset_seconds: float = 0.0

    def now(self) -> datetime:
        """Return the theatre's present instant, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)

    def signing_now(self) -> datetime:
        """Return the instant that signatures are held against, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.signing_offset_seconds)

    def today(self) -> date:
        """Return the theatre's date in London."""
        return self.now().astimezone(LONDON).date()
