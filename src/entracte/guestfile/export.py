"""Give out all that is kept of a guest: a file to read, and the same for programs (D40)."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language

from entracte.bookings.guest_data.kept import kept_of_bookings
from entracte.boxoffice.guest_data.kept import kept_of_bridge
from entracte.guestfile.words import label_of, title_of
from entracte.guests.guest_data.kept import kept_of_profiles
from entracte.guests.queries import person_ids
from entracte.mail.guest_data.kept import kept_of_letters

if TYPE_CHECKING:
    from entracte.guests.models import Guest
    from entracte.restaurants.models import Restaurant

Rows = list[dict[str, Any]]
ZIP_NAME = "everything.zip"


def kept_of(restaurant: Restaurant, guest: Guest) -> dict[str, Rows]:
    """Return all that this restaurant keeps of the guest and the profiles merged with theirs, by kind.

    Nothing is kept of it.
    """
    ids = person_ids(guest)
    found = {**kept_of_profiles(ids), **kept_of_bookings(ids), **kept_of_bridge(ids)}
    addresses = {row["email"] for kind in ("profiles", "bookings") for row in found[kind]}
    codes = {row["code"] for row in found["bookings"]}
    letters = kept_of_letters(restaurant_id=restaurant.pk, codes=codes, addresses=addresses)
    return found | letters


def zip_of(restaurant: Restaurant, guest: Guest, *, at: datetime) -> bytes:
    """Return the zip with a page to read and a file for programs, in the language that is active."""
    kept = {kind: rows for kind, rows in kept_of(restaurant, guest).items() if rows}
    whole = {"restaurant": restaurant.name, "at": at, **kept}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
        bundle.writestr("everything.html", _page(restaurant, kept, at=at))
        bundle.writestr("everything.json", json.dumps(whole, default=_plain, ensure_ascii=False, indent=2))
    return file.getvalue()


def _page(restaurant: Restaurant, kept: dict[str, Rows], *, at: datetime) -> str:
    zone = ZoneInfo(restaurant.time_zone)
    parts = [(title_of(kind), [_lines(row, zone) for row in rows]) for kind, rows in kept.items()]
    shown = {"restaurant": restaurant, "parts": parts, "at": _shown(at, zone), "language": get_language()}
    return render_to_string("guestfile/everything.html", shown)


def _lines(row: dict[str, Any], zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return what a row says, under the name of each; what is empty is left out."""
    empty: tuple[object, ...] = (None, "", {}, False)
    return [(label_of(name), _shown(value, zone)) for name, value in row.items() if value not in empty]


def _shown(value: object, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
