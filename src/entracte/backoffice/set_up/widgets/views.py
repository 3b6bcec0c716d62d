"""How are widgets made, set up and pasted?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.set_up.widgets.forms import WidgetForm, widget_as_typed
from entracte.restaurants.queries import widget_of, widgets_of
from entracte.restaurants.roles import Right
from entracte.restaurants.widgets import save_widget

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget


@require_safe
@at_desk(Right.EDIT_WIDGETS)
def widgets(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All widgets of the restaurant."""
    rows = widgets_of(desk.restaurant)
    return page(request, desk, "set_up/widgets/widgets.html", place="set-up", tab="widgets", widgets=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_WIDGETS)
def new_widget(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a widget, then show its snippet."""
    form = WidgetForm(request.POST or None)
    if not form.is_valid():
        return _page(request, desk, form, None)
    made = save_widget(restaurant=desk.restaurant, settings=form.settings(), now=desk.now)
    return done(request, "Made. Paste the snippet into the website.", desk, "widget", made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_WIDGETS)
def widget(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One widget: the snippet to paste, and its settings."""
    row = widget_of(desk.restaurant, key)
    if row is None:
        raise Http404
    form = WidgetForm(request.POST or None, initial=widget_as_typed(row))
    if not form.is_valid():
        return _page(request, desk, form, row)
    save_widget(restaurant=desk.restaurant, settings=form.settings(), now=desk.now, widget=row)
    return done(request, "Saved.", desk, "widget", row.key)


def snippet_for(row: Widget) -> str:
    """Return what the outer page pastes, once for years."""
    script = f'<script src="{settings.PUBLIC_URL}/widget/1/entracte.js" async></script>'
    return f'{script}\n<entracte-widget widget="{row.key}"></entracte-widget>'


def _page(request: HttpRequest, desk: Desk, form: WidgetForm, row: Widget | None) -> HttpResponse:
    return page(
        request,
        desk,
        "set_up/widgets/widget.html",
        place="set-up",
        tab="widgets",
        form=form,
        widget=row,
        snippet=snippet_for(row) if row else "",
        status=422 if form.is_bound else 200,
    )
