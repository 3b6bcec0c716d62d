"""The holds of guests who are still typing: found, locked, and deleted once they ended."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from entracte.bookings.models import BookedTable, Hold
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

LONGEST_NAME = 64


def holds_named(widget: Widget, name: str) -> QuerySet[Hold]:
    """Return this widget's hold of this name: any that it had, or the word of the visitor who has it."""
    bare = _bare(name)
    return Hold.objects.filter(Q(key=key_of(bare)) | Q(visitor=bare), widget=widget)


def holds_last_named(widget: Widget, name: str) -> QuerySet[Hold]:
    """Return this widget's hold of this name, its last one, or of this visitor."""
    bare = _bare(name)
    key, _, asked = bare.partition("-")
    times = int(asked) if re.fullmatch(r"[1-9][0-9]{0,3}", asked) else 1 if key == bare else 0
    return Hold.objects.filter(Q(key=key, times_asked=times) | Q(visitor=bare), widget=widget)


def key_of(name: str) -> str:
    """Return the key in the name of a hold."""
    return name.partition("-")[0]


def _bare(name: str) -> str:
    return name.replace("\x00", "")[:LONGEST_NAME]


def live_hold(widget: Widget | None, name: str, *, now: datetime) -> Hold | None:
    """Return this widget's hold of this name while it still promises something, or None.

    Locks its row, so that it stays until the caller's transaction ends. Ask under the day's lock.
    """
    if widget is None or not name:
        return None
    return holds_named(widget, name).filter(expires_at__gt=now).select_for_update().first()


def promised_dates(widget: Widget | None, name: str, starts_at: datetime, *, now: datetime) -> set[date]:
    """Return the service day on which this widget's hold of this name promises this start, if it does.

    The services may have other starts by now. Locks nothing: its answer is the day to lock.
    """
    if widget is None or not name:
        return set()
    rows = holds_named(widget, name).filter(starts_at=starts_at, expires_at__gt=now)
    return set(rows.values_list("service_date", flat=True))


def lock_holds(widget_id: int, address: str, network: str) -> None:
    """Lock what counts the holds of a widget, an address and a network until the transaction ends.

    Before any day.
    """
    names = (f"holds:widget:{widget_id}", f"holds:address:{address}", f"holds:network:{network}")
    lock_named(*(names if network else names[:2]))


def drop_expired_holds(restaurant_id: int, *, now: datetime) -> int:
    """Delete the restaurant's holds that ended, with the tables they had; return how many.

    Wishes that ended let go of their tables too; that they ended is written a little later.
    """
    BookedTable.objects.filter(restaurant_id=restaurant_id, wish__expires_at__lte=now).delete()
    return _drop(Hold.objects.filter(restaurant_id=restaurant_id), now)


def forget_expired_holds(now: datetime) -> int:
    """Delete every hold that ended; returns how many. May be called any time."""
    return _drop(Hold.objects.all(), now)


def _drop(rows: QuerySet[Hold], now: datetime) -> int:
    """Delete those that ended, but for one that is being booked or dropped elsewhere at this moment."""
    with transaction.atomic():
        ended = rows.filter(expires_at__lte=now).select_for_update(skip_locked=True)
        _, by_model = Hold.objects.filter(pk__in=[each.pk for each in ended]).delete()
    return by_model.get("bookings.Hold", 0)
