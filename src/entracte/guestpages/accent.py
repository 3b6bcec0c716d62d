"""The restaurant's colour on a guest's page: that of the form by which it was booked, or of its first one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entracte.restaurants.queries import widgets_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

READABLE = 4.5
WHITE, INK = "#ffffff", "#111111"


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as # and six hex digits."""

    ground: str = "#8a1c2b"

    @property
    def text(self) -> str:
        """White where it can be read on the colour, else whichever of white and ink reads better."""
        on_white = _contrast(self.ground, WHITE)
        return WHITE if on_white >= READABLE or on_white > _contrast(self.ground, INK) else INK


def accent_of(booking: Booking) -> Accent:
    """Return the colour for the pages of this booking. At most one query."""
    widget = booking.widget or widgets_of(booking.restaurant).first()
    return Accent(widget.accent) if widget else Accent()


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
