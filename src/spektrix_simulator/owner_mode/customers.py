"""Owner mode's calls about customers."""

from spektrix_simulator import customers
from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.responses import ApiResponse, json_response
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.requested_faults.fault import IGNORE_ATTRIBUTES
from spektrix_simulator.resources.customers import customer_json
from spektrix_simulator.world.records import Customer


def _shown(call: HandledCall, customer: Customer) -> Reply:
    return customer_json(call.world, customer, with_attributes=True)


def find_customer(call: HandledCall) -> Reply:
    """Answer with the one customer who has this e-mail."""
    email = call.query("email")
    if not email:
        raise CallRefused(400, "email is required")
    customer = customers.by_email(call.world, email)
    if customer is None:
        raise CallRefused(404, "Customer not found")
    return _shown(call, customer)


def create_customer(call: HandledCall) -> Reply:
    """Add a customer."""
    return _shown(call, customers.create(call.world, call.json()))


def read_customer(call: HandledCall) -> Reply:
    """Answer with a customer and the attributes made available to the API."""
    return _shown(call, customers.by_id(call.world, call.ids[0]))


def patch_customer(call: HandledCall) -> Reply:
    """Merge the body into the customer. What the reply carries is a guess, so a switch changes it."""
    customer = customers.by_id(call.world, call.ids[0])
    customers.patch(call.world, customer, call.json(), ignore_attributes=IGNORE_ATTRIBUTES in call.oddities)
    match call.world.switches.patch_reply:
        case "empty":
            return ApiResponse(204)
        case "without_attributes":
            return json_response(customer_json(call.world, customer, with_attributes=False))
    return _shown(call, customer)


ROUTES = (
    Route("GET", "customers", find_customer),
    Route("POST", "customers", create_customer),
    Route("GET", "customers/*", read_customer),
    Route("PATCH", "customers/*", patch_customer),
)
