"""Whether a restaurant's reminder asks its guests to say again that they come."""

from __future__ import annotations

from entracte.mail.models import LetterSettings


def asks_to_reconfirm(restaurant_id: int) -> bool:
    """Say whether the restaurant's reminder asks. One query."""
    return LetterSettings.objects.filter(restaurant=restaurant_id, asks_to_reconfirm=True).exists()
