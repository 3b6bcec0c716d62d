"""An error of the Spektrix client becomes a decision: try later, give up, or a person must fix the settings.

The one place where that happens. Pure.
"""

from dataclasses import dataclass
from enum import StrEnum

from entracte.spektrix import errors


class ObstacleKind(StrEnum):
    """What keeps a call from bringing anything, and so what follows."""

    LATER = "later"
    SETTINGS = "settings"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a call brought nothing: the kind, the HTTP status if there was one, and a sentence for staff.

    `after_seconds` is the wait that Spektrix asked for; `call` is the kind of call that met it, empty where
    none was begun.
    """

    kind: ObstacleKind
    status: int | None
    sentence: str
    after_seconds: float | None = None
    call: str = ""


# Each error has the kind of the nearest class above it that stands here; a test looks at all of them.
KINDS: dict[type[errors.SpektrixError], ObstacleKind] = {
    errors.TemporaryError: ObstacleKind.LATER,
    errors.FixSettings: ObstacleKind.SETTINGS,
    errors.NotFound: ObstacleKind.UNKNOWN,
    errors.Refused: ObstacleKind.REFUSED,
    errors.Strange: ObstacleKind.STRANGE,
}
WRONG_CLIENT_NAME = (
    "Spektrix knows nothing under this client name. Enter it exactly as Spektrix writes it; its case matters."
)
REFUSED_FOR_NO_REASON = (
    "Spektrix refused a call that every API user may make. Check the API address and the client name; "
    "if both are right, ask Spektrix support about this status."
)


def obstacle_from(error: errors.SpektrixError) -> Obstacle:
    """Return what an error of the client means for the work at hand."""
    return Obstacle(kind_of(type(error)), error.status, error.plain, error.retry_after, error.call)


def obstacle_to_known_good(error: errors.SpektrixError) -> Obstacle:
    """Return what an error of the known-good call means: there a 404 can only be the client name (D9)."""
    found = obstacle_from(error)
    if found.kind is ObstacleKind.UNKNOWN:
        return Obstacle(ObstacleKind.SETTINGS, found.status, WRONG_CLIENT_NAME, call=found.call)
    if found.kind is ObstacleKind.REFUSED:
        return Obstacle(ObstacleKind.SETTINGS, found.status, REFUSED_FOR_NO_REASON, call=found.call)
    return found


def kind_of(error: type[errors.SpektrixError]) -> ObstacleKind:
    """Return the kind of this class of errors. Raises LookupError where no class above it has one."""
    for each in error.__mro__:
        if each in KINDS:
            return KINDS[each]
    raise LookupError(f"{error.__name__} has no kind of obstacle.")
