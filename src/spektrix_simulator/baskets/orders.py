"""Payments, and the order that a basket becomes."""

from typing import Any

from spektrix_simulator import ids
from spektrix_simulator.baskets.references import id_in
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.world.attributes import LARGEST
from spektrix_simulator.world.records import Basket, Order
from spektrix_simulator.world.world import World


def add_payments(basket: Basket, payments: Any) -> None:
    """Put custom payments on a basket."""
    for payment in payments if isinstance(payments, list) else [payments]:
        amount = payment.get("amount") if isinstance(payment, dict) else None
        if isinstance(amount, bool) or not isinstance(amount, int | float) or not abs(amount) < LARGEST:
            raise CallRefused(400, "A custom payment needs an amount")
        basket.payments.append({"type": id_in(payment.get("type")), "amount": round(float(amount), 2)})


def confirm(world: World, basket: Basket, *, paid: bool = False) -> Order:
    """Make an order of the basket. Owner mode may do so only where nothing is left to pay by card."""
    if not basket.tickets:
        raise CallRefused(400, "The basket is empty")
    if not paid and sum(payment["amount"] for payment in basket.payments) < basket.total:
        raise CallRefused(400, "There is something left to pay, and Owner mode takes no card payments")
    made_at = world.clock.now().isoformat()
    order = Order(ids.order_id(), basket.id, basket.customer_id, made_at, basket.tickets, basket.payments)
    world.orders[order.id] = order
    basket.ended = "confirmed"
    return order
