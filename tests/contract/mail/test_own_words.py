"""Does a test letter go to whoever asks for it and to nobody else, and open nobody's booking?"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from entracte import clock
from entracte.mail.models import Letter
from tests.builders import NOON_BEFORE
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, make_house
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "set-up/letters/wording/?letter=booked"
OWNER = "owner@prompt-side.example"


@pytest.fixture
def house(settings: Any) -> House:
    settings.CLOCK_OFFSET_SECONDS = (NOON_BEFORE - clock.system_now()).total_seconds()
    return make_house(NOON_BEFORE, reply_to="tables@prompt-side.example")


@pytest.fixture
def owner(house: House) -> Desk:
    return Desk(house, "owner")


def asked_for(owner: Desk, **typed: Any) -> str:
    """Ask for a test letter; what the page then says."""
    empty = {"subject": "", "greeting": "", "text": "", "booking": ""}
    return text_of(owner.sends(PAGE, **empty | {"test": "yes"} | typed))


def fates() -> list[tuple[str, str, str]]:
    return list(Letter.objects.order_by("id").values_list("to_address", "state", "text"))


def test_a_test_letter_says_what_is_typed_to_whoever_asks_and_opens_no_booking(
    house: House, owner: Desk, mailbox: Mailbox
) -> None:
    booking = book(house, NOON_BEFORE, first_name="Mo")
    said = asked_for(owner, subject="Come at {time}", greeting="Dear {first_name},", text="Bring {code}")
    assert f"Test letter to {OWNER}: sent." in said
    [came] = mailbox.letters()
    assert (came["to"], came["subject"]) == ([OWNER], "Test: Come at 19:00")
    assert came["from"].startswith("The Prompt Side <")
    heads = dict(came["headers"])
    assert (heads["Auto-Submitted"], heads["Reply-To"]) == ("auto-generated", "tables@prompt-side.example")
    assert f"Dear Mo,\r\n\r\nBring {booking.code}\r\n" in came["text"]
    assert "You get this letter because you asked for a test" in came["text"]
    assert came["attachments"] == []
    assert f"/{booking.code}." not in came["text"] + came["html"]
    for link in came["links"]:
        answer = Client().get(urlsplit(link).path)
        assert (answer.status_code == 200, booking.code in text_of(answer)) == (False, False)


def test_what_a_test_says_is_kept_nowhere_and_it_counts_as_any_letter(
    owner: Desk, mailbox: Mailbox, settings: Any
) -> None:
    settings.LETTERS_PER_ADDRESS = 2
    answers = [asked_for(owner) for _ in range(3)]
    assert fates() == [(OWNER, "sent", "")] * 2
    assert "Your address got too many letters within a day." in answers[2]
    assert len(mailbox.letters()) == 2


@pytest.mark.parametrize(
    "fault,state,said",
    [
        ({"kind": "550"}, "failed", "could not be sent. The mail server answered 550"),
        ({"kind": "451"}, "failed", "could not be sent. The mail server answered 451"),
        ({"kind": "away"}, "failed", "could not be sent. Nothing answers"),
        ({"kind": "cut_after_dot"}, "perhaps_sent", "perhaps sent. The whole letter was handed over"),
    ],
)
def test_what_became_of_a_test_is_said(
    owner: Desk, mailbox: Mailbox, fault: dict[str, Any], state: str, said: str
) -> None:
    mailbox.fault(**fault)
    page = asked_for(owner, text="Kept")
    assert f"Test letter to {OWNER}: {said}" in page
    assert "Kept" in page
    assert fates() == [(OWNER, state, "")]


def test_a_wrong_placeholder_sends_no_test(owner: Desk, mailbox: Mailbox) -> None:
    assert "Write {first_name}." in asked_for(owner, greeting="Dear {frist_name},")
    assert (fates(), mailbox.letters()) == ([], [])
