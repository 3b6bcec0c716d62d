"""For which reasons is a start on offer or not, and how is that told?"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class StartReason(StrEnum):
    """Why a service can or cannot take a party at a start; the nearest to an offer first."""

    ON_OFFER = "on_offer"
    PARTIES_MOVE = "parties_move"
    HELD = "held"
    TAKEN = "taken"
    NO_TABLE = "no_table"
    PACING = "pacing"
    PARTY = "party"
    NOTICE = "notice"
    TOO_FAR = "too_far"
    LAST_DEPARTURE = "last_departure"
    CLOSED = "closed"
    NOT_A_START = "not_a_start"
    NO_SERVICE = "no_service"


REASONS_BY_HOPE = tuple(StartReason)


@dataclass(frozen=True, slots=True)
class WordedReason:
    """A reason in words: the first part says it, the others tell more. They name no guest."""

    reason: StartReason
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one service says to a party at a start. `service_id` is None where there is no service at all.

    `service_date` is the date of the run that was looked at: after midnight perhaps the day before.
    """

    service_id: int | None
    service_name: str
    service_date: dt.date
    why: WordedReason

    @property
    def is_offered(self) -> bool:
        """Can the party have the start in this service?"""
        return self.why.reason in (StartReason.ON_OFFER, StartReason.PARTIES_MOVE)

    @property
    def headline(self) -> str:
        """The reason, in a few words without a full stop."""
        return self.why.parts[0]

    @property
    def details(self) -> tuple[str, ...]:
        """What else there is to say, part by part."""
        return self.why.parts[1:]


def worded(explanation: Explanation) -> str:
    """The explanation as one line: "Dinner: on offer: table 7, seats 2 to 4; no seat wasted"."""
    told = "; ".join(explanation.why.parts)
    return f"{explanation.service_name}: {told}" if explanation.service_name else told
