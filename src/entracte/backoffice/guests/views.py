"""The page Guests: find somebody, and open, edit, note, unlink, merge, give out or erase a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entracte.backoffice.guests.forms import MergeForm, guest_as_typed
from entracte.backoffice.guests.shown import guest_context, guest_lines
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, is_part, page
from entracte.backoffice.house.asked import asked, pressed
from entracte.backoffice.house.details_form import DetailsForm
from entracte.backoffice.house.notes import NOTED, NoteForm, StrikeForm
from entracte.backoffice.house.versioned_form import VersionForm
from entracte.bookings.guest_data.erase import BookingToCome
from entracte.bookings.queries import booking_by_code
from entracte.boxoffice.queries import link_state
from entracte.boxoffice.unlink import unlink
from entracte.guestfile.erase import erase_guest
from entracte.guestfile.export import ZIP_NAME, zip_of
from entracte.guests.actions import merge_guests, unmerge_guest
from entracte.guests.corrections import StaleProfile, edit_guest
from entracte.guests.notes import add_guest_note, strike_guest_note
from entracte.guests.queries import corrections_of, guest_by_key, guests_like, newest_guests
from entracte.mail.by_hand import write_to_guest_again
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.guests.models import Guest

SHOWN = 30
ERASED = "Erased. The bookings stay for your figures, without a name."
SAVED_LINKED = "Saved. The link to Spektrix stays with this profile."


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
    lines = guest_lines(found)
    return page(
        request, desk, template, rail_page="guests", tab="guests", lines=lines, q=text, booking=booking
    )


@require_safe
@open_to(Right.SEE_GUESTS)
def guest(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One guest: the link to the box office, the bookings, the profile."""
    row = guest_or_404(desk, key)
    return _page(request, desk, row, DetailsForm(initial=guest_as_typed(row)))


@require_POST
@open_to(Right.CORRECT_GUESTS)
def edit(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Correct the profile; what another corrected meanwhile is shown first."""
    row = guest_or_404(desk, key)
    form, version = DetailsForm(request.POST), VersionForm(request.POST)
    # a page that was opened before profiles had versions sends none
    shown = version.version_shown if version.is_sent else row.version
    if shown != row.version:
        return _with_theirs(request, desk, row, form, shown)
    if not form.is_valid() or form.asks_whether_same(row, desk.restaurant):
        return _page(request, desk, row, form, status=422)
    try:
        edit_guest(restaurant=desk.restaurant, guest_id=row.pk, by=desk.editor, version=shown, **form.details)
    except StaleProfile:
        return _with_theirs(request, desk, guest_or_404(desk, key), form, shown)
    return done(request, SAVED_LINKED if link_state(row).is_linked else "Saved.", desk, "guest", row.key)


@require_POST
@open_to(Right.CHANGE_GUESTS)
def note(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Add a note of the team, or strike one out."""
    row = guest_or_404(desk, key)
    form = (StrikeForm if pressed(request, "strike") else NoteForm)(request.POST)
    if not form.is_valid():
        profile = DetailsForm(initial=guest_as_typed(row))
        return _page(request, desk, row, profile, status=422, note_form=form)
    if isinstance(form, StrikeForm):
        strike_guest_note(guest=row, key=form.cleaned_data["strike"], by=desk.account, now=desk.now)
        return done(request, "Note struck out.", desk, "guest", row.key)
    add_guest_note(guest=row, text=form.cleaned_data["note"], author=desk.account, now=desk.now)
    return done(request, "Note added.", desk, "guest", row.key, tags=NOTED)


@require_POST
@open_to(Right.CORRECT_GUESTS)
def write_again(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Take the mark off the guest's address, so that letters go to it again."""
    row = guest_or_404(desk, key)
    write_to_guest_again(restaurant=desk.restaurant, guest=row, by=desk.editor)
    return done(request, f"Letters go to {row.email} again.", desk, "guest", row.key)


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


@require_POST
@open_to(Right.CHANGE_GUESTS)
def give_out(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Give all that is kept of the guest, as a file to hand to them."""
    row = guest_or_404(desk, key)
    answer = HttpResponse(zip_of(desk.restaurant, row, at=desk.now), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{ZIP_NAME}"'
    return answer


@require_POST
@open_to(Right.CHANGE_GUESTS)
def erase(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Erase the guest; their bookings stay without a name."""
    row = guest_or_404(desk, key)
    try:
        erase_guest(restaurant=desk.restaurant, guest=row, asker=desk.asker())
    except BookingToCome as refused:
        return done(request, refused.for_staff, desk, "guest", row.key)
    return done(request, ERASED, desk, "guests")


def guest_or_404(desk: Desk, key: str) -> Guest:
    """Return this restaurant's guest of this key."""
    row = guest_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return row


def _with_theirs(request: HttpRequest, desk: Desk, row: Guest, form: DetailsForm, shown: int) -> HttpResponse:
    """Show the form again with what another wrote meanwhile, and what was typed here over it."""
    theirs = corrections_of(row, after=shown) if shown > 0 else []
    again = form.again_over(guest_as_typed(row))
    return _page(request, desk, row, again, status=409, notice=StaleProfile.for_staff, meanwhile=theirs)


def _page(
    request: HttpRequest, desk: Desk, row: Guest, form: DetailsForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {**guest_context(desk, row), **more}
    return page(request, desk, "guests/profile.html", rail_page="guests", form=form, status=status, **context)
