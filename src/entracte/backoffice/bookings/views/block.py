"""The page of the tables that are out of use: take some out, give some back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import dateformat, timezone
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.bookings.forms.block import BlockForm
from entracte.backoffice.bookings.shown.names import name_of
from entracte.backoffice.bookings.shown.tables import active_tables
from entracte.backoffice.bookings.views.diary import date_asked
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.house.asked import pressed
from entracte.backoffice.house.guests_typing import SURE
from entracte.bookings.actions.block import block_tables, unblock
from entracte.bookings.errors import BookingsInTheWay, HeldByGuest, UnknownBlock
from entracte.bookings.tables.blocked import blocks_to_come
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def blocks(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The blocks that are on or to come, and the form for another."""
    day = date_asked(request, desk)
    initial = {"first_date": day, "last_date": day}
    form = BlockForm(request.POST or None, tables=active_tables(desk), initial=initial)
    typing = 0
    try:
        if form.is_valid() and _block(desk, form, ends_holds=pressed(request, SURE)):
            return done(request, "Blocked.", desk, "blocks")
    except HeldByGuest as refused:
        form.add_errors({"tables": refused.for_staff})
        typing = refused.number
    status = 422 if form.is_bound else 200
    return page(
        request,
        desk,
        "bookings/blocks.html",
        rail_page="bookings",
        form=form,
        blocks=blocks_to_come(desk.restaurant, desk.now),
        typing=typing,
        status=409 if typing else status,
    )


@require_POST
@open_to(Right.CHANGE_BOOK)
def give_back(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """End a block: its tables may be booked again."""
    try:
        unblock(restaurant=desk.restaurant, key=key)
    except UnknownBlock:
        raise Http404 from None
    return done(request, "The tables are back in use.", desk, "blocks")


def _block(desk: Desk, form: BlockForm, *, ends_holds: bool) -> bool:
    """Block the tables, or put at the form why not; say whether it was done. Raises HeldByGuest."""
    try:
        block_tables(
            restaurant=desk.restaurant,
            tables=form.chosen_tables,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            reason=form.cleaned_data["reason"],
            asker=desk.asker(),
            ends_holds=ends_holds,
        )
    except HeldByGuest:
        raise
    except BookingsInTheWay as refused:
        form.add_errors({"tables": _in_the_way(refused)})
    except Refusal as refused:
        form.add_errors({"tables": refused.for_staff})
    return form.is_valid()


def _in_the_way(refused: BookingsInTheWay) -> str:
    bookings = ", ".join(
        f"{name_of(row)} ({dateformat.format(timezone.localtime(row.starts_at), 'D j M H:i')})"
        for row in refused.bookings[:3]
    )
    more = len(refused.bookings) - 3
    return f"Booked: {bookings}{f' and {more} more' if more > 0 else ''}. Move them first."
