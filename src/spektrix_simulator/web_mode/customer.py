"""Web mode's calls about the customer who is signed in."""

import secrets

from spektrix_simulator import customers
from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.resources.customers import customer_json
from spektrix_simulator.web_mode.session import basket_of, session_of


def read_customer(call: HandledCall) -> Reply:
    """Answer with the signed-in customer. The status where there is none is a guess."""
    customer = call.world.customers.get(session_of(call).customer_id or "")
    if customer is None:
        raise CallRefused(401, "Nobody is signed in")
    return customer_json(call.world, customer, with_attributes=False)


def authenticate(call: HandledCall) -> Reply:
    """Sign a customer in by e-mail and password; their id goes on the basket. The field names are a guess."""
    fields = call.json()
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    customer = customers.by_email(call.world, str(fields.get("email") or fields.get("emailAddress") or ""))
    password = str(fields.get("password", ""))
    if customer is None or not secrets.compare_digest(password.encode(), customer.password.encode()):
        raise CallRefused(401, "E-mail or password is wrong")
    session = session_of(call)
    session.customer_id = customer.id
    baskets.set_customer(call.world, basket_of(call), customer.id)
    return customer_json(call.world, customer, with_attributes=False)


def deauthenticate(call: HandledCall) -> Reply:
    """Sign out. That the tickets stay in a basket without a customer is a guess."""
    session_of(call).customer_id = None
    baskets.set_customer(call.world, basket_of(call), None)
    return {}


ROUTES = (
    Route("GET", "customer", read_customer),
    Route("POST", "customer/authenticate", authenticate),
    Route("POST", "customer/deauthenticate", deauthenticate),
)
