"""Productions and performances as JSON."""

from datetime import UTC, timedelta
from typing import Any

from spektrix_simulator.performances import Event, Instance, instances_from
from spektrix_simulator.resources.times import local_text, utc_text
from spektrix_simulator.world.world import World

PLAN = "501APLNS"
PRICES = {"id": "901APRCE"}


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
