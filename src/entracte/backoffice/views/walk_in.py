"""How is a party seated that stands at the door?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.access import Desk, at_desk
from entracte.backoffice.evening import table_names
from entracte.backoffice.forms.booking import WalkInForm
from entracte.backoffice.pages import done, page
from entracte.backoffice.shown import booking_or_404
from entracte.backoffice.views.new_booking import active_tables
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.errors import NotBooked
from entracte.restaurants.roles import Right

NAMES = ("first_name", "last_name", "email", "phone", "minutes")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.CHANGE_BOOK)
def walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One press for the party, one to seat it."""
    form = WalkInForm(request.POST or None, tables=active_tables(desk), initial={"party_size": "2"})
    if form.is_valid():
        try:
            booked = book_walk_in(
                restaurant=desk.restaurant,
                party_size=form.party,
                tables=form.chosen_tables,
                override=form.override,
                actor=desk.account,
                now=desk.now,
                **{name: form.cleaned_data[name] for name in NAMES},
            )
        except NotBooked as refused:
            form.refuse("table", refused.plain)
        else:
            row = booking_or_404(desk, booked.booking.code)
            return done(request, f"Seated at table {table_names(row)}.", desk, "booking", row.code)
    return page(request, desk, "walk_in", place="tonight", form=form, status=422 if form.is_bound else 200)
