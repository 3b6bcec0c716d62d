"""A browser's session, known by its cookie."""

import secrets

from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.calls.handled_call import HandledCall
from spektrix_simulator.world.records import Basket, Session

COOKIE = "spektrix_simulator_session"


def session_of(call: HandledCall) -> Session:
    """Return this browser's session, a new one when it brought none that is known."""
    if call.session is None:
        call.session = call.world.sessions.get(call.received.cookie(COOKIE) or "")
    if call.session is None:
        call.session = Session(secrets.token_urlsafe(24))
        call.session_is_new = True
        call.world.sessions[call.session.token] = call.session
    return call.session


def basket_of(call: HandledCall) -> Basket:
    """Return the session's basket; where there is none, or it ended, a fresh one takes its place."""
    session = session_of(call)
    found = baskets.open_basket(call.world, session.basket_id)
    if found is None:
        found = baskets.new_basket(call.world, "web", session.customer_id)
        session.basket_id = found.id
    return found
