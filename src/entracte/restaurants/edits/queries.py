"""Read the history of settings and the security log, and forget what is old."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q

from entracte.restaurants.models import Edit, Entry, Restaurant

ON_A_PAGE = 50


def edits_of(restaurant: Restaurant, *, number: int = 1) -> "Page[Edit]":
    """Return a page of the restaurant's edits, the newest first."""
    return Paginator(Edit.objects.filter(restaurant=restaurant).order_by("-at", "-pk"), ON_A_PAGE).get_page(
        number
    )


def edits_since(restaurant: Restaurant, at: datetime, what: Collection[str]) -> list[Edit]:
    """Return the edits of these kinds of rows since then, the newest first. One query."""
    rows = Edit.objects.filter(restaurant=restaurant, at__gte=at, what__in=what)
    return list(rows.order_by("-at", "-pk"))


def entries_of(restaurant: Restaurant, *, number: int = 1) -> "Page[Entry]":
    """Return a page of the security log, the newest first: of this restaurant, and of sign-ins of its team.

    What happened to an account in another restaurant is not of it.
    """
    of_team = Q(restaurant=None, account__memberships__restaurant=restaurant)
    entries = Entry.objects.filter(Q(restaurant=restaurant) | of_team).order_by("-at", "-pk")
    return Paginator(entries, ON_A_PAGE).get_page(number)


def forget_old_history(now: datetime) -> None:
    """Delete edits and entries older than the setting of days."""
    oldest = now - timedelta(days=settings.HISTORY_DAYS)
    Edit.objects.filter(at__lt=oldest).delete()
    Entry.objects.filter(at__lt=oldest).delete()
