"""Whether a restaurant's reminder asks its guests to say again that they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.mail.models import LetterSettings

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def asks_to_reconfirm(restaurant: Restaurant) -> bool:
    """Say whether the restaurant's reminder asks. One query, and none for one that is drawn without a row."""
    rows = LetterSettings.objects.filter(restaurant=restaurant.pk, asks_to_reconfirm=True)
    return bool(restaurant.pk) and rows.exists()
