"""The theatre's own page: what is on, a basket, and a table before the show."""

import re
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from spektrix_simulator.baskets.prices import BANDS
from spektrix_simulator.baskets.tickets import performance
from spektrix_simulator.pages import rendering
from spektrix_simulator.performances import Instance, instances_from
from spektrix_simulator.world.world import World

_FIRST_DAYS = 6
_KEY = re.compile(r"[\w-]{1,80}")


def app(world: World) -> Starlette:
    """Return the application of the outer port."""

    async def front(request: Request) -> Response:
        """Show the page; `?widget=KEY` puts another widget on it."""
        if _is_other_name(world, request):
            here = f"{world.options.outer_origin}/"
            return RedirectResponse(f"{here}?{request.url.query}" if request.url.query else here)
        asked = request.query_params.get("widget", "")
        widget = asked if _KEY.fullmatch(asked) else world.options.widget
        return rendering.page("theatre.html", _policy(world), **_shown(world, widget))

    return Starlette(routes=[Route("/", front), Mount("/static", rendering.static())])


def _is_other_name(world: World, request: Request) -> bool:
    """Say whether somebody typed localhost: to a browser that is another site, and the basket stays away."""
    here = urlsplit(world.options.outer_origin).hostname
    return here == "127.0.0.1" and request.url.hostname == "localhost"


def _shown(world: World, widget: str) -> dict[str, Any]:
    now = world.clock.now()
    three_weeks = list(instances_from(world.clock.today(), frozenset(world.cancelled)))
    coming = [shown for shown in three_weeks if shown.start > now]
    days = [(date, list(shown)) for date, shown in groupby(coming, key=lambda one: one.start.date())]
    return {
        "next": next((shown for shown in coming if not shown.cancelled), None),
        "soon": days[:_FIRST_DAYS],
        "later": days[_FIRST_DAYS:],
        "named": _named(world, three_weeks),
        "dearest": max(BANDS.values()),
        "cheapest": min(BANDS.values()),
        "api": world.options.api,
        "script": world.options.widget_script,
        "widget": widget,
        "year": world.clock.today().year,
    }


def _named(world: World, three_weeks: list[Instance]) -> dict[str, str]:
    """Return what the basket calls each performance, those that baskets still hold from earlier included."""
    sold = {ticket.instance_id for basket in world.baskets.values() for ticket in basket.tickets}
    shown = [*three_weeks, *(performance(world, identity) for identity in sorted(sold))]
    return {
        one.id: f"{one.event.name}, {rendering.day(one.start)}, {rendering.clock_time(one.start)}"
        for one in shown
    }


def _policy(world: World) -> str:
    widget_origin = _origin(world.options.widget_script)
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", widget_origin],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", _origin(world.options.web_origin), widget_origin],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(filter(None, sources))}" for name, sources in rules.items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
