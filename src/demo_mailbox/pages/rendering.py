"""How a page becomes HTML: templates, their filters, headers, and the style."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

_HERE = Path(__file__).parent
_LONDON = ZoneInfo("Europe/London")
_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def moment(value: str) -> str:
    """Return when a letter came, by the clock in London, as `Fri 4 Dec, 19:30`."""
    at = datetime.fromisoformat(value).astimezone(_LONDON)
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def size(content: bytes) -> str:
    """Return how large an attachment is, in words."""
    return f"{len(content)} bytes" if len(content) < 1024 else f"{len(content) / 1024:.0f} kB"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(moment=moment, size=size)
    return made


_TEMPLATES = _environment()


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page, never cached."""
    html = _TEMPLATES.get_template(template).render(**values)
    headers = {
        "Content-Security-Policy": _POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(html.encode("utf-8", "replace"), status, headers)


def static() -> StaticFiles:
    """Return the application that serves style and script."""
    return StaticFiles(directory=_HERE / "static")
