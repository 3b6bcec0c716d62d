"""Does a letter say what its restaurant typed, and is what it cannot say never sent?"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.bookings.choices import Status
from entracte.bookings.examples.for_letters import made_up_line
from entracte.mail.composing import Composed, page_of
from entracte.mail.letters import BY_NAME, LETTERS
from entracte.mail.letters.kind import LetterKind
from entracte.mail.models import Letter, Wording
from entracte.mail.sending.message import Sender, message_of
from entracte.mail.wording.fields import GREETING, LONGEST, SUBJECT, TEXT, placeholders_of
from entracte.mail.wording.own_words import OwnWords, troubles_of
from entracte.mail.wording.stored import own_words_of, save_own_words
from entracte.restaurants.edits.keep_edit import Editor
from entracte.restaurants.models import Edit, Restaurant, Widget
from tests.builders import NOON_BEFORE
from tests.database.mail.letters.correspondence import become, written
from tests.database.mail.letters.test_words import every_kind
from tests.house import House, book, make_house

EXAMPLES = int(os.environ.get("ENTRACTE_TEST_EXAMPLES", "60"))
PIECES = (
    "{",
    "}",
    "{date}",
    "{restaurant}",
    "{first_name}",
    "{usual_text}",
    "{frist_name}",
    "<b>",
    "&",
    "\n",
    "\r\n",
)
ALL_SAID = {
    SUBJECT: "{restaurant}: {date}, {time}, {party}, {code}",
    GREETING: "Dear {first_name} of {restaurant},",
    TEXT: "{usual_text}\nParking is behind the theatre.\n\nSee you on {date} at {time}, {party}.",
}

RESTAURANT = Restaurant(name="The Prompt Side", time_zone="Europe/London")


def says(house: House, kind: str = "booked", language: str = "en", **parts: Any) -> None:
    """Save own words of a letter."""
    own = OwnWords(**parts)
    save_own_words(restaurant=house.restaurant, kind=BY_NAME[kind], language=language, own=own)


def as_mail(composed: Composed) -> str:
    """Return the letter as it leaves, with its heads."""
    letter = Letter(to_address="ana@example.org", message_id="<a@b>")
    return message_of(letter, composed, Sender("The Prompt Side"), at=NOON_BEFORE).message().as_string()


def test_a_letter_in_own_words_in_full(house: House) -> None:
    says(house, **ALL_SAID)
    booking = book(house, NOON_BEFORE, party_size=4)
    letter = written(booking)
    assert letter.subject == f"The Prompt Side: Fri 4 Dec, 19:00, 4 people, {booking.code}"
    assert letter.text.startswith(
        "The Prompt Side\n\n"
        "Your table is booked\n\n"
        "Dear Ana of The Prompt Side,\n\n"
        "We look forward to seeing you.\n\n"
        "Parking is behind the theatre.\n\n"
        "See you on Fri 4 Dec at 19:00, 4 people.\n\n"
        "When: Fri 4 Dec, 19:00\n"
    )
    assert '<p class="words"' in letter.html
    assert letter.html.count("Parking is behind the theatre.</p>") == 1
    assert "Subject: The Prompt Side: Fri 4 Dec" in as_mail(letter)


@pytest.mark.parametrize("kind", [kind.name for kind in LETTERS])
def test_each_letter_takes_all_its_placeholders(kind: str, house: House) -> None:
    parts = {
        part: " ".join(f"{{{each.name}}}" for each in placeholders_of(BY_NAME[kind], part))
        for part in LONGEST
    }
    says(house, kind, **parts)
    letter = every_kind(house, kind)
    assert "{" not in letter.subject + letter.text
    of_booking = "" if BY_NAME[kind].demanded else " Sat 5 Dec 20:30"
    assert letter.subject.startswith(f"The Prompt Side{of_booking}")


def test_a_part_that_is_empty_says_what_is_usual(house: House) -> None:
    says(house, text="Bring your ticket.")
    letter = written(book(house, NOON_BEFORE))
    assert letter.subject == "Your table at The Prompt Side"
    assert "Hello Ana,\n\nBring your ticket.\n\nWhen:" in letter.text


@pytest.mark.parametrize("by_guest,who", [(True, "You have"), (False, "The restaurant has")])
def test_the_usual_text_goes_on_saying_by_whom(by_guest: bool, who: str, house: House) -> None:
    says(house, "cancelled", text="{usual_text}\nWe hope to see you another time.")
    text = written(become(house, book(house, NOON_BEFORE), Status.CANCELLED, by_guest=by_guest)).text
    assert f"Hello Ana,\n\n{who} cancelled your booking." in text
    assert "\n\nWe hope to see you another time.\n\nWhen:" in text


@pytest.mark.rule("D40")
@pytest.mark.parametrize("kind", ["ask_everything", "everything", "ask_erasure"])
def test_a_letter_about_what_is_kept_goes_on_saying_it_and_nothing_of_a_booking(kind: str) -> None:
    letter = BY_NAME[kind]
    assert set(troubles_of(letter, OwnWords(subject="{date}", greeting="{code}", text="Press it"))) == {
        *(SUBJECT, GREETING, TEXT),
    }
    assert troubles_of(letter, OwnWords("{restaurant}", "{first_name}", "{usual_text}\nYours")) == {}
    assert troubles_of(letter, OwnWords("Your data")) == {}


@pytest.mark.rule("D34")
@pytest.mark.parametrize("name", ["A" * 41, "Win at http://x", "shop.example", ""])
def test_a_greeting_by_name_is_the_usual_one_where_the_name_can_be_none(name: str, house: House) -> None:
    says(house, greeting="Dear {first_name},")
    letter = written(book(house, NOON_BEFORE, first_name=name))
    assert "\n\nHello,\n\n" in letter.text
    says(house, greeting="Good evening,")
    assert (
        "\n\nGood evening,\n\n" in written(book(house, NOON_BEFORE, "2026-12-06 19:00", first_name=name)).text
    )


def test_own_words_are_text_and_never_a_tag(house: House) -> None:
    says(house, subject="<b>Table</b> & co", greeting="<i>Hi</i>", text="<script>1</script> & {restaurant}")
    letter = written(book(house, NOON_BEFORE))
    assert ("<script>" in letter.html, "<i>" in letter.html, "<b>" in letter.html) == (False, False, False)
    assert "&lt;script&gt;1&lt;/script&gt; &amp; The Prompt Side</p>" in letter.html


def test_what_a_guest_is_called_is_never_a_placeholder(house: House) -> None:
    says(house, greeting="Dear {first_name},")
    assert "Dear {code},\n" in written(book(house, NOON_BEFORE, first_name="{code}")).text


def test_own_words_are_those_of_one_letter_one_language_and_one_restaurant(
    house: House, pseudo_language: Path
) -> None:
    elsewhere = make_house(NOON_BEFORE, slug="stage-door")
    says(elsewhere, subject="Theirs")
    says(house, "confirmed", subject="Another letter")
    says(house, subject="In long words", language="en-xa")
    booking = book(house, NOON_BEFORE)
    assert written(booking).subject == "Your table at The Prompt Side"
    booking.language = "en-xa"
    booking.save()
    assert written(booking).subject == "In long words"


@pytest.mark.parametrize("broken", ["{gone}", "{", "{}", "{0.__class__}", "{date!r:>10}", "{first_name}"])
def test_a_part_that_cannot_be_said_any_more_says_what_is_usual_and_stops_no_letter(
    broken: str, house: House
) -> None:
    row = {"restaurant": house.restaurant, "letter": "booked", "language": "en"}
    Wording.objects.create(**row, subject=f"A {broken}", text=f"B {broken}", greeting="Dear guest,")
    letter = written(book(house, NOON_BEFORE))
    assert letter.subject == "Your table at The Prompt Side"
    assert "Dear guest,\n\nWe look forward to seeing you.\n\n" in letter.text


def test_own_words_cost_one_query_more(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    with CaptureQueriesContext(connection) as asked:
        written(booking)
    assert sum("mail_wording" in query["sql"] for query in asked) == 1


def test_what_is_wrong_is_refused_and_nothing_is_saved(house: House) -> None:
    with pytest.raises(ValidationError) as refused:
        says(house, subject="{frist_name}", text="{", greeting="Hello")
    assert set(refused.value.message_dict) == {SUBJECT, TEXT}
    assert not Wording.objects.exists()


def test_what_is_saved_is_tidy_and_a_line_of_history_and_empty_words_leave_no_row(house: House) -> None:
    by = Editor(house.members["owner"].account, NOON_BEFORE)
    kind, restaurant = BY_NAME["booked"], house.restaurant

    def save(**parts: str) -> None:
        save_own_words(restaurant=restaurant, kind=kind, language="en", own=OwnWords(**parts), by=by)

    save(subject=" Your\r\nBcc: ben@example.org table ", text=" One \r\n\r\n Two\n")
    row = Wording.objects.get()
    assert (row.subject, row.text) == ("Your Bcc: ben@example.org table", "One\n\nTwo")
    made = Edit.objects.latest("pk")
    assert (made.what, made.name) == ("wording", "Booked, en")
    assert [label for label, _, _ in made.lines] == ["subject", "text"]
    save(subject="Other", text="One\n\nTwo")
    assert Edit.objects.latest("pk").lines == [["subject", row.subject, "Other"]]
    save()
    assert own_words_of(restaurant.pk, "booked", "en") == OwnWords()
    assert (Wording.objects.count(), Edit.objects.count()) == (0, 3)
    assert ["subject", "Other", ""] in Edit.objects.latest("pk").lines
    save()
    assert Edit.objects.count() == 3


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(LETTERS),
    *[st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)] * 3,
)
def test_any_words_are_refused_or_make_a_letter_of_one_subject_and_whole_paragraphs(
    kind: LetterKind, subject: str, greeting: str, text: str
) -> None:
    own = OwnWords(subject, greeting, text)
    change = made_up_line(RESTAURANT, min(kind.statuses), now=NOON_BEFORE)
    change.booking.widget = Widget(accent="#8a1c2b")
    page = page_of(kind.name, change.booking, change, {}, own)
    usual = page_of(kind.name, change.booking, change, {})
    for part in troubles_of(kind, own):
        name = "paragraphs" if part == TEXT else part
        assert getattr(page, name) == getattr(usual, name)
    assert all(line == line.strip() and line for line in page.paragraphs)
    assert (page.heading, page.facts, page.button, page.link) == (
        *(usual.heading, usual.facts, usual.button, usual.link),
    )
    assert as_mail(Composed(page.subject, page.as_text(), "")).count("\nSubject: ") == 1
    assert "<b>" not in page.as_html()
