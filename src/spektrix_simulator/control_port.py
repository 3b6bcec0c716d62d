"""Everything on the simulator's own port: the API, the calls that control it, and the view."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from spektrix_simulator.control.routes import routes
from spektrix_simulator.pages import rendering, view
from spektrix_simulator.simulation import Simulation


def port_app(simulation: Simulation, api: ASGIApp) -> ASGIApp:
    """Return the application of the simulator's port."""

    async def page(request: Request) -> Response:
        return view.page(simulation, request.query_params.get("problem", "")[:200])

    others = Starlette(routes=[Route("/", page), *routes(simulation), Mount("/static", rendering.static())])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        parts = scope.get("path", "").split("/")
        is_api = len(parts) > 3 and parts[2:4] == ["api", "v3"]
        await (api if is_api else others)(scope, receive, send)

    return app
