"""A guest asks for all that is kept of them, or to be erased; a press in a letter does it (D40)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.asker import Asker
from entracte.bookings.choices import Demanded
from entracte.bookings.demands.ask import demand_again, taking_up
from entracte.bookings.demands.queries import is_to_come, own_address_of, owner_of
from entracte.bookings.guest_data.erase import BookingToCome
from entracte.guestfile.erase import erase_guest
from entracte.mail.asked_for.demanded import write_everything, write_to_carry_out
from entracte.mail.queries import letters_are_set_up
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Demand


class NoAddress(Refusal):
    """No letter can reach the guest: it is asked for by phone."""

    code, field = "no_address", ""
    for_staff = "No letter can go to this guest."
    for_guests = "We cannot send you a letter for this. Please speak to the restaurant."


def ask_for(booking: Booking, what: Demanded, *, now: datetime) -> None:
    """Write a letter to the profile's own address, whose link carries out what is asked for.

    Nothing else happens, however often it is asked. Of other bookings of the guest nothing is said here: who
    has this one's link need not be the guest. Raises BookingToCome, NoAddress, and
    WrongLink where the guest was erased meanwhile.
    """
    if what is Demanded.ERASURE and is_to_come(booking, now=now):
        raise BookingToCome
    if not letters_are_set_up() or not own_address_of(booking):
        raise NoAddress
    with transaction.atomic():
        demand_again(booking, what, now=now)
        write_to_carry_out(booking, what, at=now)


def carry_out(demand: Demand, *, now: datetime) -> None:
    """Send everything, or erase the guest: once. Raises DemandOver, BookingToCome."""
    with taking_up(demand, now=now) as fresh:
        booking = fresh.booking
        if fresh.what == Demanded.EVERYTHING:
            write_everything(booking, at=now)
            return
        asker = Asker(actor=None, now=now, by_guest=True)
        erase_guest(restaurant=booking.restaurant, guest=owner_of(booking), asker=asker)
