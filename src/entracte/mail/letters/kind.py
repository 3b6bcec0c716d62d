"""What every letter answers: what causes it, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says, in the language that is active when it is written."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One letter. `title` is its name for staff."""

    name: str
    title: str
    follows_from: Callable[[Change], bool]
    write: Callable[[Booking], LetterText]
