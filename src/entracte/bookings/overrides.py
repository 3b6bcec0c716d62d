"""Overrides: staff book past a limit knowingly, and history says which one and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from entracte.bookings import errors

SHARED_TABLE = "a shared table"
WALK_IN_TABLE = "a table kept for walk-ins"
COVERS = "the covers of the table"
PAST = "Past a limit: "

NAMES: dict[type[errors.NotBooked], str] = {
    errors.PacingReached: "pacing",
    errors.Closed: "closed then",
    errors.OffGrid: "no start at that time",
    errors.PartyTooLarge: "the largest party",
    errors.TooSoon: "notice",
    errors.TooFar: "horizon",
    errors.SlotGone: "no table free",
}


@dataclass(frozen=True, slots=True)
class Override:
    """Staff book past a limit knowingly. The reason stands in the booking's history.

    `shares_tables`: the chosen tables are shared with whoever has them, which the diary shows.
    """

    reason: str
    shares_tables: bool = False


def limit_name(refusal: errors.NotBooked) -> str:
    """Return the limit that this refusal stands for, in a word or two."""
    return NAMES.get(type(refusal), "another rule")


def is_only_the_table(refusal: errors.NotBooked) -> bool:
    """Say whether nothing but the tables refused."""
    return isinstance(refusal, errors.SlotGone) and not isinstance(refusal, errors.PacingReached)


def require_reason(override: Override | None) -> None:
    """Raise NoReason where an override comes without a word on why."""
    if override is not None and not override.reason.strip():
        raise errors.NoReason


def override_reason(override: Override | None, passed: Iterable[str]) -> str:
    """Return the reason as history keeps it: the limits gone past, then what staff typed."""
    if override is None:
        return ""
    names = ", ".join(dict.fromkeys(passed))
    return f"{PAST}{names}. {override.reason.strip()}" if names else override.reason.strip()
