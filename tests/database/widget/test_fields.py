"""Is each field that is missing or malformed named, so that the form can say it beside that field?"""

from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.guests.models import Guest
from tests.database.widget.page import Page, refusal
from tests.submits import a_submit, as_json

GUEST = ("first_name", "last_name", "email", "phone")


def test_everything_that_is_missing_is_named_at_once(page: Page) -> None:
    assert refusal(page.sends(b"{}")) == (422, "invalid", ["guest", "party_size", "starts_at"])
    faults = [f"guest.{name}" for name in sorted(GUEST)]
    assert refusal(page.books(guest=dict.fromkeys(GUEST, ...))) == (422, "invalid", faults)


@pytest.mark.parametrize("name", GUEST)
@pytest.mark.parametrize("value", ["", "   ", None, 17, ["x"], {"x": 1}, True, "Ana\x00", "A\nB", "x" * 300])
def test_a_field_of_the_guest_that_is_malformed_is_named(page: Page, name: str, value: object) -> None:
    assert refusal(page.books(guest={name: value})) == (422, "invalid", [f"guest.{name}"])
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    "email",
    ["ana", "ana@", "@example.org", "ana@example", "a b@example.org", "ana@example.org\nBcc: b@c.org"],
)
def test_an_address_that_is_none_is_named(page: Page, email: str) -> None:
    answer = page.books(guest={"email": email})
    assert answer.json()["fields"] == {"guest.email": "Write an e-mail address, such as ana@example.org."}


@pytest.mark.parametrize("phone", ["call me", "1234", "+44 7700 900001\x00", "\t0\v7700 900001"])
def test_a_phone_number_that_is_none_is_named(page: Page, phone: str) -> None:
    assert refusal(page.books(guest={"phone": phone})) == (422, "invalid", ["guest.phone"])


@pytest.mark.parametrize("name", ["first_name", "last_name"])
@pytest.mark.parametrize("typed", ["Zoë", "李", "O’Brien-Núñez", "x" * 80, "אנה", "👩‍🎤"])
def test_any_name_that_people_have_is_taken(page: Page, name: str, typed: str) -> None:
    assert page.books(guest={name: typed}).status_code == 201
    assert getattr(Booking.objects.get(), name) == typed


@pytest.mark.parametrize("guest", [None, "Ana", [], 7])
def test_a_guest_who_is_no_object_is_named_as_a_whole(page: Page, guest: object) -> None:
    assert refusal(page.books(guest=guest)) == (422, "invalid", ["guest"])


@pytest.mark.parametrize("party_size", [0, -1, 101, 500, 2**70, "2", 2.5, True, None, [2], ...])
def test_a_party_that_makes_no_sense_is_named(page: Page, party_size: object) -> None:
    assert refusal(page.books(party_size=party_size)) == (422, "invalid", ["party_size"])


@pytest.mark.parametrize(
    "starts_at",
    [
        *("", "soon", "2026-12-04", "19:00", "2026-12-04T19:00:00", "2026-02-30T19:00:00Z"),
        *(1_764_874_800, "1764874800", "2026-12-04T25:00:00Z", "2026-12-04T19:00:00Z" + "0" * 9),
        *(None, True, ["2026-12-04T19:00:00Z"], ...),
    ],
)
def test_a_start_that_is_none_is_named(page: Page, starts_at: object) -> None:
    assert refusal(page.books(starts_at=starts_at)) == (422, "invalid", ["starts_at"])


@pytest.mark.parametrize("requests", ["x" * 1001, "\x00", "a\x1bb", None, 5, ["window"]])
def test_requests_that_cannot_be_kept_are_named(page: Page, requests: object) -> None:
    assert refusal(page.books(requests=requests)) == (422, "invalid", ["requests"])


def test_half_a_character_is_named(page: Page) -> None:
    body = as_json(a_submit(guest={"last_name": "HERE"}, requests="HERE")).replace(b"HERE", rb"\ud83d")
    assert refusal(page.sends(body)) == (422, "invalid", ["guest.last_name", "requests"])


def test_no_sentence_repeats_what_was_typed(page: Page) -> None:
    typed = {"first_name": ["Quillon"], "email": "quince", "phone": "quack"}
    answer: Any = page.books(guest=typed, starts_at="quiz", party_size="quite", requests="quilt" * 300)
    assert len(answer.json()["fields"]) == 6
    assert "qu" not in answer.content.decode().replace("requests", "").lower()


@pytest.mark.parametrize(
    "email", ["ana@localhost", "ana@[127.0.0.1]", "a" * 65 + "@example.org", "ana@10.0.0.12", "ana@a.local"]
)
def test_an_address_that_no_mail_can_reach_is_refused_kindly(page: Page, email: str) -> None:
    answer = page.books(guest={"email": email})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["guest.email"])
    assert email not in answer.content.decode()


@pytest.mark.parametrize("name", ["first_name", "last_name"])
@pytest.mark.parametrize("typed", ["\u200b", "\u3164", " \u202e\u200f ", "\u2800"])
def test_a_name_of_which_nothing_is_seen_is_missing(page: Page, name: str, typed: str) -> None:
    assert refusal(page.books(guest={name: typed})) == (422, "invalid", [f"guest.{name}"])


def test_what_nobody_sees_is_taken_out_of_every_text_that_is_stored(page: Page) -> None:
    guest = {
        "first_name": "\u202eAna",
        "last_name": "Li\u200bma\u2069",
        "email": "ana@exam\u200bple.org\u200e",
        "phone": "\u202a+44 7700 900001\u202c",
    }
    assert page.books(guest=guest, requests="\u200bWindow\u202e table\u2066").status_code == 201
    row = Booking.objects.select_related("guest").get()
    assert (row.first_name, row.last_name, row.requests) == ("Ana", "Lima", "Window table")
    assert (row.email, row.phone) == ("ana@example.org", "+44 7700 900001")
    assert (row.guest.first_name, row.guest.phone_folded) == ("Ana", "+447700900001")


def test_requests_of_which_nothing_is_seen_are_none(page: Page) -> None:
    assert page.books(requests="\u200b\u3164").status_code == 201
    assert Booking.objects.get().requests == ""


def test_a_phone_from_an_arabic_or_full_width_keyboard_is_one_number(page: Page) -> None:
    for number, phone in enumerate(("٠٧٧٠٠ ٩٠٠١٢٣", "０７７００ ９００１２３", "07700 900123")):
        person = {"email": f"a{number}@example.org", "phone": phone}
        assert page.books(starts_at=f"2026-12-0{4 + number}T19:00:00Z", guest=person).status_code == 201
    assert [row.phone_folded for row in Guest.objects.all()] == ["+447700900123"]
