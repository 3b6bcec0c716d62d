"""Baskets and performances, changed by a call under /simulator/."""

from typing import Any

from starlette.requests import Request

from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.baskets.orders import confirm
from spektrix_simulator.baskets.tickets import add_tickets, performance
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.resources.baskets import basket_json, order_json
from spektrix_simulator.resources.performances import instance_json
from spektrix_simulator.simulation import Fields, Simulation
from spektrix_simulator.web_mode.session import COOKIE
from spektrix_simulator.world.records import Session


def make_basket(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Make a browser's basket without a browser, for any performances, the past included.

    `customer` is an id or null, `instances` a list of ids, one ticket each. The reply also holds the cookie.
    """
    world = simulation.world
    basket = baskets.new_basket(world, "web")
    try:
        baskets.set_customer(world, basket, fields.get("customer"))
        wanted = [{"instance": identity} for identity in fields.get("instances") or []]
        if wanted:
            add_tickets(world, basket, wanted, refuse_stopped=False)
    except CallRefused:
        del world.baskets[basket.id]
        raise
    session = Session(f"made-{basket.id}", basket.id, basket.customer_id)
    world.sessions[session.token] = session
    return {**basket_json(world, basket), "cookie": f"{COOKIE}={session.token}"}


def expire_basket(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Let a basket run out of time now."""
    basket = baskets.by_id(simulation.world, request.path_params["id"])
    basket.ended = "expired"
    return {"id": basket.id, "ended": basket.ended}


def confirm_basket(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Pay for a basket by card, as its browser would."""
    basket = baskets.by_id(simulation.world, request.path_params["id"])
    return order_json(simulation.world, confirm(simulation.world, basket, paid=True))


def change_instance(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Cancel a performance, or put it back on."""
    world = simulation.world
    shown = performance(world, request.path_params["id"])
    change = world.cancelled.add if fields.get("cancelled") else world.cancelled.discard
    change(shown.id)
    return instance_json(world, performance(world, shown.id))
