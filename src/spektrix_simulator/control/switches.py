"""The clock, the switches and the allowed pages, changed by a call under /simulator/."""

from typing import Any

from starlette.requests import Request

from spektrix_simulator.errors import CallRefused
from spektrix_simulator.simulation import Fields, Simulation
from spektrix_simulator.world.records import ATTRIBUTE_FORMS, CUSTOMER_SHAPES, PATCH_REPLIES, Switches

_ALLOWED = {
    "customer_shape": CUSTOMER_SHAPES,
    "patch_reply": PATCH_REPLIES,
    "attribute_form": ATTRIBUTE_FORMS,
}


def reset(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Begin again; the record of calls is emptied only when `calls` is true."""
    simulation.world.reset()
    simulation.faults.clear()
    if fields.get("calls"):
        simulation.calls.forget()
    return simulation.state()


def set_clock(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Shift the theatre's time, the signing time, or both, by so many seconds from the system's."""
    for name in ("offset_seconds", "signing_offset_seconds"):
        value = fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            setattr(simulation.world.clock, name, float(value))
        elif value is not None:
            raise CallRefused(400, f"{name} is a number of seconds")
    return {"now": simulation.world.clock.now().isoformat()}


def set_switches(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Change switches; unknown names and values are refused, and then none is changed."""
    switches = simulation.world.switches
    for name, value in fields.items():
        if name not in Switches.__dataclass_fields__:
            raise CallRefused(400, f"There is no switch {name}")
        good = value in _ALLOWED[name] if name in _ALLOWED else _same_kind(value, getattr(switches, name))
        if not good:
            raise CallRefused(400, f"{name} does not take that value")
    for name, value in fields.items():
        setattr(switches, name, value)
    return simulation.state()["switches"]


def _same_kind(value: Any, present: Any) -> bool:
    if isinstance(present, bool) or isinstance(value, bool):
        return isinstance(present, bool) and isinstance(value, bool)
    return isinstance(value, int | float) and value >= 0


def set_origins(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """List the pages that may call the API from a browser."""
    origins = fields.get("origins")
    if not isinstance(origins, list) or not all(isinstance(one, str) for one in origins):
        raise CallRefused(400, "origins is a list of text")
    simulation.world.origins = [one.rstrip("/") for one in origins]
    return {"origins": simulation.world.origins}
