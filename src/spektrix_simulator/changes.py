"""How do attributes, customers, baskets and performances change by a call under /simulator/?"""

from typing import Any

from starlette.requests import Request

from spektrix_simulator import attributes, baskets, customers, shapes
from spektrix_simulator.answers import Problem
from spektrix_simulator.records import Session
from spektrix_simulator.steering import Control, Fields
from spektrix_simulator.web_mode import COOKIE


def define_attribute(control: Control, request: Request, fields: Fields) -> Any:
    """Define an attribute; `options` is a list, or text with commas."""
    options = fields.get("options") or []
    choices = options.split(",") if isinstance(options, str) else options
    known = control.world.attributes
    defined = attributes.define(known, str(fields.get("name", "")), str(fields.get("kind")), choices)
    return {"key": defined.key, "kind": defined.kind, "available": defined.available}


def change_attribute(control: Control, request: Request, fields: Fields) -> Any:
    """Make an attribute available to the API, or not."""
    attribute = control.world.attributes.get(request.path_params["key"])
    if attribute is None:
        raise Problem(404, "No such attribute")
    if not isinstance(fields.get("available"), bool):
        raise Problem(400, "available is true or false")
    attribute.available = fields["available"]
    return {"key": attribute.key, "available": attribute.available}


def delete_attribute(control: Control, request: Request, fields: Fields) -> Any:
    """Delete an attribute, and its value from every customer."""
    key = request.path_params["key"]
    if control.world.attributes.pop(key, None) is None:
        raise Problem(404, "No such attribute")
    for customer in control.world.customers.values():
        customer.values.pop(key, None)
    return {"deleted": key}


def add_customer(control: Control, request: Request, fields: Fields) -> Any:
    """Add a customer, with the field names of the API."""
    customer = customers.create(control.world, fields)
    return shapes.customer_json(control.world, customer, with_attributes=True)


def change_customer(control: Control, request: Request, fields: Fields) -> Any:
    """Edit a customer as the box office would, with the field names of the API."""
    customer = customers.by_id(control.world, request.path_params["id"])
    customers.patch(control.world, customer, fields)
    return shapes.customer_json(control.world, customer, with_attributes=True)


def delete_customer(control: Control, request: Request, fields: Fields) -> Any:
    """Remove a customer's account."""
    customer = customers.by_id(control.world, request.path_params["id"])
    del control.world.customers[customer.id]
    return {"deleted": customer.id}


def make_basket(control: Control, request: Request, fields: Fields) -> Any:
    """Make a browser's basket without a browser, for any performances, the past included.

    `customer` is an id or null, `instances` a list of ids, one ticket each. The reply also holds the cookie.
    """
    world = control.world
    basket = baskets.new_basket(world, "web")
    try:
        baskets.set_customer(world, basket, fields.get("customer"))
        wanted = [{"instance": identity} for identity in fields.get("instances") or []]
        if wanted:
            baskets.add_tickets(world, basket, wanted, refuse_stopped=False)
    except Problem:
        del world.baskets[basket.id]
        raise
    session = Session(f"made-{basket.id}", basket.id, basket.customer_id)
    world.sessions[session.token] = session
    return {**shapes.basket_json(world, basket), "cookie": f"{COOKIE}={session.token}"}


def expire_basket(control: Control, request: Request, fields: Fields) -> Any:
    """Let a basket run out of time now."""
    basket = baskets.by_id(control.world, request.path_params["id"])
    basket.ended = "expired"
    return {"id": basket.id, "ended": basket.ended}


def confirm_basket(control: Control, request: Request, fields: Fields) -> Any:
    """Pay for a basket by card, as its browser would."""
    basket = baskets.by_id(control.world, request.path_params["id"])
    return shapes.order_json(control.world, baskets.confirm(control.world, basket, paid=True))


def change_instance(control: Control, request: Request, fields: Fields) -> Any:
    """Cancel a performance, or put it back on."""
    shown = baskets.performance(control.world, request.path_params["id"])
    change = control.world.cancelled.add if fields.get("cancelled") else control.world.cancelled.discard
    change(shown.id)
    return shapes.instance_json(control.world, baskets.performance(control.world, shown.id))
