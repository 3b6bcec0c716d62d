"""The tab Who did what of Set-up: a list of edits, and the security log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.asked import asked
from entracte.restaurants.edits.queries import edits_of, entries_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from django.core.paginator import Page


@require_safe
@open_to(Right.EDIT_RESTAURANT)
def history(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who edited which setting, from what to what; the newest first."""
    found = edits_of(desk.restaurant, number=_number(request))
    return _page(request, desk, "set_up/history/edits.html", found=found, part="edits")


@require_safe
@open_to(Right.EDIT_RESTAURANT)
def sign_ins(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who of the team signed in or failed, and whose role or key changed; the newest first."""
    found = entries_of(desk.restaurant, number=_number(request))
    return _page(request, desk, "set_up/history/sign_ins.html", found=found, part="sign_ins")


def _number(request: HttpRequest) -> int:
    text = asked(request, "page")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _page(request: HttpRequest, desk: Desk, template: str, *, found: Page[Any], part: str) -> HttpResponse:
    shown = {"found": found, "part": part, "days": int(settings.HISTORY_DAYS)}
    return page(request, desk, template, rail_page="set-up", status=200, tab="history", **shown)
