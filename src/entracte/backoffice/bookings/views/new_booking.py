"""The page on which staff take a booking by phone, and the parts of it that are sent alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import dateformat, timezone
from django.views.decorators.http import require_http_methods, require_safe

from entracte.backoffice.bookings.forms.new_booking import BookForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.names import table_names
from entracte.backoffice.bookings.shown.slots import slots_for
from entracte.backoffice.bookings.shown.tables import active_services, active_tables
from entracte.backoffice.bookings.views.diary import date_asked
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, found_or_404, page
from entracte.backoffice.house.asked import asked
from entracte.backoffice.house.templatetags.house import readable_phone
from entracte.bookings.actions.book import make_booking
from entracte.bookings.choices import Source
from entracte.bookings.errors import ServiceNeeded
from entracte.bookings.misfits.find import remarks_on_tables
from entracte.bookings.queries import visits_of
from entracte.bookings.tables.same_person import other_sittings
from entracte.guests.notes import standing_notes_of
from entracte.guests.queries import guest_by_key, guests_like, person_ids, surviving
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

USUAL_PARTY = 2


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def new_booking(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Party, date and time; then who comes."""
    tables = active_tables(desk)
    services, initial = active_services(desk), _initial(request, desk)
    form = BookForm(request.POST or None, tables=tables, services=services, initial=initial)
    if not form.is_valid():
        return _page(request, desk, form)
    try:
        booked = make_booking(
            restaurant=desk.restaurant,
            request=form.request(),
            asker=desk.asker(source=Source.PHONE, writes=form.cleaned_data["write_to_guest"]),
            tables=form.chosen_tables,
            override=form.override,
        )
    except ServiceNeeded as refused:
        form.add_errors({refused.field: refused.for_staff})
        return _page(request, desk, form)
    except Refusal as refused:
        form.offer_past_limit("starts_at", refused.for_staff)
        return _page(request, desk, form)
    row = booking_or_404(desk, booked.booking.code)
    when = dateformat.format(timezone.localtime(row.starts_at), "D j M, H:i")
    sentence = f"Booked for {row.party_size}, {when}, table {table_names(row)}."
    if others := other_sittings(row):
        sentence += f" The same guest has another table then, {', '.join(each.code for each in others)}."
    return done(request, f"{sentence} {remarks_on_tables(row)}".strip(), desk, "booking", row.code)


@require_safe
@open_to(Right.CHANGE_BOOK)
def slots(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The starts alone, when party or date changed."""
    shown = slots_for(desk, date_asked(request, desk), _party_asked(request))
    return page(request, desk, "bookings/new_booking.html#slots", slots=shown)


@require_safe
@open_to(Right.SEE_GUESTS)
def look_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Guests who may be meant by what was typed so far."""
    found = guests_like(desk.restaurant, asked(request, "look"))
    return page(request, desk, "bookings/new_booking.html#found", found=found)


@require_safe
@open_to(Right.SEE_GUESTS)
def fill_in(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """The fields of who comes, filled in from a profile."""
    guest = surviving(found_or_404(guest_by_key(desk.restaurant, key)))
    names = ("first_name", "last_name", "email", "phone")
    known = {name: getattr(guest, name) for name in names}
    form = BookForm(tables=(), initial={**known, "phone": readable_phone(guest.phone)})
    visits = visits_of(person_ids(guest))
    return page(
        request,
        desk,
        "bookings/new_booking.html#guest-fields",
        form=form,
        known=guest,
        notes=standing_notes_of(guest),
        visits=visits,
    )


def _party_asked(request: HttpRequest) -> int:
    for name in ("larger_party", "party_size"):
        typed = asked(request, name)
        if typed.isdecimal() and 1 <= int(typed[:4]) <= 500:
            return int(typed[:4])
    return USUAL_PARTY


def _initial(request: HttpRequest, desk: Desk) -> dict[str, object]:
    party = _party_asked(request)
    picked = {"party_size": str(party)} if party <= 10 else {"larger_party": party}
    return {"date": date_asked(request, desk), **picked}


def _page(request: HttpRequest, desk: Desk, form: BookForm) -> HttpResponse:
    day, party = date_asked(request, desk), _party_asked(request)
    if form.is_bound:
        day = form.cleaned_data.get("date") or day
        party = form.cleaned_data.get("party_size") or party
    return page(
        request,
        desk,
        "bookings/new_booking.html",
        rail_page="bookings",
        form=form,
        slots=slots_for(desk, day, party),
        status=422 if form.is_bound else 200,
    )
