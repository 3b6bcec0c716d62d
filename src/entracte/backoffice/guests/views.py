"""The page Guests: find somebody, and open, edit, note, unlink or merge a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entracte.backoffice.guests.forms import GuestForm, MergeForm, guest_as_typed
from entracte.backoffice.guests.shown import guest_context, guest_lines
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, is_part, page
from entracte.backoffice.house.asked import asked, pressed
from entracte.backoffice.house.notes import NOTED, NoteForm, StrikeForm
from entracte.bookings.queries import booking_by_code
from entracte.boxoffice.unlink import unlink
from entracte.guests.actions import edit_guest, merge_guests, unmerge_guest
from entracte.guests.notes import add_guest_note, strike_guest_note
from entracte.guests.queries import guest_by_key, guests_like, newest_guests
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.guests.models import Guest

SHOWN = 30


@require_safe
@open_to(Right.SEE_GUESTS)
def guests(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Search by name, e-mail, phone or a booking's code; without a search, the newest profiles.

    A code that is known leads to its booking; while one types, the booking stands above the guests.
    """
    text = asked(request, "q")
    booking = booking_by_code(desk.restaurant, text)
    if booking is not None and not is_part(request):
        return redirect("backoffice:booking", desk.restaurant.slug, booking.code)
    found = guests_like(desk.restaurant, text, limit=SHOWN) if text else newest_guests(desk.restaurant)
    template = "guests/guests.html#list" if is_part(request) else "guests/guests.html"
    return page(
        request, desk, template, rail_page="guests", lines=guest_lines(found), q=text, booking=booking
    )


@require_safe
@open_to(Right.SEE_GUESTS)
def guest(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One guest: the link to the box office, the bookings, the profile."""
    row = guest_or_404(desk, key)
    return _page(request, desk, row, GuestForm(initial=guest_as_typed(row)))


@require_POST
@open_to(Right.CHANGE_GUESTS)
def edit(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Write the profile."""
    row = guest_or_404(desk, key)
    form = GuestForm(request.POST, initial=guest_as_typed(row))
    if form.is_valid():
        edit_guest(restaurant=desk.restaurant, guest_id=row.pk, **form.cleaned_data)
        return done(request, "Saved.", desk, "guest", row.key)
    return _page(request, desk, row, form, status=422)


@require_POST
@open_to(Right.CHANGE_GUESTS)
def note(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Add a note of the team, or strike one out."""
    row = guest_or_404(desk, key)
    form = (StrikeForm if pressed(request, "strike") else NoteForm)(request.POST)
    if not form.is_valid():
        profile = GuestForm(initial=guest_as_typed(row))
        return _page(request, desk, row, profile, status=422, note_form=form)
    if isinstance(form, StrikeForm):
        strike_guest_note(guest=row, key=form.cleaned_data["strike"], by=desk.account, now=desk.now)
        return done(request, "Note struck out.", desk, "guest", row.key)
    add_guest_note(guest=row, text=form.cleaned_data["note"], author=desk.account, now=desk.now)
    return done(request, "Note added.", desk, "guest", row.key, tags=NOTED)


@require_POST
@open_to(Right.CHANGE_GUESTS)
def unlink_guest(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Forget which box-office customer this guest is."""
    row = guest_or_404(desk, key)
    unlink(guest_id=row.pk, restaurant_id=desk.restaurant.pk, now=desk.now)
    return done(request, "Unlinked.", desk, "guest", row.key)


@require_http_methods(["POST"])
@open_to(Right.CHANGE_GUESTS)
def merge(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Join another profile to this one, or part it again."""
    row = guest_or_404(desk, key)
    form = MergeForm(request.POST)
    other = guest_or_404(desk, form.cleaned_data["other"] if form.is_valid() else "")
    if pressed(request, "apart"):
        unmerge_guest(restaurant=desk.restaurant, guest_id=other.pk)
        return done(request, "The two profiles stand apart again.", desk, "guest", row.key)
    try:
        merge_guests(restaurant=desk.restaurant, stays_id=row.pk, goes_id=other.pk)
    except Refusal as refused:
        return done(request, refused.for_staff, desk, "guest", row.key)
    return done(request, "Merged into one profile.", desk, "guest", row.key)


def guest_or_404(desk: Desk, key: str) -> Guest:
    """Return this restaurant's guest of this key."""
    row = guest_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest, desk: Desk, row: Guest, form: GuestForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {**guest_context(desk, row), **more}
    return page(request, desk, "guests/profile.html", rail_page="guests", form=form, status=status, **context)
