"""Attributes, changed by a call under /simulator/."""

from typing import Any

from starlette.requests import Request

from spektrix_simulator.errors import CallRefused
from spektrix_simulator.simulation import Fields, Simulation
from spektrix_simulator.world import attributes


def define_attribute(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Define an attribute; `options` is a list, or text with commas."""
    options = fields.get("options") or []
    choices = options.split(",") if isinstance(options, str) else options
    known = simulation.world.attributes
    defined = attributes.define(known, str(fields.get("name", "")), str(fields.get("kind")), choices)
    return {"key": defined.key, "kind": defined.kind, "available": defined.available}


def change_attribute(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Make an attribute available to the API, or not."""
    attribute = simulation.world.attributes.get(request.path_params["key"])
    if attribute is None:
        raise CallRefused(404, "No such attribute")
    if not isinstance(fields.get("available"), bool):
        raise CallRefused(400, "available is true or false")
    attribute.available = fields["available"]
    return {"key": attribute.key, "available": attribute.available}


def delete_attribute(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Delete an attribute, and its value from every customer."""
    key = request.path_params["key"]
    if simulation.world.attributes.pop(key, None) is None:
        raise CallRefused(404, "No such attribute")
    for customer in simulation.world.customers.values():
        customer.values.pop(key, None)
    return {"deleted": key}
