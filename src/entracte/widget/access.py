"""Who may call the widget's API: known widgets, from their allowed origins, with bodies of a sane size."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from entracte import clock
from entracte.restaurants.origins import NotAnOrigin, origin_as_sent
from entracte.restaurants.queries import widget_by_key
from entracte.restaurants.refused_origins import count_refused
from entracte.widget.chunked_bodies import PREFIX
from entracte.widget.refusals import BodyTooLarge, OriginNotAllowed, Unavailable, UnknownWidget

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

OPEN_DOCUMENTS = {"openapi.json"}


class WidgetAccess:
    """Middleware for the widget's API only: finds the widget, answers preflights, adds the CORS headers.

    The widget row, with its restaurant, is left on the request as `widget`. The origin is echoed
    exactly where it is allowed; no credentials are ever asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        key = request.path.removeprefix(PREFIX).split("/", 1)[0]
        if key in OPEN_DOCUMENTS:
            return self.get_response(request)
        return self._answer(request, key)

    def _answer(self, request: HttpRequest, key: str) -> HttpResponseBase:
        origin = request.headers.get("Origin", "")
        try:
            widget = widget_by_key(key)
        except (OperationalError, InterfaceError):
            return _with_headers(Unavailable(retry_after=10).response(), origin)
        is_welcome = widget is not None and (not origin or _is_allowed(widget, origin))
        response = self._within(request, widget, is_welcome)
        return _with_headers(response, origin if widget is None or is_welcome else "")

    def _within(self, request: HttpRequest, widget: Widget | None, is_welcome: bool) -> HttpResponseBase:
        if widget is None:
            return UnknownWidget().response()
        if not is_welcome:
            count_refused(widget=widget, origin=request.headers["Origin"], now=clock.now())
            return OriginNotAllowed().response()
        if request.method == "OPTIONS":
            return _preflight()
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_BODY_BYTES:
            return BodyTooLarge().response()
        request.widget = widget  # type: ignore[attr-defined]
        return self.get_response(request)


def _with_headers(response: HttpResponseBase, origin: str) -> HttpResponseBase:
    if origin:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "Retry-After"
    patch_vary_headers(response, ["Origin"])
    response["Cache-Control"] = "no-store"
    return response


def widget_of(request: HttpRequest) -> Widget:
    """Return the widget that the middleware found for this request."""
    return cast("Widget", request.widget)  # type: ignore[attr-defined]


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, POST, DELETE",
            "Access-Control-Allow-Headers": "content-type, idempotency-key",
            "Access-Control-Max-Age": "600",
        },
    )


def _is_allowed(widget: Widget, origin: str) -> bool:
    return origin in widget.allowed_origins or origin == _own_origin(settings.PUBLIC_URL)


@lru_cache(maxsize=8)
def _own_origin(url: str) -> str:
    parts = urlsplit(url)
    try:
        return origin_as_sent(f"{parts.scheme}://{parts.netloc}")
    except NotAnOrigin:
        return ""
