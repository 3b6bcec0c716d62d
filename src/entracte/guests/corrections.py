"""Staff correct who a guest is and how they are reached; a verified link stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.guests.details import DETAILS
from entracte.guests.folded_columns import folded_columns
from entracte.guests.models import LETTERS_AGAIN, Guest, ProfileEdit
from entracte.guests.queries import locked_guest
from entracte.refusal import Refusal
from entracte.visible_text import visible

if TYPE_CHECKING:
    from entracte.restaurants.edits.keep_edit import Editor
    from entracte.restaurants.models import Restaurant


class StaleProfile(Refusal):
    """The profile was corrected since the page was read."""

    code, field = "stale_profile", ""
    for_staff = for_guests = "The profile was corrected meanwhile. Please look at it again."


def edit_guest(
    *,
    restaurant: Restaurant,
    guest_id: int,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    by: Editor | None = None,
    version: int | None = None,
) -> Guest:
    """Write a profile, with a line of its history; the bookings keep what was typed with them.

    A phone that is no evidence is kept as typed (D25), and the link to the box office stays. `version` is
    what the page showed; None accepts any. Without an editor no line is kept. Locks the guest's row. Raises
    StaleProfile, and Guest.DoesNotExist for a guest of another restaurant.
    """
    typed = {"first_name": first_name, "last_name": last_name, "email": email, "phone": phone}
    with transaction.atomic():
        guest = Guest.objects.select_for_update(no_key=True).get(pk=guest_id, restaurant=restaurant)
        if version is not None and version != guest.version:
            raise StaleProfile
        _write(guest, typed, restaurant.country, by)
    return guest


def correct_profiles(
    guest: Guest, *, before: Mapping[str, str], typed: Mapping[str, str], country: str, by: Editor
) -> None:
    """Write what was corrected of a booking on its profile too, and on the one that this was merged into.

    The latter only where it has what the booking had `before`. Locks the rows, the lower id first; runs in
    the caller's transaction.
    """
    ids = {guest.pk, guest.merged_into_id or guest.pk}
    for row in [locked_guest(each) for each in sorted(ids)]:
        old = {**before, "phone": _as_stored(before["phone"], country)}
        fits = {name for name in typed if row.pk == guest.pk or getattr(row, name) == old[name]}
        _write(row, {name: text for name, text in typed.items() if name in fits}, country, by)


def keep_letters_again(guest: Guest, *, by: Editor) -> None:
    """Keep, in the history of a profile, that letters go to its address again; nothing in it is corrected."""
    _keep_line(guest, LETTERS_AGAIN, by)


def _as_stored(phone: str, country: str) -> str:
    folded = folded_columns(first_name="", last_name="", email="", phone=phone, country=country)
    return folded["phone_folded"] or phone


def _write(guest: Guest, typed: Mapping[str, str], country: str, by: Editor | None) -> None:
    """Write some details of a profile whose row is locked; where none differs, nothing."""
    before = {name: getattr(guest, name) for name in DETAILS}
    now = before | {name: visible(text).strip() for name, text in typed.items()}
    folded = folded_columns(**now, country=country)
    now["phone"] = folded["phone_folded"] or now["phone"]
    for name, value in (now | folded).items():
        setattr(guest, name, value)
    corrected = [name for name in DETAILS if now[name] != before[name]]
    guest.version += bool(corrected)
    guest.save()
    if corrected and by is not None:
        _keep_line(guest, " ".join(corrected), by)


def _keep_line(guest: Guest, fields: str, by: Editor) -> None:
    ProfileEdit.objects.create(
        restaurant_id=guest.restaurant_id,
        guest=guest,
        account=by.account,
        at=by.at,
        fields=fields,
        version=guest.version,
    )
