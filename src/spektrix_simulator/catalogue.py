"""What is on? Events and instances, in both modes.

That Web mode keeps cancelled performances in its lists, marked, is a guess.
"""

from spektrix_simulator import shapes
from spektrix_simulator.answers import Problem
from spektrix_simulator.clock import LONDON
from spektrix_simulator.programme import EVENTS, Event, Instance, event_by_id, instance_by_id
from spektrix_simulator.received import Ask, Reply
from spektrix_simulator.routes import Route


def _within(ask: Ask, shown: list[Instance], first: str, last: str) -> list[Instance]:
    start, stop = ask.moment(first, LONDON), ask.moment(last, LONDON)
    return [
        one for one in shown if (start is None or one.start >= start) and (stop is None or one.start < stop)
    ]


def _event(ask: Ask) -> Event:
    found = event_by_id(ask.ids[0])
    if found is None:
        raise Problem(404, "Event not found")
    return found


def events(ask: Ask) -> Reply:
    """Answer with the productions; `instanceStart_from` and `_to`, and `name`, narrow them down."""
    within = _within(ask, shapes.performances(ask.world), "instanceStart_from", "instanceStart_to")
    name = (ask.query("name") or "").casefold()
    shown = {one.event.number for one in within}
    return [
        shapes.event_json(ask.world, event)
        for event in EVENTS
        if event.number in shown and name in event.name.casefold()
    ]


def event(ask: Ask) -> Reply:
    """Answer with one production."""
    return shapes.event_json(ask.world, _event(ask))


def instances_of_event(ask: Ask) -> Reply:
    """Answer with a production's performances; `start_from` is inclusive, `start_to` exclusive."""
    wanted = _event(ask)
    within = _within(ask, shapes.performances(ask.world), "start_from", "start_to")
    return [shapes.instance_json(ask.world, one) for one in within if one.event is wanted]


def instances(ask: Ask) -> Reply:
    """Answer with the performances; `startFrom` is inclusive, `startTo` exclusive, `eventName` partial."""
    within = _within(ask, shapes.performances(ask.world), "startFrom", "startTo")
    name = (ask.query("eventName") or "").casefold()
    return [shapes.instance_json(ask.world, one) for one in within if name in one.event.name.casefold()]


def instance(ask: Ask) -> Reply:
    """Answer with one performance, also one that is past."""
    found = instance_by_id(ask.ids[0], frozenset(ask.world.cancelled))
    if found is None:
        raise Problem(404, "Instance not found")
    return shapes.instance_json(ask.world, found)


ROUTES = (
    Route("GET", "events", events),
    Route("GET", "events/*", event),
    Route("GET", "events/*/instances", instances_of_event),
    Route("GET", "instances", instances),
    Route("GET", "instances/*", instance),
)
