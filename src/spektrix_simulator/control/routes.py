"""The calls under /simulator/ and who may make them; none of them is recorded."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from spektrix_simulator.control import attributes, baskets, customers, faults, switches
from spektrix_simulator.control.request_fields import fields_in
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.simulation import Fields, Simulation

Action = Callable[[Simulation, Request, Fields], Any]
ACTIONS: tuple[tuple[str, str, Action], ...] = (
    ("GET", "state", lambda simulation, request, fields: simulation.state()),
    ("POST", "reset", switches.reset),
    ("POST", "clock", switches.set_clock),
    ("POST", "switches", switches.set_switches),
    ("POST", "origins", switches.set_origins),
    ("GET", "faults", faults.list_faults),
    ("POST", "faults", faults.add_fault),
    ("DELETE", "faults", faults.clear_faults),
    ("POST", "faults/clear", faults.clear_faults),
    ("POST", "attributes", attributes.define_attribute),
    ("POST", "attributes/{key}", attributes.change_attribute),
    ("DELETE", "attributes/{key}", attributes.delete_attribute),
    ("POST", "attributes/{key}/delete", attributes.delete_attribute),
    ("POST", "customers", customers.add_customer),
    ("POST", "customers/{id}", customers.change_customer),
    ("DELETE", "customers/{id}", customers.delete_customer),
    ("POST", "baskets", baskets.make_basket),
    ("POST", "baskets/{id}/expire", baskets.expire_basket),
    ("POST", "baskets/{id}/confirm", baskets.confirm_basket),
    ("POST", "instances/{id}", baskets.change_instance),
    ("DELETE", "calls", faults.forget_calls),
)


def routes(simulation: Simulation) -> list[Route]:
    """Return the routes of all these calls."""
    return [
        Route(f"/simulator/{path}", _endpoint(simulation, action), methods=[method])
        for method, path, action in ACTIONS
    ]


def _endpoint(simulation: Simulation, action: Action) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        from_form = "urlencoded" in request.headers.get("content-type", "")
        try:
            _refuse_strangers(request)
            done = action(simulation, request, fields_in(await request.body(), from_form))
        except CallRefused as problem:
            if from_form:
                return RedirectResponse(f"/?problem={quote(problem.message)}", 303)
            return JSONResponse({"message": problem.message}, problem.status)
        simulation.world.save()
        return RedirectResponse("/", 303) if from_form else JSONResponse(done)

    return endpoint


def _refuse_strangers(request: Request) -> None:
    origin = request.headers.get("origin")
    if request.method != "GET" and origin and origin != f"http://{request.headers.get('host')}":
        raise CallRefused(403, "Only the simulator's own page may control it")
