"""What may the theatre itself do? Any basket, any customer, orders; every call is signed."""

from datetime import datetime

from spektrix_simulator import baskets, customers, shapes
from spektrix_simulator.answers import Answer, Problem, json_answer
from spektrix_simulator.catalogue import ROUTES as CATALOGUE
from spektrix_simulator.clock import LONDON
from spektrix_simulator.faults import IGNORE_ATTRIBUTES, OWNER_BLIND
from spektrix_simulator.received import Ask, Reply
from spektrix_simulator.records import Basket, Customer, Order
from spektrix_simulator.routes import Route

PAYMENT_TYPES = [
    {"id": "801APAYT", "name": "Restaurant account"},
    {"id": "802BPAYT", "name": "Paper voucher"},
]
_LARGEST_PAGE = 200


def _basket(ask: Ask) -> Basket:
    basket = baskets.by_id(ask.world, ask.ids[0])
    if OWNER_BLIND in ask.oddities and basket.made_in == "web":
        raise Problem(404, "Basket not found")
    return basket


def _shown(ask: Ask, basket: Basket) -> Reply:
    return shapes.basket_json(ask.world, basket, ask.expand)


def create_basket(ask: Ask) -> Reply:
    """Start a basket, with tickets, a customer and payments when the body names them."""
    basket = baskets.new_basket(ask.world, "owner")
    try:
        baskets.owner_patch(ask.world, basket, ask.json())
    except Problem:
        del ask.world.baskets[basket.id]
        raise
    return _shown(ask, basket)


def read_basket(ask: Ask) -> Reply:
    """Answer with any basket by its id. That a browser's basket can be read so is a guess."""
    return _shown(ask, _basket(ask))


def patch_basket(ask: Ask) -> Reply:
    """Change customer, promo code, payments, or add tickets."""
    basket = _basket(ask)
    baskets.owner_patch(ask.world, basket, ask.json())
    return _shown(ask, basket)


def add_tickets(ask: Ask) -> Reply:
    """Add a JSON array of tickets."""
    basket = _basket(ask)
    baskets.add_tickets(ask.world, basket, ask.json())
    return _shown(ask, basket)


def remove_tickets(ask: Ask) -> Reply:
    """Take tickets out, by `ticketIds` in the query."""
    basket = _basket(ask)
    baskets.remove_tickets(ask.world, basket, ask.every("ticketIds"))
    return _shown(ask, basket)


def add_payment(ask: Ask) -> Reply:
    """Put a custom payment on the basket."""
    basket = _basket(ask)
    baskets.add_payments(basket, ask.json())
    return _shown(ask, basket)


def clear_basket(ask: Ask) -> Reply:
    """Empty the basket; it stays its customer's."""
    basket = _basket(ask)
    basket.tickets, basket.payments, basket.promo_code = [], [], None
    baskets.touch(ask.world, basket)
    return _shown(ask, basket)


def confirm_basket(ask: Ask) -> Reply:
    """Make an order of a basket that has nothing left to pay."""
    return shapes.order_json(ask.world, baskets.confirm(ask.world, _basket(ask)))


def _customer_answer(ask: Ask, customer: Customer) -> Reply:
    return shapes.customer_json(ask.world, customer, with_attributes=True)


def find_customer(ask: Ask) -> Reply:
    """Answer with the one customer who has this e-mail."""
    email = ask.query("email")
    if not email:
        raise Problem(400, "email is required")
    customer = customers.by_email(ask.world, email)
    if customer is None:
        raise Problem(404, "Customer not found")
    return _customer_answer(ask, customer)


def create_customer(ask: Ask) -> Reply:
    """Add a customer."""
    return _customer_answer(ask, customers.create(ask.world, ask.json()))


def read_customer(ask: Ask) -> Reply:
    """Answer with a customer and the attributes made available to the API."""
    return _customer_answer(ask, customers.by_id(ask.world, ask.ids[0]))


def patch_customer(ask: Ask) -> Reply:
    """Merge the body into the customer. What the reply carries is a guess, so a switch changes it."""
    customer = customers.by_id(ask.world, ask.ids[0])
    customers.patch(ask.world, customer, ask.json(), ignore_attributes=IGNORE_ATTRIBUTES in ask.oddities)
    match ask.world.switches.patch_reply:
        case "empty":
            return Answer(204)
        case "without_attributes":
            return json_answer(shapes.customer_json(ask.world, customer, with_attributes=False))
    return _customer_answer(ask, customer)


def _page(ask: Ask, orders: list[Order]) -> Reply:
    try:
        page, size = int(ask.query("page") or 1), int(ask.query("pageSize") or _LARGEST_PAGE)
    except ValueError as error:
        raise Problem(400, "page and pageSize are numbers") from error
    size = max(1, min(size, _LARGEST_PAGE))
    first = (max(1, page) - 1) * size
    return [shapes.order_json(ask.world, order) for order in orders[first : first + size]]


def list_orders(ask: Ask) -> Reply:
    """Answer with a page of orders between `DateFrom` (inclusive) and `DateTo` (exclusive)."""
    first, last = ask.moment("DateFrom", LONDON), ask.moment("DateTo", LONDON)
    made = [(datetime.fromisoformat(order.made_at), order) for order in ask.world.orders.values()]
    found = [order for at, order in made if (first is None or at >= first) and (last is None or at < last)]
    return _page(ask, found)


def read_order(ask: Ask) -> Reply:
    """Answer with one order."""
    if ask.ids[0] not in ask.world.orders:
        raise Problem(404, "Order not found")
    return shapes.order_json(ask.world, ask.world.orders[ask.ids[0]])


def orders_of_customer(ask: Ask) -> Reply:
    """Answer with a customer's orders."""
    customer = customers.by_id(ask.world, ask.ids[0])
    return _page(ask, [one for one in ask.world.orders.values() if one.customer_id == customer.id])


def payment_types(ask: Ask) -> Reply:
    """Answer with the custom payment types."""
    return list(PAYMENT_TYPES)


ROUTES = (
    *CATALOGUE,
    Route("POST", "baskets", create_basket),
    Route("GET", "baskets/*", read_basket),
    Route("PATCH", "baskets/*", patch_basket),
    Route("POST", "baskets/*/tickets", add_tickets),
    Route("DELETE", "baskets/*/tickets", remove_tickets),
    Route("POST", "baskets/*/custom-payments", add_payment),
    Route("POST", "baskets/*/clear", clear_basket),
    Route("POST", "baskets/*/confirm", confirm_basket),
    Route("GET", "customers", find_customer),
    Route("POST", "customers", create_customer),
    Route("GET", "customers/*", read_customer),
    Route("PATCH", "customers/*", patch_customer),
    Route("GET", "customers/*/orders", orders_of_customer),
    Route("GET", "orders", list_orders),
    Route("GET", "orders/*", read_order),
    Route("GET", "custom-payment-types", payment_types),
)
