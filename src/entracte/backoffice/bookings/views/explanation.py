"""The page that explains why a time is on offer, or why it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.forms.explanation import STAFF, ExplanationForm
from entracte.backoffice.bookings.shown.tables import active_services
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.asked import asked
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.bookings.queries import explain_start
from entracte.dining.queries import unoffered_tables
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Table


@require_safe
@open_to(Right.SEE_BOOK)
def explanation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What each service says to a party at one start, the nearest to an offer first."""
    names = ("date", "time", "party_size", "who", "service_key")
    wanted = {name: asked(request, name) for name in names}
    usual = {"date": desk.today.isoformat(), "party_size": "2", "who": STAFF}
    typed = {**usual, **{name: value for name, value in wanted.items() if value}}
    services = active_services(desk)
    form = ExplanationForm(typed, services=services)
    explanations = None
    if form.is_valid():
        explanations = explain_start(
            restaurant=desk.restaurant,
            date=form.cleaned_data["date"],
            at=form.cleaned_data["time"],
            wish=form.wish(),
            now=desk.now,
            service_key=form.cleaned_data["service_key"],
        )
    elif not wanted["time"]:
        form = ExplanationForm(initial={**usual, **wanted, "who": wanted["who"] or STAFF}, services=services)
    unoffered = _unoffered(desk) if explanations else []
    where = (request, desk, "bookings/explanation.html")
    return page(*where, rail_page="bookings", form=form, explanations=explanations, unoffered=unoffered)


def _unoffered(desk: Desk) -> list[Table]:
    return sorted(unoffered_tables(desk.restaurant), key=natural_order)
