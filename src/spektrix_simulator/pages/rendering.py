"""How the two pages become HTML: templates, their filters, and the fonts and styles."""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from spektrix_simulator.clock import LONDON

_HERE = Path(__file__).parent


def _moment(value: str | datetime) -> datetime:
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read.astimezone(LONDON)


def day(value: str | datetime) -> str:
    """Return the date in London, as `Fri 4 Dec`."""
    moment = _moment(value)
    return f"{moment:%a} {moment.day} {moment:%b}"


def clock_time(value: str | datetime) -> str:
    """Return the time in London, as `19:30`."""
    return f"{_moment(value):%H:%M}"


def second(value: str | datetime) -> str:
    """Return the time in London to the second."""
    return f"{_moment(value):%H:%M:%S}"


def pounds(value: float) -> str:
    """Return an amount as `£38` or `£24.50`."""
    return f"£{value:.0f}" if value == int(value) else f"£{value:.2f}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, time=clock_time, second=second, pounds=pounds)
    return made


_TEMPLATES = _environment()


def page(template: str, policy: str, **values: Any) -> HTMLResponse:
    """Return a page, under this content security policy, never cached."""
    html = _TEMPLATES.get_template(template).render(**values)
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(html.encode("utf-8", "replace"), headers=headers)


def static() -> StaticFiles:
    """Return the application that serves styles, scripts and fonts."""
    return StaticFiles(directory=_HERE / "static")
