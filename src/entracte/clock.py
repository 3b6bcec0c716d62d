"""The time: the one file that asks the system; a setting shifts it for demos and drills."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """Return the present instant in UTC, shifted by the setting ENTRACTE_CLOCK_OFFSET_SECONDS."""
    return system_now() + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)


def system_now() -> datetime:
    """Return the present instant in UTC as the machine has it: for waits and for signatures."""
    return datetime.now(UTC)
