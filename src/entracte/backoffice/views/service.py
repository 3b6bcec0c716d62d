"""How is a service set up?"""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.access import Desk, at_desk
from entracte.backoffice.forms.service import ServiceForm
from entracte.backoffice.pages import done, page
from entracte.dining.actions import save_service
from entracte.dining.blank import blank_service
from entracte.dining.queries import plans_of, service_by_key
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def service(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a service."""
    row = blank_service(desk.restaurant) if key is None else service_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    is_new = row.pk is None
    form = ServiceForm(request.POST or None, plans=list(plans_of(desk.restaurant)), service=row)
    if form.is_valid():
        try:
            save_service(service=form.apply_to(row))
        except ValidationError as error:
            form.blame({name: sentences[0] for name, sentences in error.message_dict.items()})
        else:
            return done(request, f"{row.name} saved.", desk, "floor")
    status = 422 if form.is_bound else 200
    return page(request, desk, "service", place="floor", form=form, is_new=is_new, status=status)
