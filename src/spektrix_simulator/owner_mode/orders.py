"""Owner mode's calls about orders and payment types."""

from datetime import datetime

from spektrix_simulator import customers
from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.clock import LONDON
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.resources.baskets import order_json
from spektrix_simulator.world.records import Order

PAYMENT_TYPES = [
    {"id": "801APAYT", "name": "Restaurant account"},
    {"id": "802BPAYT", "name": "Paper voucher"},
]
_LARGEST_PAGE = 200


def _page(call: HandledCall, orders: list[Order]) -> Reply:
    try:
        page, size = int(call.query("page") or 1), int(call.query("pageSize") or _LARGEST_PAGE)
    except ValueError as error:
        raise CallRefused(400, "page and pageSize are numbers") from error
    size = max(1, min(size, _LARGEST_PAGE))
    first = (max(1, page) - 1) * size
    return [order_json(call.world, order) for order in orders[first : first + size]]


def list_orders(call: HandledCall) -> Reply:
    """Answer with a page of orders between `DateFrom` (inclusive) and `DateTo` (exclusive)."""
    first, last = call.moment("DateFrom", LONDON), call.moment("DateTo", LONDON)
    made = [(datetime.fromisoformat(order.made_at), order) for order in call.world.orders.values()]
    found = [order for at, order in made if (first is None or at >= first) and (last is None or at < last)]
    return _page(call, found)


def read_order(call: HandledCall) -> Reply:
    """Answer with one order."""
    if call.ids[0] not in call.world.orders:
        raise CallRefused(404, "Order not found")
    return order_json(call.world, call.world.orders[call.ids[0]])


def orders_of_customer(call: HandledCall) -> Reply:
    """Answer with a customer's orders."""
    customer = customers.by_id(call.world, call.ids[0])
    return _page(call, [one for one in call.world.orders.values() if one.customer_id == customer.id])


def payment_types(call: HandledCall) -> Reply:
    """Answer with the custom payment types."""
    return list(PAYMENT_TYPES)


ROUTES = (
    Route("GET", "customers/*/orders", orders_of_customer),
    Route("GET", "orders", list_orders),
    Route("GET", "orders/*", read_order),
    Route("GET", "custom-payment-types", payment_types),
)
