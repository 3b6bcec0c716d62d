"""How is a floor plan drawn and changed?"""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.table import HEIGHT, WIDTH, PlanForm
from entracte.backoffice.floor.tables_and_times.plan_picture import picture_of
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.dining.actions import save_plan
from entracte.dining.new_rows import new_plan
from entracte.dining.queries import plan_by_key, tables_of
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def plan(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a plan: tables are dragged on the picture, or placed by numbers."""
    row = new_plan(desk.restaurant) if key is None else plan_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    form = PlanForm(request.POST or None, tables=tables, plan=row)
    if form.is_valid():
        row.name = form.cleaned_data["name"]
        try:
            save_plan(plan=row, placed=form.placed())
        except ValidationError:
            form.blame({"name": "Another plan has this name."})
        else:
            return saved(request, desk, f"{row.name} saved.", "floor")
    return page(
        request,
        desk,
        "floor/tables_and_times/plan.html",
        place="floor",
        form=form,
        plan=row if row.pk else None,
        picture=picture_of(row.placements.all()) if row.pk else None,
        frame=(WIDTH, HEIGHT),
        status=422 if form.is_bound else 200,
    )
