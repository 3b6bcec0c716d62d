"""How does a view answer? A page in the house's frame, or the part of one that htmx asked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entracte.backoffice.house.access import Desk


def page(
    request: HttpRequest, desk: Desk, template: str, *, place: object, status: int = 200, **context: object
) -> HttpResponse:
    """Render a template; `place` is the page of the rail that lights up."""
    return render(request, template, {"desk": desk, "place": place, **context}, status=status)


def is_part(request: HttpRequest) -> bool:
    """Say whether htmx asks for a part; one that restores its history wants the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def done(request: HttpRequest, sentence: str, desk: Desk, name: str, *args: str) -> HttpResponse:
    """Say what was done on the page that follows."""
    messages.success(request, sentence)
    return redirect(f"backoffice:{name}", desk.restaurant.slug, *args)
