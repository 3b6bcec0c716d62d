"""Today's list, and how a party is seated that stands at the door."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.names import table_names
from entracte.backoffice.bookings.shown.tables import active_tables
from entracte.backoffice.bookings.views.diary import diary_page
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.tonight.forms import WalkInForm
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.misfits.find import remarks_on_tables
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BOOK)
def tonight(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The bookings of today."""
    return diary_page(request, desk, desk.tonight, rail_page="tonight")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One press for the party, one to seat it."""
    form = WalkInForm(request.POST or None, tables=active_tables(desk), initial={"party_size": "2"})
    if form.is_valid():
        try:
            booked = book_walk_in(
                restaurant=desk.restaurant,
                typed=form.typed(),
                minutes=form.cleaned_data["minutes"],
                tables=form.chosen_tables,
                override=form.override,
                asker=desk.asker(),
            )
        except Refusal as refused:
            form.offer_past_limit("table", refused.for_staff)
        else:
            row = booking_or_404(desk, booked.booking.code)
            sentence = f"Seated at table {table_names(row)}. {remarks_on_tables(row)}".strip()
            return done(request, sentence, desk, "booking", row.code)
    return page(
        request,
        desk,
        "tonight/walk_in.html",
        rail_page="tonight",
        form=form,
        status=422 if form.is_bound else 200,
    )
