"""The reasons for which a start is on offer or not, and what one service says for one of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class StartReason(StrEnum):
    """Why a service can or cannot take a party at a start; the nearest to an offer first."""

    ON_OFFER = "on_offer"
    PARTIES_MOVE = "parties_move"
    HELD = "held"
    TAKEN = "taken"
    PACING = "pacing"
    NO_TABLE = "no_table"
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
    """A reason in words: the first part names it, the others say more. They name no guest."""

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
    worded_reason: WordedReason

    @property
    def reason(self) -> StartReason:
        """The reason itself."""
        return self.worded_reason.reason

    @property
    def is_offered(self) -> bool:
        """Whether the party can have the start in this service."""
        return self.reason in (StartReason.ON_OFFER, StartReason.PARTIES_MOVE)

    @property
    def headline(self) -> str:
        """The reason, in a few words without a full stop."""
        return self.worded_reason.parts[0]

    @property
    def details(self) -> tuple[str, ...]:
        """What else there is to say, part by part."""
        return self.worded_reason.parts[1:]
