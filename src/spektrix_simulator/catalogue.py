"""The calls about events and instances, in both modes.

That Web mode keeps cancelled performances in its lists, marked, is a guess.
"""

from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.calls.routes import Route
from spektrix_simulator.clock import LONDON
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.performances import EVENTS, Event, Instance, event_by_id, instance_by_id
from spektrix_simulator.resources import performances as shapes


def _within(call: HandledCall, shown: list[Instance], first: str, last: str) -> list[Instance]:
    start, stop = call.moment(first, LONDON), call.moment(last, LONDON)
    return [
        one for one in shown if (start is None or one.start >= start) and (stop is None or one.start < stop)
    ]


def _event(call: HandledCall) -> Event:
    found = event_by_id(call.ids[0])
    if found is None:
        raise CallRefused(404, "Event not found")
    return found


def events(call: HandledCall) -> Reply:
    """Answer with the productions; `instanceStart_from` and `_to`, and `name`, narrow them down."""
    within = _within(call, shapes.performances(call.world), "instanceStart_from", "instanceStart_to")
    name = (call.query("name") or "").casefold()
    shown = {one.event.number for one in within}
    return [
        shapes.event_json(call.world, event)
        for event in EVENTS
        if event.number in shown and name in event.name.casefold()
    ]


def event(call: HandledCall) -> Reply:
    """Answer with one production."""
    return shapes.event_json(call.world, _event(call))


def instances_of_event(call: HandledCall) -> Reply:
    """Answer with a production's performances; `start_from` is inclusive, `start_to` exclusive."""
    wanted = _event(call)
    within = _within(call, shapes.performances(call.world), "start_from", "start_to")
    return [shapes.instance_json(call.world, one) for one in within if one.event is wanted]


def instances(call: HandledCall) -> Reply:
    """Answer with the performances; `startFrom` is inclusive, `startTo` exclusive, `eventName` partial."""
    within = _within(call, shapes.performances(call.world), "startFrom", "startTo")
    name = (call.query("eventName") or "").casefold()
    return [shapes.instance_json(call.world, one) for one in within if name in one.event.name.casefold()]


def instance(call: HandledCall) -> Reply:
    """Answer with one performance, also one that is past."""
    found = instance_by_id(call.ids[0], frozenset(call.world.cancelled))
    if found is None:
        raise CallRefused(404, "Instance not found")
    return shapes.instance_json(call.world, found)


ROUTES = (
    Route("GET", "events", events),
    Route("GET", "events/*", event),
    Route("GET", "events/*/instances", instances_of_event),
    Route("GET", "instances", instances),
    Route("GET", "instances/*", instance),
)
