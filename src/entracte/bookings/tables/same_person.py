"""The same person at several tables at once: who that is, and what follows for a guest online (D23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models.functions import Now

from entracte.bookings.choices import Status
from entracte.bookings.errors import PleaseCall
from entracte.bookings.models import Booking
from entracte.bookings.sql import SITTINGS_OF_PERSON
from entracte.guests.folded_columns import folded_columns

if TYPE_CHECKING:
    from django.apps.registry import Apps

    from entracte.bookings.asker import Asker

MOST_TABLES_ONLINE = 2
AT_ONCE = 1000
COMPARED = ("email_folded", "surname_folded", "phone_folded")


@dataclass(frozen=True, slots=True)
class OtherSitting:
    """Another booking of the same person, at its table for some of the same time."""

    code: str
    starts_at: datetime
    party_size: int


def fold_person(booking: Booking, country: str) -> dict[str, str]:
    """Write what the booking's person is compared by into its columns; return all that was folded."""
    folded = folded_columns(
        first_name=booking.first_name,
        last_name=booking.last_name,
        email=booking.email,
        phone=booking.phone,
        country=country,
    )
    for name in COMPARED:
        setattr(booking, name, folded[name])
    return folded


def other_sittings(booking: Booking) -> list[OtherSitting]:
    """Return the others of its person: the same e-mail, or the same counting phone and surname. One query.

    Those of every source that have a table for some of its time, the earliest first.
    """
    values = {name: getattr(booking, name) for name in COMPARED}
    values |= {"restaurant": booking.restaurant_id, "own": booking.pk or 0}
    with connection.cursor() as cursor:
        cursor.execute(SITTINGS_OF_PERSON, values | {"start": booking.starts_at, "end": booking.ends_at})
        return [OtherSitting(*row) for row in cursor.fetchall()]


def take_turn_online(booking: Booking, asker: Asker) -> tuple[str, ...]:
    """Let a person's second table at once wait for the restaurant; return the codes of the others.

    Staff are never held back. Ask once the person's e-mail and phone are locked, so that two at once see one
    another. Raises PleaseCall for a third table.
    """
    if not asker.is_online:
        return ()
    others = other_sittings(booking)
    if len(others) >= MOST_TABLES_ONLINE:
        raise PleaseCall
    booking.is_second_table = bool(others)
    if others and booking.status == Status.CONFIRMED:
        booking.status = Status.PENDING
    return tuple(each.code for each in others)


def second_table_reason(codes: tuple[str, ...]) -> str:
    """Return what the history says of a second table; nothing where it is the first."""
    return f"The same guest has another table then, {', '.join(codes)}." if codes else ""


def fold_coming_bookings(apps: Apps, schema_editor: object = None) -> None:
    """Fold who made each booking that is not over; a migration runs it. May be called twice."""
    model = apps.get_model("bookings", "Booking")
    rows = model.objects.filter(ends_at__gt=Now()).select_related("restaurant").order_by("id")
    all_rows = rows.iterator(AT_ONCE)
    while batch := list(islice(all_rows, AT_ONCE)):
        for booking in batch:
            fold_person(booking, booking.restaurant.country)
        model.objects.bulk_update(batch, COMPARED)
