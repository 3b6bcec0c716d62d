"""How does an owner give a letter words of their own, look at it, and take them back?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from entracte.bookings.choices import Source
from entracte.bookings.models import Booking
from entracte.mail.letters import LETTERS
from entracte.mail.marks import mark_address
from entracte.mail.models import Letter, Wording
from entracte.restaurants.models import Edit
from tests.database.answer import Answer
from tests.database.backoffice.conftest import EVENING
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book

LIST, PAGE = "set-up/letters/", "set-up/letters/wording/"
EMPTY: dict[str, Any] = {"subject": "", "greeting": "", "text": "", "booking": ""}


def of(letter: str, language: str = "en") -> str:
    return f"{PAGE}?letter={letter}&language={language}"


def sends(owner: Desk, letter: str = "booked", press: str = "save", **typed: Any) -> Answer:
    return owner.sends(of(letter), **EMPTY | {press: "yes"} | typed)


def frame(answer: Answer) -> str:
    """Return the HTML of the letter in the frame."""
    [html] = re.findall(r'sandbox\s+srcdoc="([^"]*)"', answer.content.decode())
    return unescape(html)


def stored(house: House, **parts: str) -> None:
    row = {"restaurant": house.restaurant, "letter": "booked", "language": "en"}
    Wording.objects.create(**row, **parts)


def test_the_list_names_every_letter_and_whose_words_it_has(house: House, owner: Desk) -> None:
    page = owner.sees(LIST)
    assert [kind.title for kind in LETTERS if f"{kind.title} Usual" not in page] == []
    sends(owner, "reminder", text="Until tomorrow!")
    stored(house, subject="{gone}")
    page = owner.sees(LIST)
    assert "Reminder Yours: English" in page
    assert "Booked A part is not used: look at it" in page


def test_without_own_words_the_page_says_what_is_usual_and_what_may_be_typed(owner: Desk) -> None:
    page = owner.sees(of("booked"))
    assert "This letter says what is usual." in page
    assert "Usual: Your table at The Prompt Side" in page
    assert "{first_name} the guest’s first name, in the greeting only Ana" in page
    assert "{until} until when the table is theirs 21:15" in page
    assert "{until}" not in owner.sees(of("cancelled"))
    assert "Back to the usual wording" not in page


def test_what_is_saved_is_shown_again_and_the_list_says_so(owner: Desk) -> None:
    answer = sends(owner, subject="A table, {date}", text="One\r\nTwo")
    assert (answer.status_code, answer["Location"]) == (302, owner.address(LIST))
    page = owner.opens(of("booked")).content.decode()
    assert 'value="A table, {date}"' in page
    assert "One\nTwo</textarea>" in page
    assert Edit.objects.latest("pk").name == "Booked, en"


def test_an_error_stands_at_its_field_names_the_nearest_and_loses_nothing(owner: Desk) -> None:
    answer = sends(owner, subject="For {frist_name}", greeting="Hi {frist_name}", text="Kept {date}\nhere")
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“{frist_name}” is no placeholder here. Write {first_name}." in page
    assert page.count('aria-invalid="true"') == 2
    assert ('value="For {frist_name}"' in page, "Kept {date}\nhere</textarea>" in page) == (True, True)
    assert not Wording.objects.exists()
    assert "Kept" in frame(answer)


@pytest.mark.parametrize("subject, leads", [("For {date}", True), ("For {frist_name}", False)])
def test_after_an_error_the_page_stays_at_its_fields_and_not_at_the_preview(
    owner: Desk, subject: str, leads: bool
) -> None:
    """The button leads to the part of the page that is called so."""
    page = sends(owner, press="preview", subject=subject).content.decode()
    assert ('formaction="#preview"' in page, 'id="preview"' in page) == (True, leads)


def test_a_placeholder_of_another_part_says_where_it_may_stand(owner: Desk) -> None:
    page = text_of(sends(owner, subject="{first_name}, {date}", greeting="{usual_text}"))
    assert "“{first_name}” can stand in the greeting only." in page
    assert "“{usual_text}” can stand in the text only." in page


@pytest.mark.parametrize("field,longest", [("subject", 120), ("greeting", 80), ("text", 2000)])
def test_a_part_has_a_length_of_its_own(owner: Desk, field: str, longest: int) -> None:
    lines = ("x\r\n" * (longest // 2))[: longest * 2] if field == "text" else "x" * longest
    assert sends(owner, **{field: lines}).status_code == 302
    assert sends(owner, **{field: "x" * (longest + 1)}).status_code == 422


def test_what_nobody_sees_is_taken_out_and_a_subject_stays_one_line(owner: Desk) -> None:
    sends(owner, subject="Your\u202e table\r\nBcc: a@b", text="A\u200b b")
    row = Wording.objects.get()
    assert (row.subject, row.text) == ("Your table Bcc: a@b", "A b")


def test_a_preview_shows_what_is_typed_on_a_real_booking_and_saves_nothing(house: House, owner: Desk) -> None:
    booking = book(house, EVENING, "2026-12-05 19:00", first_name="Mo")
    answer = sends(owner, press="preview", greeting="Dear {first_name},", text="<b>{date}</b>\nand {code}")
    assert (answer.status_code, Wording.objects.exists()) == (200, False)
    html, page = frame(answer), unescape(answer.content.decode())
    assert "Dear Mo," in html
    assert "&lt;b&gt;Sat 5 Dec&lt;/b&gt;</p>" in html
    assert f"About the booking {booking.code}." in page
    assert f"<b>Sat 5 Dec</b>\n\nand {booking.code}\n" in page
    assert "Dear {first_name}," in page


def test_no_link_of_a_preview_opens_the_booking(house: House, owner: Desk) -> None:
    booking = book(house, EVENING, "2026-12-05 19:00")
    for kind in LETTERS:
        page = unescape(owner.opens(of(kind.name)).content.decode())
        assert re.findall(rf"/[bwf]/{booking.code}", page) == []
        assert re.findall(r"/[bf]/…", page) != []


def test_the_frame_may_run_and_send_nothing_and_only_this_page_has_style_in_elements(owner: Desk) -> None:
    answer = owner.opens(of("booked"))
    assert "style-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "unsafe" not in owner.opens(LIST)["Content-Security-Policy"]
    assert '<base target="_blank">' in frame(answer)


def test_the_booking_of_a_preview_is_the_newest_that_suits_or_the_one_that_is_named(
    house: House, owner: Desk
) -> None:
    first = book(house, EVENING, "2026-12-05 19:00")
    assert f"About the booking {first.code}." in owner.sees(of("booked"))
    newest = book(house, EVENING, "2026-12-06 19:00")
    assert f"About the booking {newest.code}." in owner.sees(of("booked"))
    named = text_of(sends(owner, press="preview", booking=f" {first.code.lower()} "))
    assert f"About the booking {first.code}." in named
    assert "No booking suits this letter yet, so this one is made up." in owner.sees(of("cancelled"))
    cancelled = sends(owner, "cancelled", press="preview", booking=first.code)
    assert "Your booking is cancelled" in frame(cancelled)
    Booking.objects.filter(pk=newest.pk).update(source=Source.WALK_IN)
    Booking.objects.filter(pk=first.pk).update(email="")
    assert "so this one is made up." in owner.sees(of("booked"))
    first.refresh_from_db()
    assert first.status == "confirmed"


def test_a_booking_of_another_restaurant_is_none(house: House, other: House, owner: Desk) -> None:
    theirs = book(other, EVENING, "2026-12-05 19:00")
    answer = sends(owner, press="preview", booking=theirs.code, text="Kept")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "No booking of this restaurant has this code." in page
    assert f"About the booking {theirs.code}" not in page
    assert "Kept" in frame(answer)


def test_another_restaurant_sees_nothing_of_it(other: House, owner: Desk) -> None:
    sends(owner, subject="Ours alone")
    elsewhere = Desk(other, "owner")
    assert "Ours alone" not in elsewhere.opens(of("booked")).content.decode()
    assert "Booked Usual" in elsewhere.sees(LIST)
    elsewhere.sends(of("booked"), usual="yes", sure="yes")
    assert Wording.objects.get().subject == "Ours alone"


def test_the_way_back_to_the_usual_is_asked_for_twice(owner: Desk) -> None:
    sends(owner, subject="Ours")
    assert "Back to the usual wording" in owner.sees(of("booked"))
    asked = owner.sends(of("booked"), usual="yes")
    assert (asked.status_code, Wording.objects.count()) == (200, 1)
    assert "Yes, back to the usual" in text_of(asked)
    assert owner.sends(of("booked"), usual="yes", sure="yes").status_code == 302
    assert not Wording.objects.exists()


def test_what_is_not_known_any_more_is_shown_and_mended(house: House, owner: Desk) -> None:
    stored(house, subject="For {gone}", text="Still said")
    page = unescape(owner.opens(of("booked")).content.decode())
    assert "A part of your wording is not used." in page
    assert "“{gone}” is no placeholder here." in page
    assert 'value="For {gone}"' in page
    assert sends(owner, subject="For {code}", text="Still said").status_code == 302
    assert Wording.objects.get().subject == "For {code}"


@pytest.mark.parametrize("address", ["?letter=nothing", "?language=xx", "?letter=booked&language=en-xa"])
def test_what_is_no_letter_and_no_language_is_not_there(owner: Desk, address: str) -> None:
    assert owner.opens(PAGE + address).status_code == 404


def test_a_language_is_offered_where_there_is_a_file_of_it(owner: Desk, pseudo_language: Path) -> None:
    page = owner.opens(of("booked", "en-xa")).content.decode()
    assert re.findall(r'&amp;language=([\w-]+)"', page) == ["en", "en-xa"]
    assert "Usual: Your table" not in page
    owner.sends(of("booked", "en-xa"), **EMPTY | {"save": "yes", "text": "Long words"})
    assert Wording.objects.get().language == "en-xa"
    assert "Booked Yours: en-xa" in owner.sees(LIST)


def test_without_a_mail_server_no_test_is_offered_or_sent(owner: Desk, settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    assert "Send me a test letter" not in owner.sees(of("booked"))
    assert "it names no mail server" in text_of(sends(owner, press="test"))
    assert not Letter.objects.exists()


def test_no_test_goes_to_an_address_that_is_marked_or_had_too_many(
    house: House, owner: Desk, settings: Any
) -> None:
    settings.LETTERS_PER_ADDRESS = 0
    assert "Your address got too many letters within a day." in text_of(sends(owner, press="test"))
    settings.LETTERS_PER_ADDRESS, settings.LETTERS_PER_RESTAURANT = 9, 0
    assert "letters of this hour are used up" in text_of(sends(owner, press="test"))
    mark_address(house.restaurant.pk, house.members["owner"].account.email, "", at=EVENING)
    answer = sends(owner, press="test", text="Kept")
    assert "A letter to your address came back" in text_of(answer)
    assert ("Kept</textarea>" in answer.content.decode(), Letter.objects.exists()) == (True, False)
