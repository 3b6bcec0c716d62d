"""Compose a letter of the outbox: subject, plain text, HTML and calendar, in the language of its booking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import override

from entracte.accent import Accent
from entracte.bookings.demands.link import link_of_demand
from entracte.bookings.own_link import Opens, link_of
from entracte.bookings.queries import changes_after
from entracte.mail.calendar import calendar_file, method_of
from entracte.mail.enclosures import enclosure_of
from entracte.mail.facts import facts_of
from entracte.mail.letters import BY_NAME, DEMANDED
from entracte.mail.models import Letter, LetterState
from entracte.mail.page import LetterPage
from entracte.mail.wording.own_words import OwnWords, said
from entracte.mail.wording.stored import own_words_of
from entracte.restaurants.languages import language_for
from entracte.restaurants.queries import colour_of
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change
    from entracte.mail.letters.kind import LetterKind

SENT = (LetterState.SENT, LetterState.PERHAPS_SENT)
ALL_USUAL = OwnWords()


@dataclass(frozen=True, slots=True)
class Composed:
    """What is sent. `calendar` is a `text/calendar` file, with which to do `calendar_method`; or none.

    `file` is a zip, where it has a name.
    """

    subject: str
    text: str
    html: str
    calendar: bytes = b""
    calendar_method: str = ""
    file: bytes = b""
    file_name: str = ""


def compose(letter: Letter) -> Composed:
    """Write the letter to a guest about their booking as it stands now.

    Writes nothing. Needs the letter's change and its booking with restaurant and widget; five queries more.
    """
    assert letter.booking is not None
    assert letter.change is not None
    booking, change = letter.booking, letter.change
    language = language_for(booking.language, booking.restaurant.locale)
    own = own_words_of(booking.restaurant_id, letter.kind, language)
    with override(language):
        if BY_NAME[letter.kind].demanded:
            return _compose_demanded(BY_NAME[letter.kind], booking, change, own)
        if BY_NAME[letter.kind].after_visit:
            page = page_of(letter.kind, booking, change, {}, own)
            return Composed(page.subject, page.as_text(), page.as_html())
        page = page_of(letter.kind, booking, change, what_was(letter, change), own)
        method = method_of(booking)
        calendar = calendar_file(booking, method=method, at=letter.created_at)
        return Composed(page.subject, page.as_text(), page.as_html(), calendar, method.value)


def what_was(letter: Letter, change: Change) -> dict[str, object]:
    """Return what the booking's columns were when the guest was last written to, where they changed."""
    sent = Letter.objects.filter(booking=letter.booking_id, account=None, state__in=SENT)
    earlier = sent.exclude(pk=letter.pk).exclude(kind__in=DEMANDED).filter(change__number__lte=change.number)
    numbers = earlier.order_by("-change__number")
    last = numbers.values_list("change__number", flat=True).first()
    was: dict[str, object] = {}
    for each in changes_after(last or 0, change.booking_id):
        was = {**each.before, **was}
    return was


def page_of(
    kind: str,
    booking: Booking,
    change: Change,
    was: Mapping[str, object],
    own: OwnWords = ALL_USUAL,
    *,
    link: str = "",
) -> LetterPage:
    """Return what the letter of this name shows, in the language that is active.

    Its button leads to `link`, else to what is the booking's own.
    """
    letter = BY_NAME[kind]
    words = letter.write(booking, change)
    say = said(letter, booking, words, own)
    leads_to = link or _own_link(letter, booking, change)
    return LetterPage(
        subject=say.subject,
        restaurant=isolated(booking.restaurant.name),
        accent=Accent.of(colour_of(booking.restaurant, booking.widget)),
        heading=words.heading,
        greeting=say.greeting,
        paragraphs=say.paragraphs,
        facts=() if letter.demanded else tuple(facts_of(booking, was)),
        button=words.button,
        link=_part_of(leads_to, words.button_part),
        second=words.second,
        second_link=_part_of(leads_to, words.second_part),
        why=words.why,
    )


def _own_link(kind: LetterKind, booking: Booking, change: Change) -> str:
    return link_of(booking, Opens.FEEDBACK, asking=change.number) if kind.after_visit else link_of(booking)


def _part_of(link: str, part: str) -> str:
    return f"{link}#{part}" if part else link


def _compose_demanded(kind: LetterKind, booking: Booking, change: Change, own: OwnWords) -> Composed:
    """Write a letter about all that is kept: with the link that carries a demand out, or with the file."""
    if kind.brings_file:
        page = page_of(kind.name, booking, change, {}, own)
        file_name, file = enclosure_of(kind.name, booking)
        return Composed(page.subject, page.as_text(), page.as_html(), file=file, file_name=file_name)
    assert kind.demanded is not None
    page = page_of(kind.name, booking, change, {}, own, link=link_of_demand(booking, kind.demanded))
    return Composed(page.subject, page.as_text(), page.as_html())
