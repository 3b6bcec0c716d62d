"""Overrides: staff book past a limit knowingly, and history says which one and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from entracte.bookings.errors import NoReason

SHARED_TABLE = "a shared table"
WALK_IN_TABLE = "a table kept for walk-ins"
COVERS = "the covers of the table"
PAST = "Past a limit: "


@dataclass(frozen=True, slots=True)
class Override:
    """Staff book past a limit knowingly. The reason stands in the booking's history.

    `shares_tables`: the chosen tables are shared with whoever has them, which the diary shows.
    """

    reason: str
    shares_tables: bool = False


def require_reason(override: Override | None) -> None:
    """Raise NoReason where an override comes without a word on why."""
    if override is not None and not override.reason.strip():
        raise NoReason


def override_reason(override: Override | None, passed: Iterable[str]) -> str:
    """Return the reason as history keeps it: the limits gone past, then what staff typed."""
    if override is None:
        return ""
    names = ", ".join(dict.fromkeys(passed))
    return f"{PAST}{names}. {override.reason.strip()}" if names else override.reason.strip()
