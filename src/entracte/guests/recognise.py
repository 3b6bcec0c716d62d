"""A booking finds the profile of its guest, or makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.guests.folded_columns import folded_columns
from entracte.guests.models import Guest
from entracte.guests.sql import KNOWN
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

COLUMNS = ", ".join(field.column for field in Guest._meta.concrete_fields if field.column)


def recognise_or_create(
    *,
    restaurant: Restaurant,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    now: datetime,
    folded: Mapping[str, str] | None = None,
) -> Guest:
    """Return the guest's profile: by e-mail, which wins, else by phone and surname, else a new one.

    A merged profile is returned as it is: reading follows the merge, and an undo parts them (D26). Never
    alters a profile. Runs inside the caller's transaction and locks the e-mail and the phone by name until it
    ends, so that two first bookings at once make one profile. `folded` is what `folded_columns` makes of
    these texts, where the caller has it already.
    """
    folded = folded or folded_columns(
        first_name=first_name, last_name=last_name, email=email, phone=phone, country=restaurant.country
    )
    number = folded["phone_folded"]
    names = {"email": folded["email_folded"], "phone": number}
    lock_named(*(f"guest:{restaurant.pk}:{kind}:{value}" for kind, value in names.items() if value))
    guest = _known(restaurant, folded["email_folded"], number, folded["surname_folded"])
    if guest is not None:
        return guest
    return Guest.objects.create(
        restaurant=restaurant,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email.strip(),
        phone=number or phone.strip(),
        created_at=now,
        **folded,
    )


def _known(restaurant: Restaurant, email_folded: str, number: str, surname: str) -> Guest | None:
    """Return the oldest profile of this e-mail, else the oldest of this phone and surname. One query."""
    either: list[str] = []
    values: list[int | str] = [restaurant.pk]
    if email_folded:
        either.append("email_folded = %s")
        values.append(email_folded)
    if number and surname:
        either.append("phone_folded = %s AND surname_folded = %s")
        values += [number, surname]
    if not either:
        return None
    rows = list(Guest.objects.raw(KNOWN.format(COLUMNS, " OR ".join(either)), values))
    by_email = (row for row in rows if email_folded and row.email_folded == email_folded)
    return next(by_email, rows[0] if rows else None)
