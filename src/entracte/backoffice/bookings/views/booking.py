"""One booking, opened next to the list of its date: see it, take a step, add a note."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from entracte.backoffice.bookings.booking_answers import (
    ChangeMade,
    booking_page,
    show_again,
    show_done,
)
from entracte.backoffice.bookings.forms.step import StepForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.steps import is_early
from entracte.backoffice.bookings.shown.stories import stories_context
from entracte.backoffice.bookings.take_step import take_step
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.asked import pressed
from entracte.backoffice.house.notes import NoteForm, StrikeForm
from entracte.bookings.actions.note import add_note, strike_note
from entracte.bookings.errors import AlreadyDone
from entracte.bookings.transitions import Status
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BOOK)
def booking(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One booking: a part next to the list, or the list with it open."""
    return booking_page(request, desk, booking_or_404(desk, code))


@require_safe
@open_to(Right.SEE_BOOK)
def story(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The booking's stories alone, which a page asks for while they go on."""
    context = stories_context(desk, booking_or_404(desk, code))
    return page(request, desk, "bookings/booking.html#stories", **context)


@require_POST
@open_to(Right.CHANGE_BOOK)
def step(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Take one step: a status or a milestone, from the panel, the list or the undo bar."""
    row = booking_or_404(desk, code)
    form = StepForm(request.POST)
    shown, name = form.version_shown, form.cleaned_data["to"]
    if name == Status.COMPLETED and is_early(row, desk.now) and not pressed(request, "sure"):
        return booking_page(request, desk, row, sure=True, shown=shown)
    try:
        made = take_step(
            desk, row, name, desk.asker(version=shown, writes=form.cleaned_data["write_to_guest"])
        )
    except AlreadyDone as done:
        return show_again(request, desk, code, done.for_staff, shown=shown)
    except Refusal as refused:
        return show_again(request, desk, code, refused.for_staff, status=409, shown=shown)
    return show_done(request, desk, made)


@require_POST
@open_to(Right.CHANGE_BOOK)
def note(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Add a note of the team, or strike one out; what others noted meanwhile stays."""
    row = booking_or_404(desk, code)
    form = (StrikeForm if pressed(request, "strike") else NoteForm)(request.POST)
    if not form.is_valid():
        return booking_page(request, desk, row, status=422, note_form=form)
    asker, adds, words = desk.asker(), isinstance(form, NoteForm), next(iter(form.cleaned_data.values()))
    try:
        if adds:
            changed = add_note(booking_id=row.pk, restaurant=desk.restaurant, text=words, asker=asker)
        else:
            changed = strike_note(booking_id=row.pk, restaurant=desk.restaurant, key=words, asker=asker)
    except AlreadyDone as done:
        return show_again(request, desk, code, done.for_staff, noted=adds)
    except Refusal as refused:
        return show_again(request, desk, code, refused.for_staff, status=409, note_form=form)
    sentence = "Note added." if adds else "Note struck out."
    return show_done(request, desk, ChangeMade(changed, sentence, ""), noted=adds)
