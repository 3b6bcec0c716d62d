"""The tab Activity of Spektrix: what crossed the bridge, what did not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.house.asked import asked, pressed
from entracte.backoffice.spektrix.activity.forms import SettleForm
from entracte.boxoffice.activity.lines import Activity, activity
from entracte.boxoffice.activity.waiting import waiting_by_reason, watched_number
from entracte.boxoffice.by_hand import (
    CannotTryAgain,
    discard,
    discard_all,
    row_by_key,
    try_again,
    try_all_again,
    write_watched,
)
from entracte.boxoffice.queries import connection_for, share_of_verified
from entracte.restaurants.queries import widgets_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


CHOICES = (
    ("", "Everything"),
    ("person", "Waits for a person"),
    ("underway", "Under way"),
    ("crossed", "Crossed"),
    ("not-mirrored", "Not mirrored"),
)
NO_WHY = "Say why it is discarded. The reason stays with the story."


@require_safe
@open_to(Right.SEE_BRIDGE)
def bridge_activity(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Claims and handovers with their reasons, what waits for a person, and the share verified."""
    names = {widget.pk: widget.name for widget in widgets_of(desk.restaurant)}
    connection = connection_for(desk.restaurant)
    wanted = {name: asked(request, name) for name in ("shown", "reason", "search")}
    found = activity(desk.restaurant, number=_number(asked(request, "page")), **wanted)
    return page(
        request,
        desk,
        "spektrix/activity/activity.html",
        rail_page="spektrix",
        tab="activity",
        rows=[(row, _values(row, connection)) for row in found.lines],
        found=found,
        asked=wanted,
        kept=urlencode({name: text for name, text in wanted.items() if text}),
        choices=CHOICES,
        waiting=waiting_by_reason(desk.restaurant),
        watched=watched_number(connection),
        only_watches=connection is not None and connection.watch_only,
        shares=[(names.get(share.widget_id, ""), share) for share in share_of_verified(desk.restaurant)],
    )


@require_POST
@open_to(Right.EDIT_BRIDGE)
def settle(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Try a piece of work again, or discard it."""
    row = row_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    _, why = _typed(request)
    if pressed(request, "discard") and not why:
        return done(request, NO_WHY, desk, "activity")
    try:
        if pressed(request, "discard"):
            discard(row, now=desk.now, why=why)
        else:
            try_again(row, now=desk.now)
    except CannotTryAgain as refused:
        return done(request, refused.plain, desk, "activity")
    return done(request, "Discarded." if why else "It is being tried again.", desk, "activity")


@require_POST
@open_to(Right.EDIT_BRIDGE)
def settle_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Try all again that waits for a person for one reason, or discard all of it."""
    reason, why = _typed(request)
    if pressed(request, "discard") and not why:
        return done(request, NO_WHY, desk, "activity")
    if pressed(request, "discard"):
        number = discard_all(desk.restaurant, reason, now=desk.now, why=why)
        return done(request, f"{number} discarded.", desk, "activity")
    try:
        number = try_all_again(desk.restaurant, reason, now=desk.now)
    except CannotTryAgain as refused:
        return done(request, refused.plain, desk, "activity")
    return done(request, f"{number} tried again, the oldest first.", desk, "activity")


@require_POST
@open_to(Right.EDIT_BRIDGE)
def write_all_watched(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let all that was only watched be written."""
    try:
        number = write_watched(desk.restaurant, now=desk.now)
    except CannotTryAgain as refused:
        return done(request, refused.plain, desk, "activity")
    return done(request, f"{number} will be written, the oldest first.", desk, "activity")


def _typed(request: HttpRequest) -> tuple[str, str]:
    """Return for which reason the work waits, and why it is discarded; nothing of a form without sense."""
    form = SettleForm(request.POST)
    return (form.cleaned_data["reason"], form.cleaned_data["why"]) if form.is_valid() else ("", "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _values(row: Activity, connection: Connection | None) -> list[tuple[str, str | int]]:
    """Return what was written, or would have been, under the attributes' names."""
    names: dict[str, str] = {}
    if connection is not None:
        names[connection.last_dined_key] = connection.last_dined_name
        names[connection.visits_key] = connection.visits_name
    return [(names.get(key, key), value) for key, value in row.values.items()]
