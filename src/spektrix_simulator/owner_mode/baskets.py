"""Owner mode's calls about baskets: any basket, by its id."""

from typing import Any

from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.baskets.orders import add_payments, confirm
from spektrix_simulator.baskets.tickets import add_tickets as put_tickets
from spektrix_simulator.baskets.tickets import remove_tickets as take_tickets
from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.requested_faults.fault import OWNER_BLIND
from spektrix_simulator.resources.baskets import basket_json, order_json
from spektrix_simulator.world.records import Basket
from spektrix_simulator.world.world import World


def _basket(call: HandledCall) -> Basket:
    basket = baskets.by_id(call.world, call.ids[0])
    if OWNER_BLIND in call.oddities and basket.made_in == "web":
        raise CallRefused(404, "Basket not found")
    return basket


def _shown(call: HandledCall, basket: Basket) -> Reply:
    return basket_json(call.world, basket, call.expand)


def create_basket(call: HandledCall) -> Reply:
    """Start a basket, with tickets, a customer and payments when the body names them."""
    basket = baskets.new_basket(call.world, "owner")
    try:
        _change(call.world, basket, call.json())
    except CallRefused:
        del call.world.baskets[basket.id]
        raise
    return _shown(call, basket)


def read_basket(call: HandledCall) -> Reply:
    """Answer with any basket by its id. That a browser's basket can be read so is a guess."""
    return _shown(call, _basket(call))


def patch_basket(call: HandledCall) -> Reply:
    """Change customer, promo code, payments, or add tickets."""
    basket = _basket(call)
    _change(call.world, basket, call.json())
    return _shown(call, basket)


def add_tickets(call: HandledCall) -> Reply:
    """Add a JSON array of tickets."""
    basket = _basket(call)
    put_tickets(call.world, basket, call.json())
    return _shown(call, basket)


def remove_tickets(call: HandledCall) -> Reply:
    """Take tickets out, by `ticketIds` in the query."""
    basket = _basket(call)
    take_tickets(call.world, basket, call.every("ticketIds"))
    return _shown(call, basket)


def add_payment(call: HandledCall) -> Reply:
    """Put a custom payment on the basket."""
    basket = _basket(call)
    add_payments(basket, call.json())
    return _shown(call, basket)


def clear_basket(call: HandledCall) -> Reply:
    """Empty the basket; it stays its customer's."""
    basket = _basket(call)
    basket.tickets, basket.payments, basket.promo_code = [], [], None
    baskets.touch(call.world, basket)
    return _shown(call, basket)


def confirm_basket(call: HandledCall) -> Reply:
    """Make an order of a basket that has nothing left to pay."""
    return order_json(call.world, confirm(call.world, _basket(call)))


def _change(world: World, basket: Basket, fields: Any) -> None:
    """Change what Owner mode may change on a basket."""
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    if "customer" in fields:
        baskets.set_customer(world, basket, fields["customer"])
    if "promoCode" in fields:
        baskets.set_promo_code(world, basket, fields["promoCode"])
    if fields.get("tickets"):
        put_tickets(world, basket, fields["tickets"])
    add_payments(basket, fields.get("customPayments") or [])


ROUTES = (
    Route("POST", "baskets", create_basket),
    Route("GET", "baskets/*", read_basket),
    Route("PATCH", "baskets/*", patch_basket),
    Route("POST", "baskets/*/tickets", add_tickets),
    Route("DELETE", "baskets/*/tickets", remove_tickets),
    Route("POST", "baskets/*/custom-payments", add_payment),
    Route("POST", "baskets/*/clear", clear_basket),
    Route("POST", "baskets/*/confirm", confirm_basket),
)
