"""Baskets, their tickets, and orders as JSON."""

from typing import Any

from spektrix_simulator.baskets import basket as baskets
from spektrix_simulator.performances import EVENTS, instance_by_id
from spektrix_simulator.resources.customers import customer_json
from spektrix_simulator.resources.performances import PLAN, event_json, instance_json
from spektrix_simulator.world.records import Basket, Order, Ticket
from spektrix_simulator.world.world import World

_ALWAYS_EMPTY = (
    *("ticketSubscriptions", "membershipSubscriptions", "merchandiseItems", "donations", "giftVouchers"),
    *("offers", "multibuyOffers", "potentialOffers"),
)
# What a basket has and this Spektrix never fills.
_NEVER_FILLED: dict[str, Any] = {
    "notes": None,
    "ticketDelivery": None,
    "ticketDeliveryOptions": [],
    "merchandiseDelivery": None,
    "merchandiseDeliveryOptions": [],
    "transactionCommission": {"waived": False, "amount": 0.0},
    "defaultCardPaymentFee": 0.0,
    "disableWebComponents": False,
}


def _customer_reference(world: World, basket: Basket) -> Any:
    customer = baskets.customer_of(world, basket)
    if customer is None:
        return None
    match world.switches.customer_shape:
        case "id":
            return {"id": customer.id}
        case "string":
            return customer.id
    return customer_json(world, customer, with_attributes=False)


def ticket_json(world: World, ticket: Ticket, expand: frozenset[str]) -> dict[str, Any]:
    """Return a ticket; its event and performance are ids unless they are asked for by `$expand`."""
    return {
        "id": ticket.id,
        **_performance_references(world, ticket, expand),
        "type": {"id": ticket.type_id},
        "ticketType": {"id": ticket.type_id},
        "ticketType_Comment": "deprecated: see type",
        "band": {"id": ticket.band_id},
        "planId": PLAN,
        "planName": "Stalls",
        "seat": None,
        "seatName": ticket.seat,
        "price": ticket.price,
        "discount": 0.0,
        "total": ticket.price,
        "offer": None,
        "delivered": False,
        "barcode": None,
        "customItems": [],
        "voucherRedemptionInfo": None,
    }


def _performance_references(world: World, ticket: Ticket, expand: frozenset[str]) -> dict[str, Any]:
    shown = instance_by_id(ticket.instance_id, frozenset(world.cancelled))
    event = shown.event if shown else EVENTS[0]
    instance: dict[str, Any] = {"id": ticket.instance_id}
    if shown and "tickets/instance" in expand:
        instance = instance_json(world, shown)
    return {
        "event": event_json(world, event) if "tickets/event" in expand else {"id": event.id},
        "instance": instance,
    }


def basket_json(world: World, basket: Basket, expand: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a basket, the same resource in both modes."""
    if not world.switches.expand:
        expand = frozenset()
    return {
        "id": basket.id,
        "basketId": basket.id,
        "basketId_Comment": "deprecated: see id",
        "hash": baskets.hash_of(world, basket),
        "total": basket.total,
        "totalDiscount": 0.0,
        "promoCode": basket.promo_code,
        "customer": _customer_reference(world, basket),
        "agentCustomer": None,
        "tickets": [ticket_json(world, ticket, expand) for ticket in basket.tickets],
        **{name: [] for name in _ALWAYS_EMPTY},
        **_NEVER_FILLED,
    }


def order_json(world: World, order: Order) -> dict[str, Any]:
    """Return an order; its shape is a guess after the basket's."""
    return {
        "id": order.id,
        "date": order.made_at,
        "customer": {"id": order.customer_id} if order.customer_id else None,
        "total": order.total,
        "tickets": [ticket_json(world, ticket, frozenset()) for ticket in order.tickets],
        "customPayments": order.payments,
    }
