"""How do a person and a drill steer the simulator? Calls under /simulator/, none of them recorded."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from spektrix_simulator import changes
from spektrix_simulator.answers import Problem
from spektrix_simulator.faults import fault_from
from spektrix_simulator.records import CUSTOMER_SHAPES, PATCH_REPLIES, Switches
from spektrix_simulator.steering import Control, Fields

Step = Callable[[Control, Request, Fields], Any]
_ALLOWED = {"customer_shape": CUSTOMER_SHAPES, "patch_reply": PATCH_REPLIES}
_WORDS: dict[str, Any] = {"": None, "true": True, "false": False}
_NUMBERS = ("times", "seconds", "basket_minutes")


def reset(control: Control, request: Request, fields: Fields) -> Any:
    """Begin again; the record of calls is emptied only when `calls` is true."""
    control.world.reset()
    control.faults.clear()
    if fields.get("calls"):
        control.calls.forget()
    return control.state()


def set_clock(control: Control, request: Request, fields: Fields) -> Any:
    """Shift the house's time, the signing time, or both, by so many seconds from the system's."""
    for name in ("offset_seconds", "signing_offset_seconds"):
        value = fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            setattr(control.world.clock, name, float(value))
        elif value is not None:
            raise Problem(400, f"{name} is a number of seconds")
    return {"now": control.world.clock.now().isoformat()}


def set_switches(control: Control, request: Request, fields: Fields) -> Any:
    """Change switches; unknown names and values are refused, and then none is changed."""
    switches = control.world.switches
    for name, value in fields.items():
        if name not in Switches.__dataclass_fields__:
            raise Problem(400, f"There is no switch {name}")
        good = value in _ALLOWED[name] if name in _ALLOWED else _same_kind(value, getattr(switches, name))
        if not good:
            raise Problem(400, f"{name} does not take that value")
    for name, value in fields.items():
        setattr(switches, name, value)
    return control.state()["switches"]


def _same_kind(value: Any, present: Any) -> bool:
    if isinstance(present, bool) or isinstance(value, bool):
        return isinstance(present, bool) and isinstance(value, bool)
    return isinstance(value, int | float) and value >= 0


def add_fault(control: Control, request: Request, fields: Fields) -> Any:
    """Switch a fault on."""
    control.faults.asked.append(fault_from(fields))
    return {"faults": control.faults.listed()}


def list_faults(control: Control, request: Request, fields: Fields) -> Any:
    """Return the faults that are on, and what is wrong with their file, if anything."""
    control.faults.read_file()
    return {"faults": control.faults.listed(), "trouble": control.faults.trouble}


def clear_faults(control: Control, request: Request, fields: Fields) -> Any:
    """Switch faults off: those of one `kind`, or all."""
    control.faults.clear(fields.get("kind") or request.query_params.get("kind"))
    return {"faults": control.faults.listed()}


def set_origins(control: Control, request: Request, fields: Fields) -> Any:
    """List the pages that may call the API from a browser."""
    origins = fields.get("origins")
    if not isinstance(origins, list) or not all(isinstance(one, str) for one in origins):
        raise Problem(400, "origins is a list of text")
    control.world.origins = [one.rstrip("/") for one in origins]
    return {"origins": control.world.origins}


def forget_calls(control: Control, request: Request, fields: Fields) -> Any:
    """Empty the record of calls."""
    control.calls.forget()
    return {"calls": 0}


STEPS: tuple[tuple[str, str, Step], ...] = (
    ("GET", "state", lambda control, request, fields: control.state()),
    ("POST", "reset", reset),
    ("POST", "clock", set_clock),
    ("POST", "switches", set_switches),
    ("POST", "origins", set_origins),
    ("GET", "faults", list_faults),
    ("POST", "faults", add_fault),
    ("DELETE", "faults", clear_faults),
    ("POST", "faults/clear", clear_faults),
    ("POST", "attributes", changes.define_attribute),
    ("POST", "attributes/{key}", changes.change_attribute),
    ("DELETE", "attributes/{key}", changes.delete_attribute),
    ("POST", "attributes/{key}/delete", changes.delete_attribute),
    ("POST", "customers", changes.add_customer),
    ("POST", "customers/{id}", changes.change_customer),
    ("DELETE", "customers/{id}", changes.delete_customer),
    ("POST", "baskets", changes.make_basket),
    ("POST", "baskets/{id}/expire", changes.expire_basket),
    ("POST", "baskets/{id}/confirm", changes.confirm_basket),
    ("POST", "instances/{id}", changes.change_instance),
    ("DELETE", "calls", forget_calls),
)


def routes(control: Control) -> list[Route]:
    """Return the routes of all steering calls."""
    return [
        Route(f"/simulator/{path}", _endpoint(control, step), methods=[method])
        for method, path, step in STEPS
    ]


def _endpoint(control: Control, step: Step) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        from_form = "urlencoded" in request.headers.get("content-type", "")
        try:
            _refuse_strangers(request)
            done = step(control, request, _fields(await request.body(), from_form))
        except Problem as problem:
            if from_form:
                return RedirectResponse(f"/?problem={quote(problem.message)}", 303)
            return JSONResponse({"message": problem.message}, problem.status)
        control.world.save()
        return RedirectResponse("/", 303) if from_form else JSONResponse(done)

    return endpoint


def _refuse_strangers(request: Request) -> None:
    origin = request.headers.get("origin")
    if request.method != "GET" and origin and origin != f"http://{request.headers.get('host')}":
        raise Problem(403, "Only the simulator's own page may steer it")


def _fields(body: bytes, from_form: bool) -> Fields:
    if from_form:
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
        return {name: _plain(name, value.strip()) for name, value in pairs}
    try:
        fields = json.loads(body or b"{}")
    except ValueError as error:
        raise Problem(400, "The body is not JSON") from error
    if not isinstance(fields, dict):
        raise Problem(400, "Expected one JSON object")
    return fields


def _plain(name: str, text: str) -> Any:
    if name not in _NUMBERS or not text:
        return _WORDS.get(text, text)
    try:
        return int(text) if name == "times" else float(text)
    except ValueError as error:
        raise Problem(400, f"{name} is a number") from error
