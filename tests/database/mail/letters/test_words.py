"""What does a letter say, and does it say the same in HTML and as plain text, in every language?"""

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking
from entracte.bookings.own_link import link_of
from entracte.mail.composing import Composed, compose
from entracte.mail.letters import LETTERS
from tests.builders import NOON_BEFORE
from tests.database.mail.letters.correspondence import become, letter_about, moved, sent, written
from tests.house import House, book, edit
from tests.pseudo_language import english_in

TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)


def read_in(html: str) -> str:
    """Return what a reader of the HTML sees, in one line."""
    return " ".join(TAG.sub(" ", html).split())


def test_the_letter_to_who_booked_in_full(house: House) -> None:
    booking = book(house, NOON_BEFORE, party_size=4)
    letter = written(booking)
    assert letter.subject == "Your table at The Prompt Side"
    assert letter.text == (
        "The Prompt Side\n\n"
        "Your table is booked\n\n"
        "Hello Ana,\n\n"
        "We look forward to seeing you.\n\n"
        "When: Fri 4 Dec, 19:00\n"
        "Yours until: 20:45\n"
        "For: 4 people\n"
        f"Booking code: {booking.code}\n"
        "Where: Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX\n"
        "Phone: 0117 496 0100\n\n"
        "See, change or cancel:\n"
        f"{link_of(booking)}\n\n"
        "You get this letter because this address was given with the booking.\n"
    )


def test_what_was_stands_beside_what_is(house: House) -> None:
    text = written(moved(house, book(house, NOON_BEFORE), "2026-12-05 20:30", 1)).text
    assert "When: Sat 5 Dec, 20:30 (was Fri 4 Dec, 19:00)\n" in text
    assert "Yours until: 22:00 (was 20:30)\n" in text
    assert "For: 1 person (was 2 people)\n" in text


def test_two_changes_make_a_letter_about_both_and_what_was_written_is_not_said_again(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    sent(booking)
    moved(house, booking, "2026-12-04 19:30")
    moved(house, booking, party_size=1)
    text = written(booking).text
    assert "When: Fri 4 Dec, 19:30 (was Fri 4 Dec, 19:00)\n" in text
    assert "For: 1 person (was 2 people)\n" in text
    sent(booking)
    moved(house, booking, "2026-12-04 20:00")
    assert "(was Fri 4 Dec, 19:30)" in written(booking).text
    assert "was 2 people" not in written(booking).text


@pytest.mark.parametrize(
    "by_guest,who", [(True, "You have cancelled"), (False, "The restaurant has cancelled")]
)
def test_a_cancelled_booking_says_by_whom(by_guest: bool, who: str, house: House) -> None:
    text = written(become(house, book(house, NOON_BEFORE), Status.CANCELLED, by_guest=by_guest)).text
    assert who in text
    assert "See, change or cancel" not in text


def test_times_are_those_of_the_restaurants_clocks(house: House) -> None:
    edit(house, house.restaurant, time_zone="America/New_York")
    booking = book(house, NOON_BEFORE, "2026-12-04 23:00")
    assert "When: Fri 4 Dec, 18:00\n" in written(booking).text


@pytest.mark.parametrize("kind", [kind.name for kind in LETTERS])
def test_html_says_all_that_the_plain_text_says_and_fetches_nothing(kind: str, house: House) -> None:
    letter = every_kind(house, kind)
    seen = read_in(letter.html)
    for line in letter.text.splitlines():
        label, _, value = line.partition(": ")
        assert label.removesuffix(":") in seen or line.startswith("http"), line
        assert all(part in seen for part in re.split(r", | \(|\)", value)), line
    links = re.findall(r"https?://[^\"'<\s]+", letter.html)
    assert links == [line for line in letter.text.splitlines() if line.startswith("http")]
    assert re.findall(r"<(?:img|script|link|iframe|svg)|url\(|@import|src=", letter.html) == []


@pytest.mark.parametrize("kind", [kind.name for kind in LETTERS])
def test_in_the_pseudo_language_no_sentence_is_left_in_english(
    kind: str, house: House, settings: Settings, pseudo_language: Path
) -> None:
    settings.TEST_LANGUAGE = "en-xa"
    letter = every_kind(house, kind)
    texts = [letter.text, letter.subject, read_in(letter.html)]
    values = (house.restaurant.name, house.restaurant.address, "Ana")
    assert [english_in(text, *values) for text in texts] == [[], [], []]
    assert '<html lang="en-xa"' in letter.html


def test_what_people_typed_is_text_in_a_letter_and_never_a_tag(house: House) -> None:
    edit(house, house.restaurant, name="<b>The</b> & Side", address="1 <i>Lane</i>\nBristol")
    letter = written(book(house, NOON_BEFORE, first_name="Ana & <Co"))
    assert "<b>" not in letter.html
    assert "<i>" not in letter.html
    assert "&lt;b&gt;The&lt;/b&gt; &amp; Side" in letter.html
    assert letter.subject == "Your table at <b>The</b> & Side"


@pytest.mark.rule("D34")
@pytest.mark.parametrize(
    "name", ["A" * 41, "Win at http://x", "shop.example", "a@b", "www now", "Ana\u202e", ""]
)
def test_a_letter_greets_by_a_name_only_where_it_can_be_one(name: str, house: House) -> None:
    text = written(book(house, NOON_BEFORE, first_name=name)).text
    assert ("Hello,\n" if name != "Ana\u202e" else "Hello Ana,\n") in text


@pytest.mark.rule("D34")
def test_no_letter_carries_what_was_asked_for_nor_other_names(house: House) -> None:
    letter = written(book(house, NOON_BEFORE, requests="Buy pills", last_name="Cheap"))
    assert not re.search("pills|Cheap", letter.text + letter.html + letter.subject)


def test_a_name_written_from_right_to_left_turns_nothing_around_it(house: House) -> None:
    assert "Hello \u2068שרה\u2069,\n" in written(book(house, NOON_BEFORE, first_name="שרה")).text


def test_the_button_has_the_colour_of_the_form_that_was_booked_with(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    assert "#8a1c2b" in written(booking).html
    widget = house.widgets["none"]
    edit(house, widget, accent="#ffd400")
    Booking.objects.filter(pk=booking.pk).update(widget=widget)
    html = written(booking).html
    assert "#8a1c2b" not in html
    assert "color: #000000" in html


def every_kind(house: House, kind: str) -> Composed:
    """Write each letter about a booking that was changed, so that all its sentences are there."""
    booking = moved(house, book(house, NOON_BEFORE), "2026-12-05 20:30", 1)
    status = next(iter(sorted(next(each for each in LETTERS if each.name == kind).statuses)))
    letter = letter_about(booking, kind)
    assert letter.booking is not None
    letter.booking.status = status
    return compose(letter)
