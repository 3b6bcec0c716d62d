"""What became of a letter that was handed over."""

from dataclasses import dataclass
from enum import Enum, auto


class Fate(Enum):
    """What the one who was asked made of a letter."""

    TAKEN = auto()
    # it was asked and does not have the letter: another time it may take it
    LATER = auto()
    # no server was there to answer, or it lets nothing of ours through: all letters wait
    AWAY = auto()
    REFUSED = auto()
    # the address takes no letters
    ADDRESS_REFUSED = auto()
    # the whole letter was handed over, and no answer came
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fate, and for staff why."""

    fate: Fate
    reason: str = ""


TAKEN = Outcome(Fate.TAKEN)


def answered(code: int, text: bytes | str) -> str:
    """Return the sentence of an answer of a mail server."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    said = " ".join(said.split())
    return f"The mail server answered {code}: {said}" if said else f"The mail server answered {code}."
