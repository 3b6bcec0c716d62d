"""A booking as its guest reads it: values ready for the templates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from entracte.bookings.by_guest.rules import (
    cancel_to_undo,
    is_just_changed,
    may_cancel,
    may_change,
    may_reconfirm,
    may_say_late,
)
from entracte.bookings.choices import Status
from entracte.bookings.transitions import OPEN
from entracte.dates_in_words import time_in_words, when_in_words
from entracte.guestpages.own_booking.shown_wish import shown_wish
from entracte.mail.by_hour.asked import is_asked_to_reconfirm

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

LATE_MINUTES = (0, 15, 30)


def shown_booking(booking: Booking, *, now: datetime) -> dict[str, Any]:
    """Return all that the own page shows: when, where, for how many, how it stands, what was typed."""
    return {
        **when_and_where(booking),
        "booking": booking,
        "heading": _heading(booking, now),
        "standing": _standing(booking, now),
        "is_standing": booking.status in OPEN and now < booking.ends_at,
        "for_others": _for_others(booking),
        "wished": shown_wish(booking, now=now),
        "typed": _typed(booking),
        "asks_coming": may_reconfirm(booking, now=now) and is_asked_to_reconfirm(booking, now=now),
        "may_change": may_change(booking, now=now),
        "may_say_late": may_say_late(booking, now=now),
        "late_choices": [minutes for minutes in LATE_MINUTES if minutes != booking.late_minutes],
        "may_cancel": may_cancel(booking, now=now),
        "may_undo": cancel_to_undo(booking, now=now) is not None,
    }


def when_and_where(booking: Booking) -> dict[str, Any]:
    """Return what the second link shows too: no name, no party, no status (D39)."""
    zone = booking.restaurant.time_zone
    return {
        "when": when_in_words(booking.starts_at, zone),
        "machine_date": booking.starts_at.isoformat(),
        "ends": time_in_words(booking.ends_at, zone),
    }


def _for_others(booking: Booking) -> str:
    """Return what the others of the party get: where and when, never a link (D39)."""
    restaurant = booking.restaurant
    when = when_in_words(booking.starts_at, restaurant.time_zone)
    not_yet = "" if booking.status == Status.CONFIRMED else _("Not confirmed yet.")
    return "\n".join(line for line in (restaurant.name, when, restaurant.address, not_yet) if line)


def _heading(booking: Booking, now: datetime) -> str:
    match booking.status:
        case Status.CANCELLED:
            return _("This booking is cancelled")
        case Status.COMPLETED | Status.NO_SHOW:
            return _("This booking is over")
        case _ if booking.ends_at <= now:
            return _("This booking is over")
        case Status.PENDING:
            return _("The restaurant still has to confirm")
        case Status.PENDING_PAYMENT:
            return _("A deposit is due")
        case _other:
            return _("Your table is booked")


def _standing(booking: Booking, now: datetime) -> str:
    """Return what follows from the status, in a sentence; "" where the heading says it all."""
    match booking.status:
        case Status.CANCELLED:
            return _("No table is kept for you. You are welcome to book again.")
        case Status.COMPLETED:
            return _("Thank you for your visit.")
        case Status.NO_SHOW:
            return ""
        case _ if booking.ends_at <= now:
            return ""
        case Status.PENDING:
            return _("Your table is kept for you until then.")
        case Status.PENDING_PAYMENT:
            return _("Your table is kept for you. The restaurant will be in touch about the deposit.")
        case _ if is_just_changed(booking, now=now):
            return _("Your booking is changed, as you asked. We look forward to seeing you.")
        case _other:
            return _("We look forward to seeing you.")


def _typed(booking: Booking) -> list[tuple[str, str]]:
    """Return what was typed with the booking, each with its name; nothing of the profile (D39)."""
    chairs = str(booking.high_chairs) if booking.high_chairs else ""
    lines = [
        (_("Name"), f"{booking.first_name} {booking.last_name}".strip()),
        (_("E-mail"), booking.email),
        (_("Phone"), booking.phone),
        (_("Step-free access"), _("Yes") if booking.needs_step_free else ""),
        (_("High chairs"), chairs),
        (_("Requests"), booking.requests),
    ]
    return [(name, text) for name, text in lines if text]
