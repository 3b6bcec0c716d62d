"""The page that explains why a time is on offer, or why it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.forms.explanation import STAFF, ExplanationForm
from entracte.backoffice.bookings.shown.tables import active_services
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
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
    asked = {name: request.GET.get(name) for name in ("date", "time", "party_size", "who", "service_key")}
    usual = {"date": desk.today.isoformat(), "party_size": "2", "who": STAFF}
    typed = {**usual, **{name: value for name, value in asked.items() if value}}
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
    elif not asked["time"]:
        form = ExplanationForm(initial={**usual, **asked, "who": asked["who"] or STAFF}, services=services)
    shown = {
        "form": form,
        "explanations": explanations,
        "unoffered": _unoffered(desk) if explanations else [],
    }
    return page(request, desk, "bookings/explanation.html", rail_page="bookings", **shown)


def _unoffered(desk: Desk) -> list[Table]:
    return sorted(unoffered_tables(desk.restaurant), key=natural_order)
