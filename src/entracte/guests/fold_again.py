"""Fold every stored profile again, after a change of how texts are folded. Migrations run it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from entracte.guests.folding import folded_columns

if TYPE_CHECKING:
    from django.apps.registry import Apps

AT_ONCE = 1000
FOLDED = ("email_folded", "surname_folded", "phone_folded", "phone")
# So earlier versions stored every phone, junk too.
AS_STORED = re.compile(r"\+[0-9]+")


def fold_again(apps: Apps, schema_editor: object = None) -> None:
    """Fold every profile by today's rules, and empty stored phones that are no evidence (D25).

    Joins no two profiles: those that meet now are offered as a merge. May be called twice.
    """
    guest = apps.get_model("guests", "Guest")
    rows = guest.objects.select_related("restaurant").order_by("id").iterator(AT_ONCE)
    changed = filter(_fold, rows)
    while batch := list(islice(changed, AT_ONCE)):
        guest.objects.bulk_update(batch, FOLDED)


def _fold(guest: Any) -> bool:
    """Fold one profile; say whether that changed it."""
    before = _columns(guest)
    folded = folded_columns(
        email=guest.email, last_name=guest.last_name, phone=guest.phone, country=guest.restaurant.country
    )
    for name, value in folded.items():
        setattr(guest, name, value)
    if guest.phone_folded or AS_STORED.fullmatch(guest.phone):
        guest.phone = guest.phone_folded
    return _columns(guest) != before


def _columns(guest: Any) -> tuple[str, ...]:
    return tuple(getattr(guest, name) for name in FOLDED)
