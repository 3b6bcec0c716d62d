"""The restaurant that a command names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.cli.errors import CannotRun

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def restaurant_called(slug: str) -> Restaurant:
    """Return the restaurant; Django is set up. Raises CannotRun when there is none."""
    from entracte.restaurants.queries import restaurant_by_slug

    restaurant = restaurant_by_slug(slug)
    if restaurant is None:
        raise CannotRun(f"There is no restaurant {slug}.")
    return restaurant
