"""Web mode's calls about the browser's basket."""

from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.baskets.tickets import add_tickets as put_tickets
from spektrix_simulator.baskets.tickets import remove_tickets as take_tickets
from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.requested_faults.fault import EMPTY_BASKET_404
from spektrix_simulator.resources.baskets import basket_json
from spektrix_simulator.web_mode.session import basket_of
from spektrix_simulator.world.records import Basket


def _shown(call: HandledCall, basket: Basket) -> Reply:
    return basket_json(call.world, basket, call.expand)


def read_basket(call: HandledCall) -> Reply:
    """Answer with the basket; an empty one is a 200, or a 404 by a switch."""
    basket = basket_of(call)
    if EMPTY_BASKET_404 in call.oddities and not basket.tickets:
        raise CallRefused(404, "Basket not found")
    baskets.touch(call.world, basket)
    return _shown(call, basket)


def patch_basket(call: HandledCall) -> Reply:
    """Set the promo code; a browser may set nothing else, the customer least of all."""
    fields = call.json()
    if not isinstance(fields, dict) or set(fields) - {"promoCode"}:
        raise CallRefused(400, "Only promoCode can be changed")
    basket = basket_of(call)
    if "promoCode" in fields:
        baskets.set_promo_code(call.world, basket, fields["promoCode"])
    return _shown(call, basket)


def add_tickets(call: HandledCall) -> Reply:
    """Add a JSON array of tickets."""
    basket = basket_of(call)
    put_tickets(call.world, basket, call.json())
    return _shown(call, basket)


def remove_tickets(call: HandledCall) -> Reply:
    """Take tickets out, by `ticketIds` in the query."""
    basket = basket_of(call)
    take_tickets(call.world, basket, call.every("ticketIds"))
    return _shown(call, basket)


ROUTES = (
    Route("GET", "basket", read_basket),
    Route("PATCH", "basket", patch_basket),
    Route("POST", "basket/tickets", add_tickets),
    Route("DELETE", "basket/tickets", remove_tickets),
)
