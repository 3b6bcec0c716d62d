"""What every letter to staff answers: why it is not sent after all, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from entracte.mail.facts import Fact
from entracte.mail.models import Letter, LetterState

Unsent = tuple[LetterState, str]
# a newer letter says it, or there is nothing to say any more
SUPERSEDED: Unsent = (LetterState.SUPERSEDED, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWords:
    """What a letter to staff says. `button` leads to `link`; `why` says why the letter came."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    button: str
    link: str
    why: str


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """One letter to staff. `why_not_sent` is asked, and `write` called, under the lock of the letter's row.

    What `write` changes is stored together with the fact that the letter is being sent.
    """

    name: str
    why_not_sent: Callable[[Letter, datetime], Unsent | None]
    write: Callable[[Letter], StaffWords]
