"""Who asks for something to be done to the book, when, and what their page showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.choices import Source

if TYPE_CHECKING:
    from entracte.restaurants.models import Account

ONLINE = frozenset({Source.WIDGET, Source.HOSTED_PAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """The one who acts. `actor` is None where no account of the staff does: a guest, a command.

    `version` is the version of the booking that the page showed; None accepts any. `source` is where a new
    booking comes from; a change of an old one has none. `by_guest`: it is the guest who acts, by the link of
    the booking; `guest_gets_letter` is what staff say about a letter to the guest.
    """

    actor: Account | None
    now: datetime
    version: int | None = None
    source: Source | None = None
    by_guest: bool = False
    guest_gets_letter: bool = True

    @property
    def new_source(self) -> Source:
        """The source of a new booking. Raises ValueError where the caller named none."""
        if self.source is None:
            raise ValueError("An asker of a new booking names its source.")
        return self.source

    @property
    def is_online(self) -> bool:
        """Whether the limits for guests online apply."""
        return self.source in ONLINE
