"""What does a person see of the simulator? Its own page, and the door to everything on its port."""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from spektrix_simulator import attributes, baskets, pages
from spektrix_simulator import control as steering_calls
from spektrix_simulator.faults import KINDS
from spektrix_simulator.records import CUSTOMER_SHAPES, PATCH_REPLIES, Ticket
from spektrix_simulator.steering import Control
from spektrix_simulator.world import World

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SHOWN_CALLS = 120
FAULTS = {
    "401": "401, unauthorised",
    "403": "403, a page of HTML from the edge",
    "404": "404, not found",
    "429": "429 with Retry-After",
    "429_without_retry_after": "429 without Retry-After",
    "500": "500, an error on their side",
    "502": "502, a page of HTML from the edge",
    "slow": "Slow: the answer waits",
    "cut_off": "Cut off in the middle of the answer",
    "not_json": "200, but not JSON",
    "ignore_attributes": "Attributes silently ignored",
    "owner_blind": "Owner mode does not see web baskets",
    "empty_basket_404": "An empty web basket is a 404",
}


def app(control: Control, gate: ASGIApp) -> ASGIApp:
    """Return the application of the simulator's port: the API, the steering calls, the view."""

    async def page(request: Request) -> Response:
        problem = request.query_params.get("problem", "")[:200]
        return pages.page("view.html", POLICY, problem=problem, **_shown(control))

    others = Starlette(
        routes=[
            Route("/", page),
            *steering_calls.routes(control),
            Mount("/static", pages.static()),
        ]
    )

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        parts = scope.get("path", "").split("/")
        is_api = len(parts) > 3 and parts[2:4] == ["api", "v3"]
        await (gate if is_api else others)(scope, receive, send)

    return door


def _shown(control: Control) -> dict[str, Any]:
    world = control.world
    control.faults.read_file()
    rows = [_basket_row(world, basket_id) for basket_id in reversed(world.baskets)]
    return {
        "options": world.options,
        "now": world.clock.now(),
        "clock": world.clock,
        "origins": world.origins,
        "customers": list(world.customers.values()),
        "attributes": list(world.attributes.values()),
        "values": {key: _values(world, key) for key in world.customers},
        "kinds": attributes.KINDS,
        "documented": attributes.DOCUMENTED_KINDS,
        "baskets": [row for row in rows if row["tickets"] or row["customer"]],
        "idle_baskets": sum(1 for row in rows if not row["tickets"] and not row["customer"]),
        "orders": [_order_row(world, order_id) for order_id in reversed(world.orders)],
        "faults": control.faults.listed(),
        "fault_names": {kind: FAULTS[kind] for kind in KINDS},
        "trouble": control.faults.trouble,
        "switches": world.switches,
        "shapes": CUSTOMER_SHAPES,
        "replies": PATCH_REPLIES,
        "calls": [_call_row(call) for call in list(control.calls.latest)[:_SHOWN_CALLS]],
        "count": control.calls.count,
    }


def _values(world: World, customer_id: str) -> list[tuple[str, str, bool]]:
    """Return name, value and whether it is set, for each attribute of a customer."""
    kept = world.customers[customer_id].values
    shown = []
    for attribute in world.attributes.values():
        value = kept.get(attribute.key, attributes.unset(attribute))
        is_set = value not in (None, "")
        shown.append((attribute.name, str(value) if is_set else "not set", is_set))
    return shown


def _person(world: World, customer_id: str | None) -> str:
    if customer_id is None:
        return ""
    customer = world.customers.get(customer_id)
    return f"{customer.first_name} {customer.last_name}" if customer else "a removed account"


def _seats(world: World, tickets: list[Ticket]) -> list[str]:
    lines: dict[str, int] = {}
    for ticket in tickets:
        shown = baskets.performance(world, ticket.instance_id)
        off = ", cancelled" if shown.cancelled else ""
        name = f"{shown.event.name}, {pages.day(shown.start)}, {pages.clock_time(shown.start)}{off}"
        lines[name] = lines.get(name, 0) + 1
    return [f"{count} × {name}" for name, count in lines.items()]


def _basket_row(world: World, basket_id: str) -> dict[str, Any]:
    is_open = baskets.open_basket(world, basket_id) is not None
    basket = world.baskets[basket_id]
    return {
        "id": basket.id,
        "is_open": is_open,
        "state": "open" if is_open else basket.ended,
        "made_in": basket.made_in,
        "touched_at": basket.touched_at,
        "customer": _person(world, basket.customer_id),
        "tickets": _seats(world, basket.tickets),
        "total": basket.total,
    }


def _order_row(world: World, order_id: str) -> dict[str, Any]:
    order = world.orders[order_id]
    return {
        "id": order.id,
        "made_at": order.made_at,
        "customer": _person(world, order.customer_id),
        "tickets": _seats(world, order.tickets),
        "total": order.total,
    }


def _call_row(call: dict[str, Any]) -> dict[str, Any]:
    after_client = call["path"].split("/api/v3/", 1)[-1]
    query = f"?{call['query']}" if call["query"] else ""
    body = "" if call["body"] is None else json.dumps(call["body"], ensure_ascii=False, indent=2)
    grade = "good" if call["status"] < 400 else "bad"
    return {**call, "short": after_client + query, "text": body, "grade": grade}
