"""Which restaurant, which widget, which memberships?"""

from functools import cache

from django.db import connection
from django.db.models import QuerySet

from entracte.restaurants.models import Account, Member, Restaurant, Widget


def widget_by_key(key: str) -> Widget | None:
    """Return the widget with its restaurant in one query, or None."""
    if len(key) > 16 or "\x00" in key:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_widget_query(), [key])
        row = cursor.fetchone()
    if row is None:
        return None
    columns = [field.attname for field in Widget._meta.concrete_fields]
    widget = Widget.from_db(connection.alias, columns, row[: len(columns)])
    restaurant_columns = [field.attname for field in Restaurant._meta.concrete_fields]
    widget.restaurant = Restaurant.from_db(connection.alias, restaurant_columns, row[len(columns) :])
    return widget


@cache
def _widget_query() -> str:
    """The query as Django writes it, written once: each request of the widget's API begins with it."""
    rows = Widget.objects.select_related("restaurant").filter(key="")
    return str(rows.query.sql_with_params()[0])


def widgets_of(restaurant: Restaurant) -> QuerySet[Widget]:
    """Return the restaurant's widgets by name."""
    return Widget.objects.filter(restaurant=restaurant).order_by("name", "id")


def restaurant_by_slug(slug: str) -> Restaurant | None:
    """Return the restaurant of this slug, or None."""
    return Restaurant.objects.filter(slug=slug).first()


def restaurant_anew(restaurant: Restaurant) -> Restaurant:
    """Return the restaurant's row as it stands now. Raises Restaurant.DoesNotExist."""
    return Restaurant.objects.get(pk=restaurant.pk)


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
    return Widget.objects.filter(restaurant=restaurant, key=key[:16]).first()
