"""The simulator's own page."""

import json
from typing import Any

from starlette.responses import Response

from spektrix_simulator.baskets.basket import open_basket
from spektrix_simulator.baskets.tickets import performance
from spektrix_simulator.pages import rendering
from spektrix_simulator.requested_faults.fault import KINDS
from spektrix_simulator.simulation import Simulation
from spektrix_simulator.world import attributes
from spektrix_simulator.world.records import CUSTOMER_SHAPES, PATCH_REPLIES, Ticket
from spektrix_simulator.world.world import World

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SHOWN_CALLS = 120
FAULTS = {
    "401": "401, unauthorised",
    "403": "403, a page of HTML from the edge",
    "404": "404, not found",
    "409": "409, busy with this",
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


def page(simulation: Simulation, problem: str) -> Response:
    """Return the page, with what went wrong when something was changed on it."""
    return rendering.page("view.html", POLICY, problem=problem, **_shown(simulation))


def _shown(simulation: Simulation) -> dict[str, Any]:
    world = simulation.world
    simulation.faults.read_file()
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
        "faults": simulation.faults.listed(),
        "fault_names": {kind: FAULTS[kind] for kind in KINDS},
        "trouble": simulation.faults.trouble,
        "switches": world.switches,
        "shapes": CUSTOMER_SHAPES,
        "replies": PATCH_REPLIES,
        "calls": [_call_row(call) for call in list(simulation.calls.latest)[:_SHOWN_CALLS]],
        "count": simulation.calls.count,
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


def _ticket_lines(world: World, tickets: list[Ticket]) -> list[str]:
    lines: dict[str, int] = {}
    for ticket in tickets:
        shown = performance(world, ticket.instance_id)
        off = ", cancelled" if shown.cancelled else ""
        name = f"{shown.event.name}, {rendering.day(shown.start)}, {rendering.clock_time(shown.start)}{off}"
        lines[name] = lines.get(name, 0) + 1
    return [f"{count} × {name}" for name, count in lines.items()]


def _basket_row(world: World, basket_id: str) -> dict[str, Any]:
    is_open = open_basket(world, basket_id) is not None
    basket = world.baskets[basket_id]
    return {
        "id": basket.id,
        "is_open": is_open,
        "state": "open" if is_open else basket.ended,
        "made_in": basket.made_in,
        "touched_at": basket.touched_at,
        "customer": _person(world, basket.customer_id),
        "tickets": _ticket_lines(world, basket.tickets),
        "total": basket.total,
    }


def _order_row(world: World, order_id: str) -> dict[str, Any]:
    order = world.orders[order_id]
    return {
        "id": order.id,
        "made_at": order.made_at,
        "customer": _person(world, order.customer_id),
        "tickets": _ticket_lines(world, order.tickets),
        "total": order.total,
    }


def _call_row(call: dict[str, Any]) -> dict[str, Any]:
    after_client = call["path"].split("/api/v3/", 1)[-1]
    query = f"?{call['query']}" if call["query"] else ""
    body = "" if call["body"] is None else json.dumps(call["body"], ensure_ascii=False, indent=2)
    grade = "good" if call["status"] < 400 else "bad"
    return {**call, "short": after_client + query, "text": body, "grade": grade}
