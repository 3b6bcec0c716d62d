"""Where the restaurant is and how it is called, for the head and the foot of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from entracte.restaurants.phone_link import phone_link

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

MAP = "https://www.openstreetmap.org/search?query="


def shown_restaurant(restaurant: Restaurant) -> dict[str, Any]:
    """Return what each page says of the restaurant."""
    where = ", ".join(line.strip() for line in restaurant.address.splitlines() if line.strip())
    return {
        "restaurant": restaurant,
        "phone_link": phone_link(restaurant.phone, restaurant.country),
        "map_link": MAP + quote_plus(where) if where else "",
    }
