"""Where does the widget stand? The theatre's own page."""

from starlette.applications import Starlette
from starlette.types import ASGIApp

from spektrix_simulator.world import World


def app(world: World) -> ASGIApp:
    """Return the application of the outer port."""
    return Starlette()
