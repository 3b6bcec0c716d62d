"""Which sites asked for a widget lately and were refused, so that its restaurant can allow them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.db.models import F

from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.models import RefusedOrigin, Widget
from entracte.restaurants.origins import is_origin_as_sent

MOST_PER_WIDGET = 20
COUNTED_EVERY = timedelta(minutes=1)
KEPT_FOR = timedelta(days=14)


def count_refused(*, widget: Widget, origin: str, now: datetime) -> None:
    """Count that this site asked, at most once a minute and for twenty sites a widget; commits at once.

    A site that could never be allowed is not counted, and a database that cannot write is no error.
    """
    if not is_origin_as_sent(origin):
        return
    try:
        with transaction.atomic():
            _count(widget, origin, now)
    except (OperationalError, InterfaceError, InternalError):
        return


def _count(widget: Widget, origin: str, now: datetime) -> None:
    rows = RefusedOrigin.objects.filter(widget=widget)
    if last_at := rows.filter(origin=origin).values_list("last_at", flat=True).first():
        if last_at <= now - COUNTED_EVERY:
            known = rows.filter(origin=origin, last_at=last_at)
            known.update(times=F("times") + 1, last_at=now)
        return
    if rows.count() >= MOST_PER_WIDGET:
        return
    # one after the other from here, so that twenty stay twenty
    Widget.objects.select_for_update().filter(pk=widget.pk).first()
    if rows.count() < MOST_PER_WIDGET:
        row = RefusedOrigin(restaurant_id=widget.restaurant_id, widget=widget, origin=origin, last_at=now)
        RefusedOrigin.objects.bulk_create([row], ignore_conflicts=True)


def refused_lately(widget: Widget, *, now: datetime) -> list[RefusedOrigin]:
    """Return the sites that were refused in two weeks and are not allowed now, who asked most first."""
    rows = RefusedOrigin.objects.filter(widget=widget, last_at__gt=now - KEPT_FOR)
    return list(rows.exclude(origin__in=widget.allowed_origins).order_by("-times", "origin"))


def allow_refused(*, widget: Widget, origin: str, by: Editor | None = None) -> bool:
    """Allow a site that was refused; False where it is not among the refused. May be called twice."""
    with transaction.atomic():
        row = Widget.objects.select_for_update().get(pk=widget.pk)
        if not RefusedOrigin.objects.filter(widget=row, origin=origin).exists():
            return False
        if origin not in row.allowed_origins:
            row.allowed_origins = [*row.allowed_origins, origin]
            with keep_edit(row, by):
                row.save(update_fields=["allowed_origins"])
        forget_refused(widget=row, origins=[origin])
    return True


def forget_refused(*, widget: Widget, origins: Sequence[str]) -> None:
    """Forget that these sites were refused: they are allowed now."""
    RefusedOrigin.objects.filter(widget=widget, origin__in=origins).delete()


def forget_old_refused(*, now: datetime) -> int:
    """Delete the sites that did not ask for two weeks; returns how many. May be called any time."""
    deleted, _ = RefusedOrigin.objects.filter(last_at__lte=now - KEPT_FOR).delete()
    return deleted
