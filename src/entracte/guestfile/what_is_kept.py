"""The list of what is kept of a guest: in which columns, why, and how long; a test holds all models to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Until(Enum):
    """When something goes by itself; an erasure takes everything at once."""

    ERASED = auto()
    DAY = auto()
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept: what and why, for guests to read, and the columns that it stands in."""

    what: StrPromise
    why: StrPromise
    until: Until
    columns: dict[str, tuple[str, ...]]


WHAT_IS_KEPT = (
    Kept(
        _("Your name, e-mail and phone"),
        _("So that the restaurant can reach you, and knows you when you book again."),
        Until.ERASED,
        {
            "guests.Guest": (
                *("first_name", "last_name", "email", "phone"),
                *("email_folded", "surname_folded", "phone_folded", "name_words"),
            ),
            "guests.ProfileEdit": ("fields",),
        },
    ),
    Kept(
        _("Your bookings, with what was typed and changed there"),
        _("So that your table is ready, and nobody gets it twice."),
        Until.ERASED,
        {
            "bookings.Booking": (
                *("first_name", "last_name", "email", "phone"),
                *("email_folded", "surname_folded", "phone_folded"),
                *("requests", "language", "corrected", "code"),
            ),
            "bookings.Change": ("reason",),
        },
    ),
    Kept(
        _("Changes that you asked for, and what became of them"),
        _("So that the restaurant can answer, and keeps the tables until then."),
        Until.ERASED,
        {"bookings.GuestWish": ("state", "table_ids")},
    ),
    Kept(
        _("That you asked for all of this, or to be erased"),
        _("So that it is done once, and the restaurant can show that it was."),
        Until.ERASED,
        {"bookings.Demand": ("what",)},
    ),
    Kept(
        _("The words by which you agreed to news, and when"),
        _("So that the restaurant can show that you did."),
        Until.ERASED,
        {"bookings.Booking": ("news_consent",)},
    ),
    Kept(
        _("How your visit was, as you answered"),
        _("So that the restaurant can do better."),
        Until.ERASED,
        {"bookings.Feedback": ("comment",)},
    ),
    Kept(
        _("Notes of the team, such as an allergy that you spoke of"),
        _("So that you are looked after well."),
        Until.ERASED,
        {"bookings.BookingNote": ("text",), "guests.GuestNote": ("text",)},
    ),
    Kept(
        _("The letters that you got, and whether they arrived"),
        _("So that the restaurant knows what you have read."),
        Until.ERASED,
        {
            "mail.Letter": (
                *("to_address", "to_folded", "language", "subject"),
                *("text", "reason", "message_id"),
            ),
            "mail.MarkedAddress": ("address", "reason"),
        },
    ),
    Kept(
        _("A word of chance from the booking form"),
        _("So that a form that is sent twice makes one booking."),
        Until.DAY,
        {"bookings.Submission": ("key", "body_hash")},
    ),
    Kept(
        _("The number of your basket at the theatre’s box office"),
        _("To find out once whether you are its customer."),
        Until.SETTLED,
        {"boxoffice.Claim": ("basket_id", "seen_customer_id")},
    ),
    Kept(
        _("Your customer number at the theatre’s box office, and what was written there"),
        _("So that the theatre knows when you last dined here, and how often."),
        Until.ERASED,
        {
            "boxoffice.Link": ("client_name", "customer_id"),
            "boxoffice.Handover": ("customer_id", "values"),
            "boxoffice.Step": ("sentence",),
        },
    ),
)
