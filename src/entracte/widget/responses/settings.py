"""The settings of a widget, with the restaurant as a guest sees it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from entracte.bookings import queries
from entracte.boxoffice.queries import basket_source
from entracte.restaurants.choices import Integration
from entracte.restaurants.opening_hours.shown import shown_hours
from entracte.restaurants.phone_link import phone_link
from entracte.widget.news_wording import news_wording, version_of

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant, Widget


class RestaurantOut(BaseModel):
    """The restaurant as the widget shows it."""

    name: str
    address: str
    phone: str
    phone_link: str = Field(description="The phone as an address to press, such as tel:+44-117-496-0123")
    time_zone: str
    locale: str
    currency: str
    opening_hours: str = Field(
        description="Lines of days and hours, then the restaurant's note; what can be booked is in the offers"
    )


class BasketSource(BaseModel):
    """Where the page reads the guest's basket: the web API's address with the client's name."""

    url: str


class NewsOut(BaseModel):
    """What the tick for news says, and the name of these words, which goes with a submit that is ticked."""

    wording: str
    version: str


class SettingsOut(BaseModel):
    """All that the form needs to start."""

    widget: str
    restaurant: RestaurantOut
    language: str
    accent: str
    largest_party: int = Field(description="The largest party that some service seats online; 0 without any")
    sizes_not_seated: list[int] = Field(description="Sizes up to the largest that no service in use seats")
    hold_minutes: int = Field(description="How long a slot is held for a visitor; 0 is not at all")
    integration: Literal["none", "spektrix"]
    basket: BasketSource | None
    shows_curtain: bool
    shows_other_performances: bool
    today: dt.date = Field(
        description="The restaurant's date; after midnight the day before, while a start of it is to come"
    )
    privacy_sentence: str = Field(description="What stands at the button; empty is the form's own sentence")
    privacy_link: str = Field(description="The restaurant's page about privacy, or nothing")
    news: NewsOut | None = Field(description="The tick by which a guest agrees to news; null is no tick")


def public_restaurant(restaurant: Restaurant, language: str) -> RestaurantOut:
    """Return the restaurant as a widget in this language shows it."""
    return RestaurantOut(
        name=restaurant.name,
        address=restaurant.address,
        phone=restaurant.phone,
        phone_link=phone_link(restaurant.phone, restaurant.country),
        time_zone=restaurant.time_zone,
        locale=restaurant.locale,
        currency=restaurant.currency,
        opening_hours=shown_hours(restaurant, language),
    )


def settings_of(widget: Widget, *, now: dt.datetime) -> SettingsOut:
    """Return a widget's settings; the basket's address only where its integration is Spektrix."""
    restaurant = widget.restaurant
    is_bridged = widget.integration == Integration.SPEKTRIX
    wording = news_wording(restaurant)
    url = basket_source(restaurant, custom_domain=widget.custom_domain) if is_bridged else None
    return SettingsOut(
        widget=widget.key,
        restaurant=public_restaurant(restaurant, widget.language),
        language=widget.language,
        accent=widget.accent,
        largest_party=queries.largest_party_online(restaurant),
        sizes_not_seated=queries.sizes_not_seated(restaurant, now=now),
        hold_minutes=restaurant.hold_minutes,
        integration="spektrix" if is_bridged else "none",
        basket=BasketSource(url=url) if url else None,
        shows_curtain=is_bridged and widget.shows_curtain,
        shows_other_performances=is_bridged and widget.shows_other_performances,
        today=queries.evening_date(restaurant, now=now),
        privacy_sentence=restaurant.privacy_sentence,
        privacy_link=restaurant.privacy_link,
        news=NewsOut(wording=wording, version=version_of(wording)) if wording else None,
    )
