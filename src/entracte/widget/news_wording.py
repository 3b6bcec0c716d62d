"""The words that a guest may agree to at the tick for news, and which words a browser has shown."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from entracte.restaurants.choices import USUAL_NEWS_WORDING

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def news_wording(restaurant: Restaurant) -> str:
    """Return what stands at the tick; "" where the restaurant does not ask."""
    return (restaurant.news_wording or USUAL_NEWS_WORDING) if restaurant.asks_for_news else ""


def version_of(wording: str) -> str:
    """Return a name for these very words: other words have another."""
    return hashlib.sha256(wording.encode()).hexdigest()[:16] if wording else ""


def wording_agreed_to(restaurant: Restaurant, version: str) -> str:
    """Return the words whose version was ticked; "" where none was, or others stand there now.

    Nobody has agreed to words that their page did not show.
    """
    wording = news_wording(restaurant)
    return wording if version == version_of(wording) else ""
