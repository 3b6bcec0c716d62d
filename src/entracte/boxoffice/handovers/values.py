"""The two values that are a guest's now (R9, R10, D4, D6, D7, D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.bookings.queries import latest_end_of_completed, visits_of
from entracte.boxoffice.attributes import AttributeShape, Wanted, last_dined_text, visits_value
from entracte.boxoffice.models import Connection, Link
from entracte.boxoffice.person import Person, ids_of_customer

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def wanted_for(
    person: Person, link: Link, connection: Connection, restaurant: Restaurant
) -> tuple[Wanted, ...]:
    """Return the two attributes as they are to be written now, over every profile of this customer.

    Computed from the book alone. Where nothing is Completed any more there is no last time, and only the
    visits are wanted.
    """
    ids = person.ids | ids_of_customer(
        restaurant_id=restaurant.pk, client_name=link.client_name, customer_id=link.customer_id
    )
    ends_at = latest_end_of_completed(ids)
    visits_shape = AttributeShape(connection.visits_shape)
    visits = Wanted(connection.visits_key, visits_value(visits_of(ids), visits_shape), visits_shape)
    if ends_at is None:
        return (visits,)
    shape = AttributeShape(connection.last_dined_shape)
    text = last_dined_text(ends_at, ZoneInfo(restaurant.time_zone), shape)
    return (Wanted(connection.last_dined_key, text, shape), visits)


def as_stored(wanted: tuple[Wanted, ...]) -> dict[str, str | int]:
    """Return key to value, as sent and as kept in the handover."""
    return {one.key: one.value for one in wanted}
