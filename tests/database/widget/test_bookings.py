"""Does pressing Book make one booking, and does every refusal say why in words that a program reads too?"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from entracte.bookings.models import Booking
from entracte.bookings.own_link import link_of
from entracte.guests.models import Guest
from tests.builders import NOON_BEFORE, at
from tests.database.widget.page import Page, refusal
from tests.house import book, held
from tests.submits import ANA, STARTS_AT, a_submit, as_json


def test_a_booking_is_made_as_typed_and_its_code_answered(page: Page) -> None:
    answer = page.books(requests="  A high chair,\nplease. ")
    booking = Booking.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "code": booking.code,
        "status": "confirmed",
        "starts_at": "2026-12-04T19:00:00+00:00",
        "ends_at": "2026-12-04T20:30:00+00:00",
        "party_size": 2,
        "restaurant": page.get("settings").json()["restaurant"],
        "link": link_of(booking),
    }
    assert (booking.source, booking.widget, booking.restaurant) == (
        "widget",
        page.house.widgets["none"],
        page.house.restaurant,
    )
    assert (booking.first_name, booking.last_name, booking.email, booking.phone, booking.requests) == (
        *("Ana", "Lima", "ana.lima@example.org", "+44 7700 900001"),
        "A high chair,\nplease.",
    )
    assert held(booking) == [("1", "19:00", "20:30")]


@pytest.mark.rule("D39")
def test_a_repeated_submit_and_the_question_after_a_lost_answer_bring_the_same_link(page: Page) -> None:
    link = page.books(idempotency_key="one").json()["link"]
    assert page.books(idempotency_key="one").json()["link"] == link
    assert page.asks_after("one").json()["booked"]["link"] == link
    assert "Your table is booked" in page.client.get(urlsplit(link).path).content.decode()


def test_the_start_may_come_with_any_offset(page: Page) -> None:
    answer = page.books(starts_at="2026-12-04T20:00:00+01:00")
    assert (answer.status_code, answer.json()["starts_at"]) == (201, STARTS_AT)


@pytest.mark.parametrize(
    "setting, status",
    [({"confirms_by_hand": True}, "pending"), ({"deposit_from_party": 2}, "pending_payment")],
)
def test_a_restaurant_that_wants_a_say_or_a_deposit_answers_so(
    page: Page, setting: dict[str, Any], status: str
) -> None:
    for name, value in setting.items():
        setattr(page.house.restaurant, name, value)
    page.house.restaurant.save()
    answer = page.books()
    assert (answer.status_code, answer.json()["status"]) == (201, status)


def test_a_public_submit_never_alters_a_profile(page: Page) -> None:
    page.books()
    page.books(starts_at="2026-12-05T19:00:00Z", guest={"first_name": "Anna", "phone": "+44 7700 900999"})
    guest = Guest.objects.get()
    assert (guest.first_name, guest.phone) == ("Ana", "+447700900001")
    assert list(Booking.objects.order_by("id").values_list("first_name", flat=True)) == ["Ana", "Anna"]


@pytest.mark.parametrize(
    "changes, code, field",
    [
        ({"starts_at": "2026-12-04T19:10:00Z"}, "off_grid", "starts_at"),
        ({"starts_at": "2026-12-04T03:00:00Z"}, "off_grid", "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "off_grid", "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59-14:00"}, "off_grid", "starts_at"),
        ({"starts_at": "2026-12-02T19:00:00Z"}, "too_soon", "starts_at"),
        ({"starts_at": "2027-06-04T18:00:00Z"}, "too_far", "starts_at"),
        ({"party_size": 7}, "party_too_large", "party_size"),
        ({"party_size": 100}, "party_too_large", "party_size"),
    ],
)
def test_what_the_book_cannot_take_is_refused_by_name(
    page: Page, changes: dict[str, Any], code: str, field: str
) -> None:
    assert refusal(page.books(**changes)) == (422, code, [field])
    assert (Booking.objects.count(), Guest.objects.count()) == (0, 0)


def test_inside_the_notice_it_is_too_soon(page: Page, settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS += (at("2026-12-04 18:30") - NOON_BEFORE).total_seconds()
    assert refusal(page.books()) == (422, "too_soon", ["starts_at"])


def test_a_slot_that_went_meanwhile_is_refused_and_nothing_is_kept(page: Page) -> None:
    for number in range(4):
        book(page.house, NOON_BEFORE, email=f"earlier{number}@example.org")
    assert refusal(page.books()) == (409, "slot_gone", [])
    assert not Guest.objects.filter(email="ana.lima@example.org").exists()
    assert Booking.objects.count() == 4


def test_the_same_submit_twice_gets_the_same_answer_and_one_booking(page: Page) -> None:
    first, second = (page.books(idempotency_key="5f0c") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert Booking.objects.count() == 1


def test_the_same_submit_gets_its_answer_when_the_last_table_is_its_own(page: Page) -> None:
    for number in range(3):
        book(page.house, NOON_BEFORE, email=f"earlier{number}@example.org", phone="")
    first, second = (page.books(idempotency_key=" 5f0c ") for _ in range(2))
    assert (first.status_code, second.content) == (201, first.content)


@pytest.mark.rule("D23")
def test_another_body_under_the_same_key_is_answered_with_what_stands(page: Page) -> None:
    first = page.books(idempotency_key="5f0c").json()
    typed = {"phone": "0117 496 0000", "email": "ana.l@example.org"}
    again = page.books(idempotency_key="5f0c", requests="Another one", party_size=3, guest=typed)
    answer = again.json()
    assert (again.status_code, answer["code"], answer["booked"]) == (409, "already_booked", first)
    assert answer["not_taken_over"] == ["guest.email", "guest.phone", "party_size", "requests"]
    assert set(answer) == {"code", "message", "fields", "booked", "not_taken_over"}
    assert (answer["fields"], answer["message"][-1]) == ({}, ".")
    typed_before = {value for name, value in ANA.items() if name != "first_name"}
    assert not any(value in again.content.decode() for value in {*typed_before, *typed.values()})
    assert Booking.objects.count() == 1


def test_the_hold_and_the_spelling_of_the_body_are_no_part_of_it(page: Page) -> None:
    first = page.books(idempotency_key="5f0c")
    spelled = {"starts_at": "2026-12-04T20:00:00+01:00", "guest": {"first_name": " Ana "}, "news": True}
    again = page.books(idempotency_key="5f0c", hold="a-word-of-the-page", **spelled)
    assert (again.status_code, again.content) == (201, first.content)


@pytest.mark.rule("D23")
def test_what_became_of_a_submit_is_answered_to_whoever_has_its_key(page: Page, bridged: Page) -> None:
    assert page.asks_after("5f0c").json() == {"booked": None}
    first = page.books(idempotency_key="5f0c").json()
    assert page.asks_after(" 5f0c ").json() == {"booked": first}
    for other in (page.asks_after("5f0d"), bridged.asks_after("5f0c")):
        assert other.json() == {"booked": None}


def test_asking_without_a_key_is_refused(page: Page) -> None:
    for key in ("", "x" * 81):
        assert refusal(page.asks_after(key)) == (422, "invalid", ["Idempotency-Key"])


def test_the_same_key_on_another_widget_is_another_submit(page: Page, bridged: Page) -> None:
    assert [each.books(idempotency_key="5f0c").status_code for each in (page, bridged)] == [201, 201]
    assert Booking.objects.count() == 2


def test_after_the_hours_of_the_setting_the_key_is_free(page: Page, settings: Settings) -> None:
    page.books(idempotency_key="5f0c", starts_at="2026-12-08T19:00:00Z")
    settings.CLOCK_OFFSET_SECONDS += settings.IDEMPOTENCY_HOURS * 3600 + 60
    page.books(idempotency_key="5f0c", starts_at="2026-12-08T19:00:00Z")
    assert Booking.objects.count() == 2


def test_without_a_key_two_submits_are_two_bookings(page: Page) -> None:
    assert [page.books().status_code for _ in range(2)] == [201, 201]
    assert Booking.objects.count() == 2


def test_a_key_that_is_too_long_is_named(page: Page) -> None:
    assert refusal(page.books(idempotency_key="k" * 81)) == (422, "invalid", ["Idempotency-Key"])


@pytest.mark.parametrize(
    "body",
    [b" ", b"{", b"not json", b'{"a": \xff}', b"[" * 60_000, b"\x1f\x8b\x08", as_json(a_submit())[:-1]],
    ids=["blank", "open", "text", "not UTF-8", "deep", "gzip", "cut off"],
)
def test_a_body_that_is_not_json_is_refused(page: Page, body: bytes) -> None:
    assert refusal(page.sends(body)) == (400, "malformed", [])


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"17", b"true", b"NaN"])
def test_a_body_that_is_no_object_is_named_as_a_whole(page: Page, body: bytes) -> None:
    assert refusal(page.sends(body)) == (422, "invalid", ["body"])


def test_a_submit_without_a_body_is_refused(page: Page) -> None:
    assert refusal(page.sends(b"")) == (422, "invalid", ["body"])


def test_unknown_fields_are_left_alone(page: Page) -> None:
    assert page.books(coupon="X", guest={"title": "Ms"}).status_code == 201
