"""The page on which a floor plan is added or changed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.plan import HEIGHT, WIDTH, PlanForm
from entracte.backoffice.floor.tables_and_times.plan_picture import picture_of
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.dining.actions import save_plan
from entracte.dining.new_rows import new_plan
from entracte.dining.queries import plan_by_key, tables_of
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def plan(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a plan: tables are dragged on the picture, or placed by numbers."""
    row = found_or_404(plan_by_key(desk.restaurant, key) if key else new_plan(desk.restaurant))
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    form = PlanForm(request.POST or None, tables=tables, plan=row)

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_plan(plan=form.apply_to(row), placed=form.placed(), by=desk.editor)
        return done_with_misfits(request, f"{row.name} saved.", desk, "floor")

    return edit_page(
        request,
        desk,
        "floor/tables_and_times/plan.html",
        rail_page="floor",
        form=form,
        save=save,
        plan=row if row.pk else None,
        picture=picture_of(row.placements.all()) if row.pk else None,
        frame=(WIDTH, HEIGHT),
    )
