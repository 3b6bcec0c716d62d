"""Fold every stored profile again, after a change of how texts are folded. Migrations run it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from entracte.guests.folded_columns import folded_columns

if TYPE_CHECKING:
    from django.apps.registry import Apps

AT_ONCE = 1000
FOLDED = ("email_folded", "surname_folded", "phone_folded", "name_words", "phone")
# So earlier versions stored every phone, junk too.
AS_STORED = re.compile(r"\+[0-9]+")


def fold_again(apps: Apps, schema_editor: object = None) -> None:
    """Fold every profile by today's rules, and empty stored phones that are no evidence (D25).

    Joins no two profiles: those that meet now are offered as a merge. A column that the rows do not have yet,
    in a migration of then, is left out. May be called twice.
    """
    guest = apps.get_model("guests", "Guest")
    names = {field.name for field in guest._meta.get_fields()}
    columns = [name for name in FOLDED if name in names]
    rows = guest.objects.select_related("restaurant").order_by("id").iterator(AT_ONCE)
    changed = filter(lambda row: _fold(row, columns), rows)
    while batch := list(islice(changed, AT_ONCE)):
        guest.objects.bulk_update(batch, columns)


def _fold(guest: Any, columns: Sequence[str]) -> bool:
    """Fold one profile; say whether that changed it."""
    before = [getattr(guest, name) for name in columns]
    folded = folded_columns(
        first_name=guest.first_name,
        last_name=guest.last_name,
        email=guest.email,
        phone=guest.phone,
        country=guest.restaurant.country,
    )
    for name, value in folded.items():
        setattr(guest, name, value)
    if guest.phone_folded or AS_STORED.fullmatch(guest.phone):
        guest.phone = guest.phone_folded
    return [getattr(guest, name) for name in columns] != before
