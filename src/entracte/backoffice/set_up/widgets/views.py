"""The tab Widgets of Set-up: the list, and the page on which one is made or changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, found_or_404, page
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.set_up.widgets.forms import AllowForm, WidgetForm, widget_as_typed
from entracte.backoffice.set_up.widgets.snippet import snippet_for
from entracte.restaurants.queries import widget_of, widgets_of
from entracte.restaurants.refused_origins import allow_refused, refused_lately
from entracte.restaurants.roles import Right
from entracte.restaurants.widgets import save_widget


@require_safe
@open_to(Right.EDIT_WIDGETS)
def widgets(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All widgets of the restaurant."""
    rows = widgets_of(desk.restaurant)
    return page(request, desk, "set_up/widgets/list.html", rail_page="set-up", tab="widgets", widgets=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_WIDGETS)
def widget(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Make a widget, or change one; its page shows the snippet to paste."""
    row = found_or_404(widget_of(desk.restaurant, key)) if key else None
    form = WidgetForm(request.POST or None, initial=widget_as_typed(row) if row else None)

    def save() -> HttpResponse:
        stored = save_widget(
            restaurant=desk.restaurant, settings=form.settings(), now=desk.now, widget=row, by=desk.editor
        )
        sentence = "Saved." if row else "Made. Paste the snippet into the website."
        return done(request, sentence, desk, "widget", stored.key)

    return edit_page(
        request,
        desk,
        "set_up/widgets/widget.html",
        rail_page="set-up",
        tab="widgets",
        form=form,
        save=save,
        widget=row,
        snippet=snippet_for(row, desk.restaurant) if row else "",
        refused=refused_lately(row, now=desk.now) if row else [],
    )


@require_POST
@open_to(Right.EDIT_WIDGETS)
def allow(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Allow a site that was refused."""
    row = found_or_404(widget_of(desk.restaurant, key))
    form = AllowForm(request.POST)
    if not form.is_valid() or not allow_refused(
        widget=row, origin=form.cleaned_data["origin"], by=desk.editor
    ):
        return done(
            request, "That website has not asked lately. Write it under Websites.", desk, "widget", key
        )
    return done(request, f"{form.cleaned_data['origin']} may show the widget now.", desk, "widget", key)
