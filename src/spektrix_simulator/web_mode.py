"""What may a browser at the theatre's site do? One basket and at most one signed-in customer, by cookie."""

import secrets

from spektrix_simulator import baskets, customers, shapes
from spektrix_simulator.answers import Problem
from spektrix_simulator.catalogue import ROUTES as CATALOGUE
from spektrix_simulator.faults import EMPTY_BASKET_404
from spektrix_simulator.received import Ask, Reply
from spektrix_simulator.records import Basket, Session
from spektrix_simulator.routes import Route

COOKIE = "spektrix_simulator_session"


def _session(ask: Ask) -> Session:
    """Return this browser's session, a new one when it brought none that is known."""
    if ask.session is None:
        ask.session = ask.world.sessions.get(ask.received.cookie(COOKIE) or "")
    if ask.session is None:
        ask.session = Session(secrets.token_urlsafe(24))
        ask.session_is_new = True
        ask.world.sessions[ask.session.token] = ask.session
    return ask.session


def _basket(ask: Ask) -> Basket:
    """Return the session's basket; where there is none, or it ended, a fresh one takes its place."""
    session = _session(ask)
    found = baskets.open_basket(ask.world, session.basket_id)
    if found is None:
        found = baskets.new_basket(ask.world, "web", session.customer_id)
        session.basket_id = found.id
    return found


def _shown(ask: Ask, basket: Basket) -> Reply:
    return shapes.basket_json(ask.world, basket, ask.expand)


def read_basket(ask: Ask) -> Reply:
    """Answer with the basket; an empty one is a 200, or a 404 by a switch."""
    basket = _basket(ask)
    if EMPTY_BASKET_404 in ask.oddities and not basket.tickets:
        raise Problem(404, "Basket not found")
    baskets.touch(ask.world, basket)
    return _shown(ask, basket)


def patch_basket(ask: Ask) -> Reply:
    """Set the promo code; a browser may set nothing else, the customer least of all."""
    fields = ask.json()
    if not isinstance(fields, dict) or set(fields) - {"promoCode"}:
        raise Problem(400, "Only promoCode can be changed")
    basket = _basket(ask)
    if "promoCode" in fields:
        baskets.set_promo_code(ask.world, basket, fields["promoCode"])
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


def read_customer(ask: Ask) -> Reply:
    """Answer with the signed-in customer. The status for nobody is a guess."""
    customer = ask.world.customers.get(_session(ask).customer_id or "")
    if customer is None:
        raise Problem(401, "Nobody is signed in")
    return shapes.customer_json(ask.world, customer, with_attributes=False)


def authenticate(ask: Ask) -> Reply:
    """Sign a customer in by e-mail and password; their id goes on the basket. The field names are a guess."""
    fields = ask.json()
    if not isinstance(fields, dict):
        raise Problem(400, "Expected one JSON object")
    customer = customers.by_email(ask.world, str(fields.get("email") or fields.get("emailAddress") or ""))
    password = str(fields.get("password", ""))
    if customer is None or not secrets.compare_digest(password.encode(), customer.password.encode()):
        raise Problem(401, "E-mail or password is wrong")
    session = _session(ask)
    session.customer_id = customer.id
    baskets.set_customer(ask.world, _basket(ask), customer.id)
    return shapes.customer_json(ask.world, customer, with_attributes=False)


def deauthenticate(ask: Ask) -> Reply:
    """Sign out. That the tickets stay in a basket that is nobody's now is a guess."""
    _session(ask).customer_id = None
    baskets.set_customer(ask.world, _basket(ask), None)
    return {}


ROUTES = (
    *CATALOGUE,
    Route("GET", "basket", read_basket),
    Route("PATCH", "basket", patch_basket),
    Route("POST", "basket/tickets", add_tickets),
    Route("DELETE", "basket/tickets", remove_tickets),
    Route("GET", "customer", read_customer),
    Route("POST", "customer/authenticate", authenticate),
    Route("POST", "customer/deauthenticate", deauthenticate),
)
