"""Correct who a booking is for and how they are reached, and the guest's profile with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from entracte.bookings.changing import changing
from entracte.bookings.errors import AlreadyDone
from entracte.bookings.history import CORRECTED
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.same_person import fold_person
from entracte.guests.corrections import correct_profiles
from entracte.guests.details import DETAILS, in_words
from entracte.restaurants.edits.keep_edit import Editor
from entracte.visible_text import visible

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant

PROFILE_TOO = "; on the profile too"


@retry_on_conflict
def correct_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    typed: Mapping[str, str],
    profile_too: bool,
    asker: Asker,
) -> Booking:
    """Write these names, e-mail and phone on a booking of any status; a junk phone is kept as typed (D25).

    The booking stays with its profile, and the profile with its link. What is corrected is no evidence
    where a claim of the booking still waits (D1). Another e-mail ends the older links of the booking (D39).
    With `profile_too` the same fields are written on the profile. The line of history names fields, not
    what stood in them. Locks the service day, the booking, and then the profile. Raises AlreadyDone where
    nothing differs, StalePage, UnknownBooking.
    """
    now = {name: visible(typed[name]).strip() for name in DETAILS}
    with changing(booking_id=booking_id, restaurant=restaurant, asker=asker, what=CORRECTED) as change:
        booking = change.booking
        before = {name: getattr(booking, name) for name in DETAILS}
        corrected = {name: text for name, text in now.items() if text != before[name]}
        if not corrected:
            raise AlreadyDone
        for name, text in corrected.items():
            setattr(booking, name, text)
        fold_person(booking, restaurant.country)
        if "email" in corrected:
            booking.link_number += 1
        booking.corrected = " ".join(sorted({*booking.corrected.split(), *corrected}))
        change.reason = in_words(corrected)
        if profile_too:
            by = Editor(asker.actor, asker.now)
            correct_profiles(booking.guest, before=before, typed=corrected, country=restaurant.country, by=by)
            change.reason += PROFILE_TOO
    return booking
