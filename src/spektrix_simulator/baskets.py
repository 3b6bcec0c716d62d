"""How does a basket fill, empty, expire, and become an order?"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from spektrix_simulator import ids
from spektrix_simulator.answers import Problem
from spektrix_simulator.attributes import LARGEST
from spektrix_simulator.programme import Instance, instance_by_id
from spektrix_simulator.records import Basket, Customer, Order, Ticket

if TYPE_CHECKING:
    from spektrix_simulator.world import World

NOT_LOGGED_IN = "NotLoggedIn"
BANDS = {"301AGHKR": 38.0, "302BMPTV": 24.5}
TYPES = {"402ALMNB": "Full price", "403CQRST": "Under 26"}
FIRST_BAND, FIRST_TYPE = next(iter(BANDS)), next(iter(TYPES))
_SEATS_IN_A_ROW = 24


def new_basket(world: World, made_in: str, customer_id: str | None = None) -> Basket:
    """Start a basket."""
    basket = Basket(ids.basket_id(), made_in, world.clock.now().isoformat(), customer_id)
    world.baskets[basket.id] = basket
    return basket


def touch(world: World, basket: Basket) -> None:
    """Let the basket live on from now."""
    basket.touched_at = world.clock.now().isoformat()


def open_basket(world: World, basket_id: str | None) -> Basket | None:
    """Return the basket if it can still be bought; one that was left alone for too long expires here."""
    basket = world.baskets.get(basket_id or "")
    if basket is None or basket.ended:
        return None
    minutes = world.switches.basket_minutes
    untouched = world.clock.now() - datetime.fromisoformat(basket.touched_at)
    if minutes and untouched > timedelta(minutes=minutes):
        basket.ended = "expired"
        return None
    return basket


def by_id(world: World, basket_id: str) -> Basket:
    """Return the open basket, or raise the 404 that unknown, expired and confirmed ones share."""
    basket = open_basket(world, basket_id)
    if basket is None:
        raise Problem(404, "Basket not found")
    return basket


def performance(world: World, identity: str) -> Instance:
    """Return the performance, or raise a 404."""
    found = instance_by_id(identity, frozenset(world.cancelled))
    if found is None:
        raise Problem(404, "Instance not found")
    return found


def id_in(reference: Any) -> str | None:
    """Return the id in a reference, which may be text or an object with an id."""
    if isinstance(reference, dict):
        reference = reference.get("id")
    return reference if isinstance(reference, str) else None


def add_tickets(world: World, basket: Basket, wanted: Any, *, refuse_stopped: bool = True) -> None:
    """Add the tickets of a JSON array, all or none; a performance not on sale is refused."""
    if not isinstance(wanted, list) or not wanted:
        raise Problem(400, "Expected a JSON array of tickets")
    added: list[Ticket] = []
    for one in wanted:
        if not isinstance(one, dict):
            raise Problem(400, "A ticket is a JSON object")
        added.append(_ticket(world, basket, one, len(added), refuse_stopped))
    basket.tickets.extend(added)
    touch(world, basket)


def _ticket(world: World, basket: Basket, one: dict[str, Any], place: int, refuse_stopped: bool) -> Ticket:
    shown = instance_by_id(id_in(one.get("instance")) or "", frozenset(world.cancelled))
    if shown is None:
        raise Problem(400, "Instance not found")
    if refuse_stopped and (shown.cancelled or shown.start < world.clock.now()):
        raise Problem(400, "This performance is not on sale")
    type_id = id_in(one.get("type")) or id_in(one.get("ticketType")) or FIRST_TYPE
    band_id = id_in(one.get("band")) or FIRST_BAND
    if type_id not in TYPES or band_id not in BANDS:
        raise Problem(400, "No such ticket type or price band")
    row, seat = divmod(len(basket.tickets) + place + 11, _SEATS_IN_A_ROW)
    name = f"{chr(ord('C') + row % 20)}{seat + 1}"
    return Ticket(ids.ticket_id(), shown.id, type_id, band_id, name, BANDS[band_id])


def remove_tickets(world: World, basket: Basket, ticket_ids: list[str]) -> None:
    """Take these tickets out of the basket; ids that are not in it are passed over."""
    if not ticket_ids:
        raise Problem(400, "ticketIds is required")
    basket.tickets = [ticket for ticket in basket.tickets if ticket.id not in ticket_ids]
    touch(world, basket)


def set_customer(world: World, basket: Basket, reference: Any) -> None:
    """Say whose basket it is; null makes it nobody's."""
    customer_id = id_in(reference)
    if reference is not None and customer_id not in world.customers:
        raise Problem(400, "Customer not found")
    basket.customer_id = customer_id
    touch(world, basket)


def set_promo_code(world: World, basket: Basket, code: Any) -> None:
    """Put a promo code on the basket, or take it off with null; none gives a discount."""
    if not isinstance(code, str | None):
        raise Problem(400, "promoCode is text")
    basket.promo_code = code
    touch(world, basket)


def owner_patch(world: World, basket: Basket, fields: Any) -> None:
    """Change what Owner mode may change on a basket."""
    if not isinstance(fields, dict):
        raise Problem(400, "Expected one JSON object")
    if "customer" in fields:
        set_customer(world, basket, fields["customer"])
    if "promoCode" in fields:
        set_promo_code(world, basket, fields["promoCode"])
    if fields.get("tickets"):
        add_tickets(world, basket, fields["tickets"])
    add_payments(basket, fields.get("customPayments") or [])


def add_payments(basket: Basket, payments: Any) -> None:
    """Put custom payments on a basket."""
    for payment in payments if isinstance(payments, list) else [payments]:
        amount = payment.get("amount") if isinstance(payment, dict) else None
        if isinstance(amount, bool) or not isinstance(amount, int | float) or not abs(amount) < LARGEST:
            raise Problem(400, "A custom payment needs an amount")
        basket.payments.append({"type": id_in(payment.get("type")), "amount": round(float(amount), 2)})


def confirm(world: World, basket: Basket, *, paid: bool = False) -> Order:
    """Make an order of the basket. Owner mode may do so only where nothing is left to pay by card."""
    if not basket.tickets:
        raise Problem(400, "The basket is empty")
    if not paid and sum(payment["amount"] for payment in basket.payments) < basket.total:
        raise Problem(400, "There is something left to pay, and Owner mode takes no card payments")
    made_at = world.clock.now().isoformat()
    order = Order(ids.order_id(), basket.id, basket.customer_id, made_at, basket.tickets, basket.payments)
    world.orders[order.id] = order
    basket.ended = "confirmed"
    return order


def hash_of(world: World, basket: Basket) -> str:
    """Return the text that changes whenever the basket does."""
    if not basket.tickets and basket.customer_id is None:
        return NOT_LOGGED_IN
    parts = [basket.id, basket.customer_id or "", basket.promo_code or ""]
    parts += [ticket.id for ticket in basket.tickets]
    parts += [str(payment) for payment in basket.payments]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def customer_of(world: World, basket: Basket) -> Customer | None:
    """Return the customer on the basket, if any; an account that was removed counts as none."""
    return world.customers.get(basket.customer_id or "")
