"""Who may open a page: strangers get 404, members without the right get 403."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from entracte import clock
from entracte.backoffice.house.send_again import (
    without_late_sign_in,
    without_second_factor,
    without_session,
)
from entracte.bookings.asker import Asker
from entracte.bookings.queries import evening_date
from entracte.boxoffice.activity.idle_work import why_idle
from entracte.boxoffice.activity.waiting import waiting_number
from entracte.restaurants.edits.keep_edit import Editor
from entracte.restaurants.queries import membership
from entracte.restaurants.roles import Right, may
from entracte.restaurants.sign_in.lately import signed_in_lately
from entracte.restaurants.sign_in.second_factor import lacks_second_factor

if TYPE_CHECKING:
    from entracte.bookings.choices import Source
    from entracte.restaurants.models import Account, Restaurant

Rest = ParamSpec("Rest")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a member stands during one request: the restaurant, the role, the present instant."""

    restaurant: Restaurant
    account: Account
    role: str
    now: datetime

    @property
    def editor(self) -> Editor:
        """Who edits settings here, for their history."""
        return Editor(self.account, self.now)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.restaurant.time_zone)

    @property
    def today(self) -> date:
        """The restaurant's own date."""
        return self.now.astimezone(self.zone).date()

    @property
    def tonight(self) -> date:
        """The date of the evening that is on: after midnight the day before, while a start is to come."""
        return evening_date(self.restaurant, now=self.now)

    @property
    def can(self) -> dict[str, bool]:
        """For templates: `desk.can.edit_floor`."""
        return {right.name.lower(): may(self.role, right) for right in Right}

    @property
    def waiting_work(self) -> int:
        """How much of the bridge's work waits for a person; asks the database each time."""
        return waiting_number(self.restaurant)

    @property
    def idle_bridge(self) -> str:
        """Say why nothing crosses the bridge, or nothing; asks the database each time."""
        return why_idle(self.restaurant, now=self.now)

    def needs(self, right: Right) -> None:
        """Raise PermissionDenied unless the role has this right."""
        if not may(self.role, right):
            raise PermissionDenied(right.value)

    def asker(
        self, *, version: int | None = None, source: Source | None = None, writes: bool = True
    ) -> Asker:
        """Return who asks for a change of the book, at this instant; `writes`: the guest may get a letter."""
        return Asker(
            actor=self.account, now=self.now, version=version, source=source, guest_gets_letter=writes
        )


View = Callable[Concatenate[HttpRequest, Desk, Rest], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]


def open_to(right: Right) -> Callable[[View[Rest]], Guarded[Rest]]:
    """Open a view to members with this right; it gets the desk in place of the slug.

    Dates and times are then written in the restaurant's time zone and language.
    """

    def decorate(view: View[Rest]) -> Guarded[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            account = request.user
            member = membership(account, slug)
            if member is None:
                raise Http404
            if lacks_second_factor(member, account):
                return without_second_factor(request, slug)
            desk = Desk(member.restaurant, account, member.role, clock.now())
            desk.needs(right)
            language = member.restaurant.locale.lower()
            with timezone.override(desk.zone), translation.override(language):
                response = view(request, desk, *args, **kwargs)
            # what was on the screen is not kept for whoever uses this browser next
            patch_cache_control(response, private=True, no_store=True)
            return response

        # named for Django, which hands the slug over by its name; the type knows no names
        return cast("Guarded[Rest]", guarded)

    return decorate


def asks_again(view: View[Rest]) -> View[Rest]:
    """Take a form only from somebody who signed in a short while ago; stands below `open_to`."""

    @wraps(view)
    def asking(request: HttpRequest, desk: Desk, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method == "POST" and not signed_in_lately(request):
            return without_late_sign_in(request)
        return view(request, desk, *args, **kwargs)

    # as above: the type knows no names
    return cast("View[Rest]", asking)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back; a form or a part of a page is kept, and the sign-in stands over it."""
    if request.method == "POST" or request.headers.get("HX-Request") == "true":
        return without_session(request)
    return redirect_to_login(request.get_full_path())
