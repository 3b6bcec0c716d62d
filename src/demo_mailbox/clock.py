"""The mailbox's own clock, which may be shifted."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class MailboxClock:
    """The system's clock with a shift."""

    offset_seconds: float = 0.0

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)
