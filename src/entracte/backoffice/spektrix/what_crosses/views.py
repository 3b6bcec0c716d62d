"""The tab What crosses of Spektrix: every call that can be made, from the code that makes them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.boxoffice.data_flows import NEVER_EXCHANGED, data_flows
from entracte.boxoffice.queries import connection_for
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BRIDGE)
def crossing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every call that can be made at all, in words, and what never crosses."""
    crossings = data_flows(connection_for(desk.restaurant))
    return page(
        request,
        desk,
        "spektrix/what_crosses/what_crosses.html",
        rail_page="spektrix",
        tab="crossing",
        crossings=crossings,
        never=NEVER_EXCHANGED,
    )
