"""Which way does an error of Spektrix's lead: try later, give up, or a person must fix the settings?

The one place where the client's errors become decisions.
"""

from dataclasses import dataclass
from enum import StrEnum

from entracte.spektrix import errors


class ObstacleKind(StrEnum):
    """What follows from an error."""

    LATER = "later"
    SETTINGS = "settings"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a call brought nothing: the way on, the HTTP status if there was one, and a sentence for staff.

    `after_seconds` is the wait that Spektrix asked for.
    """

    kind: ObstacleKind
    status: int | None
    sentence: str
    after_seconds: float | None = None


WRONG_CLIENT_NAME = (
    "Spektrix knows nothing under this client name. Enter it exactly as Spektrix writes it; its case matters."
)
REFUSED_FOR_NO_REASON = (
    "Spektrix refused a call that every API user may make. Check the API address and the client name; "
    "if both are right, ask Spektrix support about this status."
)


def obstacle_from(error: errors.SpektrixError) -> Obstacle:
    """Return what an error of the client means for the work at hand."""
    return Obstacle(_way(error), error.status, error.plain, error.retry_after)


def obstacle_to_known_good(error: errors.SpektrixError) -> Obstacle:
    """Return what an error of the known-good call means: there a 404 can only be the client name (D9)."""
    found = obstacle_from(error)
    if found.kind is ObstacleKind.UNKNOWN:
        return Obstacle(ObstacleKind.SETTINGS, found.status, WRONG_CLIENT_NAME)
    if found.kind is ObstacleKind.REFUSED:
        return Obstacle(ObstacleKind.SETTINGS, found.status, REFUSED_FOR_NO_REASON)
    return found


def _way(error: errors.SpektrixError) -> ObstacleKind:
    match error:
        case errors.TemporaryError():
            return ObstacleKind.LATER
        case errors.FixSettings():
            return ObstacleKind.SETTINGS
        case errors.NotFound():
            return ObstacleKind.UNKNOWN
        case errors.Refused():
            return ObstacleKind.REFUSED
        case _:
            return ObstacleKind.STRANGE
