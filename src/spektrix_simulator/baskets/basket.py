"""A basket: made, found, and gone once it was left alone for too long."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from spektrix_simulator import ids
from spektrix_simulator.baskets.references import id_in
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.world.records import Basket, Customer
from spektrix_simulator.world.world import World

NOT_LOGGED_IN = "NotLoggedIn"


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
        raise CallRefused(404, "Basket not found")
    return basket


def set_customer(world: World, basket: Basket, reference: Any) -> None:
    """Set the customer of a basket; null takes it off."""
    customer_id = id_in(reference)
    if reference is not None and customer_id not in world.customers:
        raise CallRefused(400, "Customer not found")
    basket.customer_id = customer_id
    touch(world, basket)


def set_promo_code(world: World, basket: Basket, code: Any) -> None:
    """Put a promo code on the basket, or take it off with null; none gives a discount."""
    if not isinstance(code, str | None):
        raise CallRefused(400, "promoCode is text")
    basket.promo_code = code
    touch(world, basket)


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
