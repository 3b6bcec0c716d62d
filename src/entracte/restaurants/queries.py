"""Find a restaurant, a widget, a team and its members."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from entracte.accent import USUAL
from entracte.restaurants.keys import read_key
from entracte.restaurants.models import Account, Member, Restaurant, Widget


def widget_by_key(key: str) -> Widget | None:
    """Return the widget with its restaurant in one query, or None."""
    row = _row(_widget_query(), read_key(key))
    if row is None:
        return None
    columns = _columns(Widget)
    widget = Widget.from_db(connection.alias, columns, row[: len(columns)])
    widget.restaurant = Restaurant.from_db(connection.alias, _columns(Restaurant), row[len(columns) :])
    return widget


def widgets_of(restaurant: Restaurant) -> QuerySet[Widget]:
    """Return the restaurant's widgets by name."""
    return Widget.objects.filter(restaurant=restaurant).order_by("name", "id")


def colour_of(restaurant: Restaurant, widget: Widget | None) -> str:
    """Return the colour of this form, or of the restaurant's first one; the usual where it has none."""
    shown = widget or widgets_of(restaurant).first()
    return shown.accent if shown else USUAL


def restaurant_by_slug(slug: str) -> Restaurant | None:
    """Return the restaurant of this slug, or None."""
    return Restaurant.objects.filter(slug=slug).first()


def restaurant_by_id(number: int) -> Restaurant | None:
    """Return this restaurant, or None."""
    return Restaurant.objects.filter(pk=number).first()


def restaurant_as_stored(restaurant: Restaurant) -> Restaurant:
    """Return the restaurant's row as it stands now. Raises Restaurant.DoesNotExist."""
    row = _row(_restaurant_query(), restaurant.pk)
    if row is None:
        raise Restaurant.DoesNotExist
    return Restaurant.from_db(connection.alias, _columns(Restaurant), row)


def memberships_of(account: Account) -> QuerySet[Member]:
    """Return where this person works, with the restaurants, by name."""
    return Member.objects.select_related("restaurant").filter(account=account).order_by("restaurant__name")


def membership(account: Account, slug: str) -> Member | None:
    """Return this person's place in the restaurant of this slug, or None."""
    return Member.objects.select_related("restaurant").filter(account=account, restaurant__slug=slug).first()


def team_of(restaurant: Restaurant) -> QuerySet[Member]:
    """Return the restaurant's members with their accounts, by name."""
    return Member.objects.select_related("account").filter(restaurant=restaurant).order_by("account__email")


def widget_of(restaurant: Restaurant, key: str) -> Widget | None:
    """Return this restaurant's widget of this key, or None."""
    return Widget.objects.filter(restaurant=restaurant, key=read_key(key)).first()


# Two questions that requests begin with, as Django writes them, but written once for the process.
@cache
def _widget_query() -> str:
    rows = Widget.objects.select_related("restaurant").filter(key="")
    return str(rows.query.sql_with_params()[0])


@cache
def _restaurant_query() -> str:
    return str(Restaurant.objects.filter(pk=0).query.sql_with_params()[0])


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _row(query: str, value: str | int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(query, [value])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
