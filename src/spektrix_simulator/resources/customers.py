"""Customers as JSON."""

from typing import Any

from spektrix_simulator.world import attributes
from spektrix_simulator.world.records import Customer
from spektrix_simulator.world.world import World


def customer_json(world: World, customer: Customer, *, with_attributes: bool) -> dict[str, Any]:
    """Return a customer; attributes only where the API shows them, and only those made available to it."""
    shape: dict[str, Any] = {
        "id": customer.id,
        "title": customer.title,
        "firstName": customer.first_name,
        "lastName": customer.last_name,
        "name": " ".join(filter(None, (customer.title, customer.first_name, customer.last_name))),
        "email": customer.email,
        "phone": customer.phone,
        "mobile": customer.mobile,
        "birthDate": None,
        "age": None,
        "billingAddress": None,
        "deliveryAddress": None,
        "passwordSet": True,
        "giftAidDeclarationRequired": False,
        "creditBalance": 0.0,
    }
    return shape | _attributes(world, customer) if with_attributes else shape


def _attributes(world: World, customer: Customer) -> dict[str, Any]:
    """Return the attributes that the API shows, flat or as a list."""
    shown = {
        key: customer.values.get(key, attributes.unset(attribute))
        for key, attribute in world.attributes.items()
        if attribute.available
    }
    if world.switches.attribute_form == "flat":
        return shown
    return {"attributes": [{"name": world.attributes[key].name, "value": shown[key]} for key in shown]}
