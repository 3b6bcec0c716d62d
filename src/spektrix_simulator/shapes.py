"""How does a thing look as JSON on the wire? camelCase, with a comment beside each deprecated key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from spektrix_simulator import attributes, baskets
from spektrix_simulator.programme import EVENTS, Event, Instance, instance_by_id, instances_from
from spektrix_simulator.records import Basket, Customer, Order, Ticket

if TYPE_CHECKING:
    from spektrix_simulator.world import World

PLAN = "501APLNS"
PRICES = {"id": "901APRCE"}


def utc_text(world: World, moment: datetime) -> str:
    """Return an instant in UTC as this system writes it: with a Z, or without by a switch."""
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return text + "Z" if world.switches.start_utc_with_z else text


def local_text(moment: datetime) -> str:
    """Return the wall time in London, without an offset."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def instance_json(world: World, shown: Instance) -> dict[str, Any]:
    """Return a performance."""
    opening = shown.start.replace(hour=10, minute=0) - timedelta(days=120)
    closing = shown.start - timedelta(minutes=30)
    on_sale = not shown.cancelled and closing > world.clock.now()
    return {
        "id": shown.id,
        "event": {"id": shown.event.id},
        "start": local_text(shown.start),
        "startUtc": utc_text(world, shown.start_utc),
        "startSellingAtWeb": local_text(opening),
        "startSellingAtWebUtc": opening.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "stopSellingAtWeb": local_text(closing),
        "stopSellingAtWebUtc": closing.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "isOnSale": on_sale,
        "cancelled": shown.cancelled,
        "planId": PLAN,
        "priceList": PRICES,
        "webInstanceId": None,
        "hasBestAvailableOverlay": False,
        "attribute_RelaxedPerformance": False,
    }


def event_json(world: World, event: Event) -> dict[str, Any]:
    """Return a production, with the first and last of its three weeks."""
    shown = [one for one in performances(world) if one.event is event]
    first, last = (shown[0].start, shown[-1].start) if shown else (None, None)
    return {
        "id": event.id,
        "name": event.name,
        "description": event.description,
        "htmlDescription": f"<p>{event.description}</p>",
        "duration": event.minutes,
        "imageUrl": "",
        "thumbnailUrl": "",
        "altText": "",
        "isOnSale": bool(shown),
        "instanceDates": ", ".join(f"{one.start:%d/%m/%Y}" for one in shown),
        "webEventId": None,
        "firstInstanceDateTime": local_text(first) if first else None,
        "lastInstanceDateTime": local_text(last) if last else None,
        "attribute_SignedBSL": False,
    }


def performances(world: World) -> list[Instance]:
    """Return the three weeks from the clock's today."""
    return list(instances_from(world.clock.today(), frozenset(world.cancelled)))


def customer_json(world: World, customer: Customer, *, with_attributes: bool) -> dict[str, Any]:
    """Return a customer; attributes only where the API shows them, and only those made available to it."""
    shape: dict[str, Any] = {
        "id": customer.id,
        "title": customer.title,
        "firstName": customer.first_name,
        "lastName": customer.last_name,
        "name": " ".join(filter(None, (customer.title, customer.first_name, customer.last_name))),
        "email": customer.email,
        "phone": customer.phone,
        "mobile": customer.mobile,
        "birthDate": None,
        "age": None,
        "billingAddress": None,
        "deliveryAddress": None,
        "passwordSet": True,
        "giftAidDeclarationRequired": False,
        "creditBalance": 0.0,
    }
    if with_attributes:
        for key, attribute in world.attributes.items():
            if attribute.available:
                shape[key] = customer.values.get(key, attributes.unset(attribute))
    return shape


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
    shown = instance_by_id(ticket.instance_id, frozenset(world.cancelled))
    event = shown.event if shown else EVENTS[0]
    instance: dict[str, Any] = {"id": ticket.instance_id}
    if shown and "tickets/instance" in expand:
        instance = instance_json(world, shown)
    return {
        "id": ticket.id,
        "event": event_json(world, event) if "tickets/event" in expand else {"id": event.id},
        "instance": instance,
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


def basket_json(world: World, basket: Basket, expand: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a basket, the same resource in both modes."""
    if not world.switches.expand:
        expand = frozenset()
    empty = (
        "ticketSubscriptions",
        "membershipSubscriptions",
        "merchandiseItems",
        "donations",
        "giftVouchers",
    )
    offers = ("offers", "multibuyOffers", "potentialOffers")
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
        **{name: [] for name in (*empty, *offers)},
        "notes": None,
        "ticketDelivery": None,
        "ticketDeliveryOptions": [],
        "merchandiseDelivery": None,
        "merchandiseDeliveryOptions": [],
        "transactionCommission": {"waived": False, "amount": 0.0},
        "defaultCardPaymentFee": 0.0,
        "disableWebComponents": False,
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
