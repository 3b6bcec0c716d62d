"""The tab Letters of Set-up: which letters guests get, and from whom."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.set_up.letters.forms import LettersForm, letters_as_typed
from entracte.backoffice.set_up.wording.shown import wording_lines
from entracte.mail.letters.own_settings import letter_settings_of, save_letter_settings
from entracte.mail.queries import letters_are_set_up
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_RESTAURANT)
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A switch for each letter to guests, the name that they come from, and where each is worded."""
    row = letter_settings_of(desk.restaurant.pk)
    form = LettersForm(request.POST or None, initial=letters_as_typed(row), own_name=desk.restaurant.name)

    def save() -> HttpResponse:
        save_letter_settings(restaurant=desk.restaurant, choices=form.choices(), by=desk.editor)
        return done(request, "Saved.", desk, "letters")

    return edit_page(
        request,
        desk,
        "set_up/letters/letters.html",
        rail_page="set-up",
        tab="letters",
        form=form,
        save=save,
        are_set_up=letters_are_set_up(),
        wordings=wording_lines(desk.restaurant),
    )
