"""Customers: who has an account at the theatre, and how accounts change."""

import re
from typing import Any

from spektrix_simulator import ids
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.world import attributes
from spektrix_simulator.world.records import Customer
from spektrix_simulator.world.world import World

_WRITABLE = {
    "title": "title",
    "firstName": "first_name",
    "lastName": "last_name",
    "email": "email",
    "phone": "phone",
    "mobile": "mobile",
}
_REQUIRED = ("firstName", "lastName", "email")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def by_id(world: World, customer_id: str) -> Customer:
    """Return the customer, or raise a 404."""
    if customer_id not in world.customers:
        raise CallRefused(404, "Customer not found")
    return world.customers[customer_id]


def by_email(world: World, email: str) -> Customer | None:
    """Return the customer with this address, in whatever case it is written."""
    wanted = email.strip().casefold()
    return next((one for one in world.customers.values() if one.email.casefold() == wanted), None)


def create(world: World, fields: Any) -> Customer:
    """Add a customer; a known e-mail is refused as Spektrix does."""
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    missing = [name for name in _REQUIRED if not fields.get(name)]
    if missing:
        raise CallRefused(400, f"Required: {', '.join(missing)}")
    customer = Customer(ids.customer_id(), "", "", "", "")
    _write(world, customer, fields, ignore_attributes=False)
    world.customers[customer.id] = customer
    return customer


def patch(world: World, customer: Customer, fields: Any, *, ignore_attributes: bool = False) -> None:
    """Merge the named fields into the customer: all of them, or none when one makes no sense.

    With `ignore_attributes` every attribute is passed over in silence.
    """
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    _write(world, customer, fields, ignore_attributes=ignore_attributes)


def _write(world: World, customer: Customer, fields: dict[str, Any], *, ignore_attributes: bool) -> None:
    plain = {name: value for name, value in fields.items() if name in _WRITABLE}
    for name, value in plain.items():
        if not isinstance(value, str | None):
            raise CallRefused(400, f"{name}: not text")
    if "email" in plain:
        _refuse_email(world, customer, plain["email"] or "")
    written = {name: value for name, value in fields.items() if name.startswith(attributes.PREFIX)}
    values = {} if ignore_attributes else _checked_values(world, written)
    for name, value in plain.items():
        setattr(customer, _WRITABLE[name], value or "")
    customer.values.update(values)


def _refuse_email(world: World, customer: Customer, email: str) -> None:
    if not _EMAIL.fullmatch(email):
        raise CallRefused(400, "email: not an address")
    holder = by_email(world, email)
    if holder is not None and holder.id != customer.id:
        raise CallRefused(400, "Duplicate Entry")


def _checked_values(world: World, written: dict[str, Any]) -> dict[str, Any]:
    values = {}
    for key, value in written.items():
        attribute = world.attributes.get(key)
        if attribute is None:
            raise CallRefused(400, f"{key} is not a defined attribute")
        if attribute.available:
            values[key] = attributes.checked(attribute, value)
    return values
