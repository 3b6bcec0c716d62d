"""How do staff take a booking by phone?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import dateformat, timezone
from django.views.decorators.http import require_http_methods, require_safe

from entracte.availability.fit import Wish
from entracte.backoffice.bookings.forms.party import BookForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.diary import table_names
from entracte.backoffice.bookings.views.diary import date_asked
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.house.templatetags.house import natural_order, readable_phone
from entracte.bookings.actions.book import make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.errors import NotBooked
from entracte.bookings.queries import offers_for, visits_of
from entracte.dining.queries import tables_of
from entracte.guests.queries import guest_by_key, guests_like, person_ids, surviving
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Table

USUAL_PARTY = 2
# A start that has just passed may still be given to a party on the phone.
JUST_PASSED = timedelta(minutes=15)
WHY_NONE = {
    "closed": "No service runs on this date.",
    "full": "No table is free for this party on this date.",
}


@dataclass(frozen=True, slots=True)
class Slots:
    """The starts that a party can have on a date, by service."""

    day: date
    party_size: int
    services: tuple[tuple[str, tuple[datetime, ...]], ...]
    why_none: str


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.CHANGE_BOOK)
def new_booking(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Party, date and time; then who comes."""
    tables = active_tables(desk)
    form = BookForm(request.POST or None, tables=tables, initial=_initial(request, desk))
    if not form.is_valid():
        return _page(request, desk, form)
    try:
        booked = make_booking(
            restaurant=desk.restaurant,
            request=form.request(),
            asker=Asker(actor=desk.account, now=desk.now, source=Source.PHONE),
            tables=form.chosen_tables,
            override=form.override,
        )
    except NotBooked as refused:
        form.refuse("starts_at", refused.plain)
        return _page(request, desk, form)
    row = booking_or_404(desk, booked.booking.code)
    when = dateformat.format(timezone.localtime(row.starts_at), "D j M, H:i")
    said = f"Booked for {row.party_size}, {when}, table {table_names(row)}."
    return done(request, said, desk, "booking", row.code)


@require_safe
@at_desk(Right.CHANGE_BOOK)
def slots(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The starts alone, when party or date changed."""
    shown = slots_for(desk, date_asked(request, desk), _party_asked(request))
    return page(request, desk, "bookings/new_booking.html#slots", place="", slots=shown)


@require_safe
@at_desk(Right.SEE_GUESTS)
def look_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Guests who may be meant by what was typed so far."""
    found = guests_like(desk.restaurant, request.GET.get("look", "")[:80])
    return page(request, desk, "bookings/new_booking.html#found", place="", found=found)


@require_safe
@at_desk(Right.SEE_GUESTS)
def fill_in(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """The fields of who comes, filled in from a profile."""
    guest = guest_by_key(desk.restaurant, key)
    if guest is None:
        raise Http404
    guest = surviving(guest)
    names = ("first_name", "last_name", "email", "phone")
    known = {name: getattr(guest, name) for name in names}
    form = BookForm(tables=(), initial={**known, "phone": readable_phone(guest.phone)})
    visits = visits_of(person_ids(guest))
    return page(
        request,
        desk,
        "bookings/new_booking.html#guest-fields",
        place="",
        form=form,
        known=guest,
        visits=visits,
    )


def slots_for(desk: Desk, day: date, party_size: int) -> Slots:
    """Return what staff may offer: notice, horizon and online limits do not bind them."""
    answer = offers_for(
        restaurant=desk.restaurant, date=day, wish=Wish(party_size, is_online=False), now=desk.now
    )
    by_service: dict[str, list[datetime]] = {}
    seen: set[datetime] = set()
    for offer in answer.offers:
        if offer.starts_at >= desk.now - JUST_PASSED and offer.starts_at not in seen:
            seen.add(offer.starts_at)
            by_service.setdefault(offer.service_name, []).append(offer.starts_at)
    why = "" if by_service else WHY_NONE.get(answer.state.value, "No start is left on this date.")
    services = tuple((name, tuple(starts)) for name, starts in by_service.items())
    return Slots(day, party_size, services, why)


def active_tables(desk: Desk) -> list[Table]:
    """Return the tables in use, 2 before 10."""
    return sorted((row for row in tables_of(desk.restaurant) if row.is_active), key=natural_order)


def _party_asked(request: HttpRequest) -> int:
    for name in ("larger_party", "party_size"):
        typed = request.GET.get(name, "")
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= 500:
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
        place="bookings",
        form=form,
        slots=slots_for(desk, day, party),
        status=422 if form.is_bound else 200,
    )
