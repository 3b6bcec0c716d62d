"""The tab Activity of Spektrix: what crossed the bridge, what did not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, page
from entracte.boxoffice.by_hand import CannotTryAgain, discard, row_by_key, try_again
from entracte.boxoffice.queries import Activity, activity, connection_for, share_of_verified
from entracte.restaurants.queries import widgets_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


@require_safe
@open_to(Right.SEE_BRIDGE)
def bridge_activity(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The latest claims and handovers with their reasons, and each widget's share of verified bookings."""
    names = {widget.pk: widget.name for widget in widgets_of(desk.restaurant)}
    connection = connection_for(desk.restaurant)
    shares = [(names.get(share.widget_id, ""), share) for share in share_of_verified(desk.restaurant)]
    return page(
        request,
        desk,
        "spektrix/activity/activity.html",
        rail_page="spektrix",
        tab="activity",
        rows=[(row, _values(row, connection)) for row in activity(desk.restaurant)],
        shares=shares,
    )


def _values(row: Activity, connection: Connection | None) -> list[tuple[str, str | int]]:
    """Return what was written, or would have been, under the attributes' names."""
    names: dict[str, str] = {}
    if connection is not None:
        names[connection.last_dined_key] = connection.last_dined_name
        names[connection.visits_key] = connection.visits_name
    return [(names.get(key, key), value) for key, value in row.values.items()]


@require_POST
@open_to(Right.EDIT_BRIDGE)
def settle(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Try a piece of work again, or discard it."""
    row = row_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    is_discard = "discard" in request.POST
    try:
        (discard if is_discard else try_again)(row, now=desk.now)
    except CannotTryAgain as refused:
        return done(request, refused.plain, desk, "activity")
    return done(request, "Discarded." if is_discard else "It is being tried again.", desk, "activity")
