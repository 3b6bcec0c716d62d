"""The tab Privacy of Set-up: how long guests are kept, and what followed from it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.set_up.privacy.forms import RetentionForm
from entracte.guests.retention import retention_of, save_retention
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_RESTAURANT)
def privacy(request: HttpRequest, desk: Desk) -> HttpResponse:
    """After how many months guests are erased by themselves, and how many were."""
    row = retention_of(desk.restaurant.pk)
    form = RetentionForm(request.POST or None, initial={"months": row.months})

    def save() -> HttpResponse:
        months = form.cleaned_data["months"]
        save_retention(restaurant=desk.restaurant, months=months, now=desk.now, by=desk.editor)
        return done(request, "Saved.", desk, "privacy")

    return edit_page(
        request,
        desk,
        "set_up/privacy/privacy.html",
        rail_page="set-up",
        tab="privacy",
        form=form,
        save=save,
        retention=row,
        begins=row.begins_at and row.begins_at > desk.now,
    )
