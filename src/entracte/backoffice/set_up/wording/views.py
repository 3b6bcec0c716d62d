"""The page on which a letter is given words of one's own: typed, looked at, tried, saved, and taken back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done, found_or_404, page
from entracte.backoffice.house.asked import asked, pressed
from entracte.backoffice.set_up.wording.forms import WordingForm
from entracte.backoffice.set_up.wording.shown import (
    WordedLetter,
    placeholder_lines,
    preview_of,
    worded_letter,
)
from entracte.mail.queries import is_sent, letters_are_set_up
from entracte.mail.trial.of_own_words import send_test_letter
from entracte.mail.trial.shown import shown
from entracte.mail.trial.tried_on import newest_to_try_on
from entracte.mail.wording.own_words import OwnWords
from entracte.mail.wording.stored import save_own_words
from entracte.restaurants.languages import languages_of_letters
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.mail.models import Letter

# A letter has its style in its elements, and a frame of a page keeps to what the page may do.
STYLE_IN_ELEMENTS = {"style-src": ["'self'", "'unsafe-inline'"]}


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update(STYLE_IN_ELEMENTS)  # type: ignore[arg-type] # its type knows views of a request alone
@open_to(Right.EDIT_RESTAURANT)
def wording(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What one letter says in one language; the address names both."""
    name, language = asked(request, "letter"), asked(request, "language")
    letter = found_or_404(worded_letter(desk.restaurant, name, language))
    newest = newest_to_try_on(desk.restaurant, letter.kind, now=desk.now)
    asks = pressed(request, "usual")
    if asks and pressed(request, "sure"):
        return _save(request, desk, letter, OwnWords(), "{} says what is usual again.")
    form = WordingForm(
        None if asks else request.POST or None,
        of=letter,
        restaurant=desk.restaurant,
        newest=newest,
        initial=asdict(letter.own),
    )
    is_fine = form.is_valid()
    if is_fine and pressed(request, "test"):
        return _page(request, desk, letter, form, tried=_test(desk, letter, form))
    if is_fine and not pressed(request, "preview"):
        return _save(request, desk, letter, form.own, "{} saved.")
    return _page(request, desk, letter, form, asks=asks)


def _save(
    request: HttpRequest, desk: Desk, letter: WordedLetter, own: OwnWords, sentence: str
) -> HttpResponse:
    save_own_words(
        restaurant=desk.restaurant, kind=letter.kind, language=letter.language, own=own, by=desk.editor
    )
    return done(request, sentence.format(letter.kind.title), desk, "letters")


def _test(desk: Desk, letter: WordedLetter, form: WordingForm) -> Letter:
    composed = shown(letter.kind, letter.language, form.own, form.on, is_test=True)
    return send_test_letter(composed, restaurant=desk.restaurant, account=desk.account, at=desk.now)


def _page(
    request: HttpRequest,
    desk: Desk,
    letter: WordedLetter,
    form: WordingForm,
    *,
    tried: Letter | None = None,
    asks: bool = False,
) -> HttpResponse:
    return page(
        request,
        desk,
        "set_up/wording/wording.html",
        rail_page="set-up",
        status=422 if form.errors else 200,
        tab="letters",
        letter=letter,
        languages=languages_of_letters(),
        form=form,
        preview=preview_of(letter, form.own, form.on),
        placeholders=placeholder_lines(letter, form.on),
        tried=tried,
        has_arrived=tried is not None and is_sent(tried),
        are_set_up=letters_are_set_up(),
        asks=asks,
    )
