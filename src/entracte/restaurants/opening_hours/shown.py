"""The opening hours as a guest is shown them: the week in their language, and the restaurant's own note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import override

from entracte.restaurants.languages import language_for
from entracte.restaurants.opening_hours.in_words import lines_of
from entracte.restaurants.opening_hours.week import week_of

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# The week of each restaurant in each language, with the version of its rules that it was read at.
_remembered: dict[tuple[int, str], tuple[int, list[str]]] = {}


def shown_hours(restaurant: Restaurant, language: str) -> str:
    """Return a line for each run of days with the same hours, then the note.

    The week is remembered by this process until an edit, which raises the version that the row names; so it
    costs no query, or one after an edit.
    """
    return "\n".join(filter(None, (*_week_in(language, restaurant), restaurant.opening_hours)))


def _week_in(language: str, restaurant: Restaurant) -> list[str]:
    remembered = _remembered.get((restaurant.pk, language))
    if remembered is not None and remembered[0] == restaurant.rules_version:
        return remembered[1]
    with override(language_for(language, restaurant.locale)):
        lines = lines_of(week_of(restaurant.pk))
    _remembered[restaurant.pk, language] = restaurant.rules_version, lines
    return lines
