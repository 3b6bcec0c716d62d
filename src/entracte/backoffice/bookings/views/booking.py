"""What is there to see and to press on one booking? It opens beside the list of its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from entracte.backoffice.bookings.shown.booking import booking_context, booking_or_404
from entracte.backoffice.bookings.shown.bridge import story_context
from entracte.backoffice.bookings.shown.steps import is_early
from entracte.backoffice.bookings.take_step import Pressed, press
from entracte.backoffice.bookings.views.diary import diary_context
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import is_part, page
from entracte.bookings.actions.note import write_note
from entracte.bookings.asker import Asker
from entracte.bookings.errors import AlreadyDone, NotChanged
from entracte.bookings.transitions import Status
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

LONGEST_NOTE = 2000


@require_safe
@at_desk(Right.SEE_BOOK)
def booking(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One booking: a part beside the list, or the list with it open."""
    return opened(request, desk, booking_or_404(desk, code))


@require_safe
@at_desk(Right.SEE_BOOK)
def story(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The booking's stories alone, which a page asks for while they go on."""
    context = story_context(desk, booking_or_404(desk, code))
    return page(request, desk, "bookings/booking.html#stories", place="", **context)


@require_POST
@at_desk(Right.CHANGE_BOOK)
def move(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Press one move: a status or a milestone, from the panel, the list or the undo bar."""
    row = booking_or_404(desk, code)
    name = request.POST.get("to", "")
    if name == Status.COMPLETED and is_early(row, desk.now) and "sure" not in request.POST:
        return opened(request, desk, row, sure=True)
    try:
        pressed = press(desk, row, name, version_shown(request))
    except AlreadyDone as done:
        return refreshed(request, desk, code, done.plain)
    except NotChanged as refused:
        return refreshed(request, desk, code, refused.plain, status=409)
    return answered(request, desk, pressed)


@require_POST
@at_desk(Right.CHANGE_BOOK)
def note(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Write the team's note."""
    row = booking_or_404(desk, code)
    typed = request.POST.get("note", "")[:LONGEST_NOTE].strip()
    try:
        changed = write_note(
            booking_id=row.pk,
            restaurant=desk.restaurant,
            note=typed,
            asker=Asker(actor=desk.account, now=desk.now, version=version_shown(request)),
        )
    except NotChanged as refused:
        return refreshed(request, desk, code, refused.plain, status=409, typed_note=typed)
    return answered(request, desk, Pressed(changed, "Note saved.", ""))


def version_shown(request: HttpRequest) -> int | None:
    """Return which version the page showed; nonsense counts as stale."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def opened(
    request: HttpRequest, desk: Desk, row: Booking, *, status: int = 200, **more: object
) -> HttpResponse:
    """Answer with the booking open."""
    context = {**booking_context(desk, row), "open_code": row.code, **more}
    if is_part(request):
        return shown_beside(page(request, desk, "bookings/booking.html", place="", status=status, **context))
    diary = diary_context(desk, row.service_date, place=place_of(desk, row))
    return page(request, desk, "bookings/diary.html", status=status, **{**diary, **context})


def refreshed(
    request: HttpRequest, desk: Desk, code: str, notice: str, *, status: int = 200, **more: object
) -> HttpResponse:
    """Answer with the booking as it stands now, and say why nothing else happened."""
    row = booking_or_404(desk, code)
    if is_part(request):
        return shown_beside(_parts(request, desk, row, status=status, notice=notice, **more))
    return opened(request, desk, row, notice=notice, status=status, **more)


def shown_beside(response: HttpResponse) -> HttpResponse:
    """Let the answer open beside the list, though the list itself was pressed."""
    response["HX-Reswap"] = "innerHTML"
    return response


def answered(request: HttpRequest, desk: Desk, pressed: Pressed) -> HttpResponse:
    """Answer a change: the booking and the list anew, and a bar with the way back for eight seconds."""
    row = booking_or_404(desk, pressed.booking.code)
    if is_part(request):
        from_list = request.POST.get("from") == "list"
        said: dict[str, Any] = {"said": pressed.said, "undo": pressed.undo, "from_list": from_list}
        return _parts(request, desk, row, **said)
    messages.success(request, pressed.said)
    return redirect("backoffice:booking", desk.restaurant.slug, row.code)


def place_of(desk: Desk, row: Booking) -> str:
    """Return the room in the rail where the booking's date stands."""
    return "tonight" if row.service_date == desk.today else "bookings"


def _parts(
    request: HttpRequest, desk: Desk, row: Booking, *, status: int = 200, **more: object
) -> HttpResponse:
    shows_it = urlsplit(request.headers.get("HX-Current-URL", "")).path.endswith(f"/{row.code}/")
    context = {
        **diary_context(desk, row.service_date, place=place_of(desk, row)),
        **booking_context(desk, row),
        "open_code": row.code if shows_it or not more.get("from_list") else "",
        "shows_it": shows_it,
        **more,
    }
    return page(request, desk, "bookings/answer.html", status=status, **context)
