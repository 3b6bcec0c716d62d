"""Answers with an opened booking: as it stands, with a notice, or after a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from entracte.backoffice.bookings.forms.step import StepForm
from entracte.backoffice.bookings.forms.wish import WishForm
from entracte.backoffice.bookings.shown.booking import booking_context, booking_or_404
from entracte.backoffice.bookings.shown.diary import diary_context
from entracte.backoffice.bookings.shown.meanwhile import done_meanwhile
from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.answers import is_part, page
from entracte.backoffice.house.asked import pressed
from entracte.backoffice.house.forms import PageForm
from entracte.backoffice.house.notes import NOTED
from entracte.backoffice.house.versioned_form import VersionForm

if TYPE_CHECKING:
    from entracte.backoffice.bookings.shown.history import HistoryLine
    from entracte.bookings.models import Booking


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """The booking after a change, one sentence, and the step that undoes it ('' where none does).

    Where the guest got no letter of the change, they get none of its undoing.
    """

    booking: Booking
    sentence: str
    undo: str
    guest_gets_letter: bool = True


def version_shown(request: HttpRequest) -> int:
    """Return which version of the booking the page showed; nonsense counts as stale."""
    return VersionForm(request.POST).version_shown


def booking_page(
    request: HttpRequest,
    desk: Desk,
    row: Booking,
    *,
    status: int = 200,
    shown: int | None = None,
    **more: object,
) -> HttpResponse:
    """Answer with the booking open; `shown` is the version that the page showed, where it sent a form."""
    context = {**_opened(desk, row, shown), **more}
    if is_part(request):
        return open_in_panel(page(request, desk, "bookings/booking.html", status=status, **context))
    diary = diary_context(desk, row.service_date, rail_page=rail_page_of(desk, row))
    return page(request, desk, "bookings/diary.html", status=status, **{**diary, **context})


def form_page(
    request: HttpRequest,
    desk: Desk,
    row: Booking,
    name: str,
    form: PageForm,
    *,
    shown: int | None = None,
    notice: str = "",
    theirs: Iterable[HistoryLine] = (),
) -> HttpResponse:
    """Answer with the form of this name open next to the list, in place of the booking.

    `notice` says why nothing happened where another was faster; what they did stands below it.
    """
    status = 409 if notice else 422 if form.is_bound else 200
    context = {**_opened(desk, row, shown), f"{name}_form": form, "notice": notice}
    context["meanwhile"] += theirs
    if is_part(request):
        return open_in_panel(page(request, desk, f"bookings/{name}.html", status=status, **context))
    diary = diary_context(desk, row.service_date, rail_page=rail_page_of(desk, row))
    return page(request, desk, "bookings/diary.html", status=status, **{**diary, **context})


def show_again(
    request: HttpRequest,
    desk: Desk,
    code: str,
    notice: str,
    *,
    status: int = 200,
    shown: int | None = None,
    **more: object,
) -> HttpResponse:
    """Answer with the booking as it stands now, why nothing else happened, and what others did meanwhile."""
    row = booking_or_404(desk, code)
    if is_part(request):
        parts = _parts(request, desk, row, status=status, notice=notice, shown=shown, **more)
        return open_in_panel(parts)
    return booking_page(request, desk, row, notice=notice, status=status, shown=shown, **more)


def open_in_panel(response: HttpResponse) -> HttpResponse:
    """Let the answer open next to the list, though the list itself was pressed."""
    response["HX-Reswap"] = "innerHTML"
    return response


def show_done(request: HttpRequest, desk: Desk, made: ChangeMade, *, noted: bool = False) -> HttpResponse:
    """Answer with the changed booking and list, and for eight seconds a bar to undo the change."""
    row = booking_or_404(desk, made.booking.code)
    if is_part(request):
        from_list = pressed(request, "from")
        bar: dict[str, Any] = {"sentence": made.sentence, "undo": made.undo, "from_list": from_list}
        bar["undo_writes"] = made.guest_gets_letter
        return _parts(request, desk, row, noted=noted, **bar)
    messages.success(request, made.sentence, extra_tags=NOTED if noted else "")
    return redirect("backoffice:booking", desk.restaurant.slug, row.code)


def rail_page_of(desk: Desk, row: Booking) -> str:
    """Return the page of the rail where the booking's date stands."""
    return "tonight" if row.service_date == desk.tonight else "bookings"


def _opened(desk: Desk, row: Booking, shown: int | None) -> dict[str, Any]:
    return {
        **booking_context(desk, row),
        "step_form": StepForm(),
        "wish_form": WishForm(),
        "open_code": row.code,
        "meanwhile": done_meanwhile(row, shown),
    }


def _parts(
    request: HttpRequest,
    desk: Desk,
    row: Booking,
    *,
    status: int = 200,
    shown: int | None = None,
    **more: object,
) -> HttpResponse:
    shows_it = urlsplit(request.headers.get("HX-Current-URL", "")).path.endswith(f"/{row.code}/")
    context: dict[str, Any] = {
        **diary_context(desk, row.service_date, rail_page=rail_page_of(desk, row)),
        **_opened(desk, row, shown),
        "open_code": row.code if shows_it or not more.get("from_list") else "",
        "shows_it": shows_it,
        **more,
    }
    return page(request, desk, "bookings/answer.html", status=status, **context)
