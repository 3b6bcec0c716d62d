"""The tab Connection of Spektrix: connect, test, switch, forget."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte import clock
from entracte.backoffice.house.access import Desk, asks_again, open_to
from entracte.backoffice.house.answers import done, is_part, page
from entracte.backoffice.house.asked import pressed
from entracte.backoffice.spektrix.connection.forms import ON, ConnectionForm, SwitchForm, connection_as_typed
from entracte.boxoffice.activity.idle_work import idle_work
from entracte.boxoffice.activity.last_call import last_call
from entracte.boxoffice.activity.waiting import waiting_by_reason, watched_number
from entracte.boxoffice.connections.attribute_sights import sight_lines
from entracte.boxoffice.connections.check import Check, run_checks
from entracte.boxoffice.connections.save import BadConnection, remove, save_connection, switch
from entracte.boxoffice.queries import (
    basket_source,
    baskets_seem_invisible,
    connection_for,
)
from entracte.jobs.worker_pulse import silent_since
from entracte.restaurants.queries import widgets_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.SEE_BRIDGE)
@asks_again
def spektrix(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The steps to take in Spektrix, the credentials, and how the connection stands."""
    connection = connection_for(desk.restaurant)
    form = ConnectionForm(request.POST or None, initial=connection_as_typed(connection))
    if request.method == "POST":
        desk.needs(Right.EDIT_BRIDGE)
        if form.is_valid() and _saved(desk, form):
            return done(request, "Saved. Now test the connection.", desk, "spektrix")
    return _page(request, desk, connection, form)


@require_POST
@open_to(Right.EDIT_BRIDGE)
def test(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask Spektrix, by reads only, whether the saved settings work."""
    connection = connection_for(desk.restaurant)
    if connection is None:
        return done(request, "Save the connection first.", desk, "spektrix")
    checks = run_checks(connection, now=desk.now)
    if is_part(request):
        return page(
            request,
            desk,
            "spektrix/connection/connection.html#tested",
            checks=checks,
            connection=connection_for(desk.restaurant),
            last=last_call(connection),
            swap=True,
        )
    form = ConnectionForm(initial=connection_as_typed(connection))
    return _page(request, desk, connection, form, checks=checks)


@require_POST
@open_to(Right.EDIT_BRIDGE)
@asks_again
def turn(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Switch the connection on or off, or forget it with its key."""
    if pressed(request, "forget"):
        remove(desk.restaurant, by=desk.editor)
        return done(request, "The connection and its key are forgotten.", desk, "spektrix")
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return done(request, "Switch it on or off.", desk, "spektrix")
    is_on = form.cleaned_data["to"] == ON
    switch(desk.restaurant, on=is_on, now=desk.now, by=desk.editor)
    said = "Switched on. Work that waited goes on." if is_on else "Switched off. Nothing is read or written."
    return done(request, said, desk, "spektrix")


def _saved(desk: Desk, form: ConnectionForm) -> bool:
    typed = form.cleaned_data
    try:
        save_connection(
            restaurant=desk.restaurant,
            client_name=typed["client_name"],
            login=typed["login"],
            api_key=typed["api_key"] or None,
            now=desk.now,
            origin=typed["origin"],
            custom_domain=typed["custom_domain"],
            watch_only=typed["watch_only"],
            choices=form.choices(),
            test_customer_id=typed["test_id"],
            sign_in_minutes=typed["sign_in_minutes"],
            by=desk.editor,
        )
    except BadConnection as refused:
        form.add_connection_errors(refused.fields)
        return False
    return True


def _page(
    request: HttpRequest,
    desk: Desk,
    connection: Connection | None,
    form: ConnectionForm,
    *,
    checks: list[Check] | None = None,
) -> HttpResponse:
    integrations = {widget.integration for widget in widgets_of(desk.restaurant)}
    response = page(
        request,
        desk,
        "spektrix/connection/connection.html",
        rail_page="spektrix",
        tab="connection",
        form=form,
        connection=connection,
        checks=checks,
        last=last_call(connection) if connection else None,
        sights=sight_lines(connection) if connection else [],
        silent_since=silent_since(clock.system_now()),
        idle_work=idle_work(now=desk.now, restaurant=desk.restaurant),
        waiting=waiting_by_reason(desk.restaurant),
        watched=watched_number(connection),
        is_blind=baskets_seem_invisible(desk.restaurant),
        no_widget="spektrix" not in integrations,
        asks_at=basket_source(desk.restaurant) if connection and connection.custom_domain else None,
        status=422 if form.is_bound else 200,
    )
    return _let_browser_ask(request, response, connection)


def _let_browser_ask(
    request: HttpRequest, response: HttpResponse, connection: Connection | None
) -> HttpResponse:
    """Let scripts of this one page reach the custom domain: the check is the browser's to make."""
    parts = urlsplit(connection.custom_domain if connection else "")
    if not parts.netloc:
        return response
    csp_update({"connect-src": ["'self'", f"{parts.scheme}://{parts.netloc}"]})(lambda _: response)(request)
    return response
