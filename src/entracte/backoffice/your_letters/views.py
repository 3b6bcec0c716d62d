"""The page Your letters: each member chooses theirs, in each restaurant for itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.your_letters.forms import ChoiceForm
from entracte.mail.queries import letters_are_set_up
from entracte.mail.to_staff.choices import save_choice, wanted_by
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.SEE_BOOK)
def your_letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A tick for each letter that this person may get from this restaurant."""
    wanted = wanted_by(desk.restaurant, desk.account, desk.role)
    form = ChoiceForm(request.POST or None, role=desk.role, initial=dict.fromkeys(wanted, True))

    def save() -> HttpResponse:
        save_choice(restaurant=desk.restaurant, account=desk.account, wanted=form.wanted)
        return done(request, "Saved.", desk, "your_letters")

    return edit_page(
        request,
        desk,
        "your_letters/your_letters.html",
        rail_page="",
        form=form,
        save=save,
        are_set_up=letters_are_set_up(),
    )
