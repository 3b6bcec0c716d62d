"""What does a person see of the simulator? Its own page, and the door to everything on its port."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from spektrix_simulator import control as steering_calls
from spektrix_simulator.steering import Control


def app(control: Control, gate: ASGIApp) -> ASGIApp:
    """Return the application of the simulator's port: the API, the steering calls, the view."""

    async def page(request: Request) -> Response:
        return HTMLResponse("ok")

    pages = Starlette(routes=[Route("/", page), *steering_calls.routes(control)])

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        parts = scope.get("path", "").split("/")
        is_api = len(parts) > 3 and parts[2:4] == ["api", "v3"]
        await (gate if is_api else pages)(scope, receive, send)

    return door
