"""What the outer page pastes to show a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html

from entracte.restaurants.phone_link import phone_link

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant, Widget

# the height of the first screen, kept free so that the page below does not jump when the form comes
HEIGHT = "display:block;min-height:624px"


def snippet_for(widget: Widget, restaurant: Restaurant) -> str:
    """Return the lines to paste, once for years; without the script they show the restaurant's phone."""
    return format_html(
        '<script src="{home}/widget/1/entracte.js" async></script>\n'
        '<entracte-widget widget="{key}" from="{home}" style="{height}">\n'
        '  <p slot="entracte-absent">{absent}</p>\n'
        "</entracte-widget>",
        home=settings.PUBLIC_URL,
        key=widget.key,
        height=HEIGHT,
        absent=_instead_of_the_form(restaurant),
    )


def _instead_of_the_form(restaurant: Restaurant) -> str:
    link = phone_link(restaurant.phone, restaurant.country)
    if not link:
        return format_html("Book a table: ask {}.", restaurant.name)
    phone = format_html('<a href="{}">{}</a>', link, restaurant.phone)
    return format_html("Book a table at {}: call {}.", restaurant.name, phone)
