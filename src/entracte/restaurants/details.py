"""A restaurant's details and limits are saved, and its rules get another version."""

from dataclasses import dataclass

from django.db.models import F

from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.models import Restaurant
from entracte.restaurants.opening_hours.in_words import lines_of
from entracte.restaurants.opening_hours.week import Week, week_of, write_week


@dataclass(frozen=True, slots=True)
class Details:
    """What a restaurant says about itself, and how it takes bookings."""

    name: str
    address: str
    phone: str
    country: str
    time_zone: str
    currency: str
    locale: str
    confirms_by_hand: bool
    deposit_from_party: int | None
    opening_hours: str = ""
    privacy_sentence: str = ""
    privacy_link: str = ""
    reply_to: str = ""
    asks_for_news: bool = False
    news_wording: str = ""
    needs_second_factor: bool = False
    guests_cancel: bool = True
    cancel_hours: int = 2
    guests_change: bool = True
    change_hours: int = 2
    change_largest: int | None = None
    wish_hours: int = 24
    reminder_hours: int | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """What stands below the opening hours, as guests read it: what a manager may write too."""

    opening_hours: str


@dataclass(frozen=True, slots=True)
class Seating:
    """What holds over the whole restaurant when parties are seated; None is no limit.

    Of the covers that may start in an interval, `covers_kept_in_house` are not for guests who book online.
    """

    makes_room: bool
    hold_minutes: int
    pacing_minutes: int
    max_parties: int | None
    max_covers: int | None
    covers_kept_in_house: int


def save_restaurant(
    *, restaurant: Restaurant, details: Details, week: Week | None = None, by: Editor | None = None
) -> Restaurant:
    """Save the restaurant's own settings, and its opening hours where they are given."""
    return _save(restaurant, details, by, week)


def save_opening_hours(
    *, restaurant: Restaurant, hours: OpeningHours, week: Week, by: Editor | None = None
) -> Restaurant:
    """Save the opening hours and what stands below them."""
    return _save(restaurant, hours, by, week)


def save_seating(*, restaurant: Restaurant, seating: Seating, by: Editor | None = None) -> Restaurant:
    """Save the limits and choices that hold over the whole restaurant."""
    return _save(restaurant, seating, by)


def raise_rules_version(restaurant_id: int) -> None:
    """Give the restaurant's rules another version, so that no process goes on with what it remembers."""
    Restaurant.objects.filter(pk=restaurant_id).update(rules_version=F("rules_version") + 1)


def _save(
    restaurant: Restaurant,
    edited: Details | OpeningHours | Seating,
    by: Editor | None,
    week: Week | None = None,
) -> Restaurant:
    columns = list(type(edited).__slots__)
    for column in columns:
        setattr(restaurant, column, getattr(edited, column))
    with keep_edit(restaurant, by, more=_hours_by_day if week is not None else None):
        restaurant.save(update_fields=columns)
        if week is not None:
            write_week(restaurant, week)
        raise_rules_version(restaurant.pk)
    return restaurant


def _hours_by_day(restaurant_id: int) -> dict[str, str]:
    return {"hours by day": "; ".join(lines_of(week_of(restaurant_id)))}
