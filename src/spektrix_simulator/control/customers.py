"""Customers, changed by a call under /simulator/."""

from typing import Any

from starlette.requests import Request

from spektrix_simulator import customers
from spektrix_simulator.resources.customers import customer_json
from spektrix_simulator.simulation import Fields, Simulation


def add_customer(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Add a customer, with the field names of the API."""
    customer = customers.create(simulation.world, fields)
    return customer_json(simulation.world, customer, with_attributes=True)


def change_customer(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Edit a customer as the box office would, with the field names of the API."""
    customer = customers.by_id(simulation.world, request.path_params["id"])
    customers.patch(simulation.world, customer, fields)
    return customer_json(simulation.world, customer, with_attributes=True)


def delete_customer(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Remove a customer's account."""
    customer = customers.by_id(simulation.world, request.path_params["id"])
    del simulation.world.customers[customer.id]
    return {"deleted": customer.id}
