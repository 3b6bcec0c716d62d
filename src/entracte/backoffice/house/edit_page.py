"""The page on which one row, such as a table or a widget, is added or changed."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.forms import PageForm
from entracte.backoffice.house.guests_typing import NotSure


def edit_page(
    request: HttpRequest,
    desk: Desk,
    template: str,
    *,
    rail_page: str,
    form: PageForm,
    save: Callable[[], HttpResponse],
    **context: object,
) -> HttpResponse:
    """Show the form; once it is filled in, save and answer as `save` does.

    What the action refuses with a ValidationError stands at the fields of the form. Where guests are typing
    for what it would take from them, nothing is saved before that was said.
    """
    typing = 0
    if form.is_valid():
        try:
            return save()
        except ValidationError as refused:
            form.add_errors_of(refused)
        except NotSure as asked:
            typing = asked.typing
    status = 422 if form.is_bound else 200
    return page(
        request,
        desk,
        template,
        rail_page=rail_page,
        form=form,
        status=409 if typing else status,
        typing=typing,
        **context,
    )
