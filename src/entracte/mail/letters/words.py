"""Sentences that several letters say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def see_change_or_cancel() -> str:
    """Return what the button of most letters says."""
    return _("See, change or cancel")


def whose_table(sentence: str, booking: Booking) -> str:
    """Put the restaurant's name into a sentence."""
    return sentence % {"restaurant": isolated(" ".join(booking.restaurant.name.split()))}


def what_is_next(booking: Booking) -> str:
    """Return what a guest is to expect, by the booking's status."""
    match booking.status:
        case Status.PENDING:
            return _("The restaurant will confirm it, and you will get another letter then.")
        case Status.PENDING_PAYMENT:
            return _("The table is kept for you. The restaurant will be in touch about the deposit.")
        case _other:
            return _("We look forward to seeing you.")


def why_of_profile() -> str:
    """Return why a letter came that goes to the profile's own address."""
    return _("You get this letter because the restaurant keeps this address for you.")
