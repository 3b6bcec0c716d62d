"""Does a press in a letter to a guest's own address send everything or erase them, and nothing else?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.test import Client

from entracte.bookings.choices import Demanded
from entracte.bookings.demands.link import token_of_demand
from entracte.bookings.models import Booking, Change, Demand
from entracte.boxoffice.models import Claim, Handover
from entracte.guests.models import Guest
from entracte.mail.composing import compose
from entracte.mail.marks import mark_address
from entracte.mail.models import Letter
from entracte.mail.post import masked
from entracte.mail.unsent import why_not_sent
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.database.staff_letters import A_MAIL_SERVER
from tests.house import book

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.rule("D40")
OWN = "ana@own.example"
ASKS = {Demanded.EVERYTHING: "everything", Demanded.ERASURE: "erasure"}


@pytest.fixture
def visitor(guest: OwnPage, settings: Settings) -> OwnPage:
    """Ana two days after her visit; on her profile stands another address than with the booking."""
    settings.MAIL_BACKEND = A_MAIL_SERVER
    Guest.objects.update(email=OWN)
    it_is(settings, guest.booking.ends_at + timedelta(days=2))
    return guest


def letters(kind: str = "") -> list[tuple[str, str, str]]:
    found = Letter.objects.filter(kind=kind) if kind else Letter.objects.all()
    return list(found.order_by("id").values_list("kind", "to_address", "state"))


def asks(guest: OwnPage, what: Demanded) -> str:
    """Ask on the page of the booking; return what the page says."""
    answer = guest.sends(ASKS[what])
    assert answer.status_code == 200, text_of(answer)
    return text_of(answer)


def link_in(kind: str) -> str:
    """The path of the button in the newest letter of this kind."""
    letter = Letter.objects.filter(kind=kind).select_related("booking__restaurant", "change").latest("id")
    [link] = [line for line in compose(letter).text.splitlines() if line.startswith("http")]
    return urlsplit(link).path


def asked(guest: OwnPage, what: Demanded) -> str:
    """Ask, and return the path of the link in the letter."""
    asks(guest, what)
    return link_in(f"ask_{what}")


def presses(link: str) -> Answer:
    return Client().post(link)


def sent() -> None:
    Letter.objects.update(state="sent", ended_at=NOON_BEFORE + timedelta(days=1))


@pytest.mark.parametrize("what", Demanded)
def test_it_goes_to_the_address_of_the_profile_whatever_stands_with_the_booking(
    visitor: OwnPage, what: Demanded
) -> None:
    said = asks(visitor, what)
    assert "Look into your mail" in said
    assert "example" not in said
    assert letters() == [(f"ask_{what}", OWN, "waiting")]


def test_a_merged_profile_is_followed_to_the_one_that_stays(visitor: OwnPage) -> None:
    stays = Guest.objects.create(
        restaurant=visitor.house.restaurant, email="ana@stays.example", created_at=NOON_BEFORE
    )
    Guest.objects.filter(pk=visitor.booking.guest_id).update(merged_into=stays)
    asks(visitor, Demanded.EVERYTHING)
    assert letters() == [("ask_everything", "ana@stays.example", "waiting")]


@pytest.mark.parametrize("what", Demanded)
def test_the_letter_names_nothing_of_the_booking_and_its_link_is_masked_for_staff(
    visitor: OwnPage, what: Demanded
) -> None:
    link = asked(visitor, what)
    text = compose(Letter.objects.select_related("booking__restaurant", "change").get()).text
    assert link in text
    assert not [word for word in ("Lima", "19:00", visitor.booking.code, "900001") if word in text]
    assert link not in masked(text)
    assert "/k/…" in masked(text)


@pytest.mark.parametrize("what", Demanded)
def test_nothing_happens_by_opening_an_address(visitor: OwnPage, what: Demanded) -> None:
    assert visitor.client.get(f"{visitor.address()}/{ASKS[what]}").status_code == 302
    assert letters() == []
    link = asked(visitor, what)
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    assert letters() == [(f"ask_{what}", OWN, "waiting")]
    assert Guest.objects.get().email == OWN
    assert Demand.objects.get().done_at is None


def test_everything_comes_as_the_file_that_staff_get_and_never_to_the_browser(visitor: OwnPage) -> None:
    answer = presses(asked(visitor, Demanded.EVERYTHING))
    assert (answer.status_code, "It is on its way" in text_of(answer)) == (200, True)
    assert b"900001" not in answer.content
    assert letters("everything") == [("everything", OWN, "waiting")]
    row = Letter.objects.select_related("booking__restaurant", "change").get(kind="everything")
    composed = compose(row)
    assert (composed.file_name, composed.calendar) == ("everything.zip", b"")
    with ZipFile(BytesIO(composed.file)) as bundle:
        kept = json.loads(bundle.read("everything.json"))
    assert kept["bookings"][0]["requests"] == "A quiet corner"
    assert "A quiet corner" not in composed.text + composed.html


def test_two_tabs_and_a_second_press_send_one_file(visitor: OwnPage) -> None:
    link = asked(visitor, Demanded.EVERYTHING)
    for _ in range(3):
        assert "It is on its way" in text_of(presses(link))
    assert "It is on its way" in text_of(Client().get(link))
    assert len(letters("everything")) == 1


def test_who_presses_is_erased_and_staff_read_that_the_guest_did_it(visitor: OwnPage) -> None:
    own, link = visitor.address(), asked(visitor, Demanded.ERASURE)
    answer = presses(link)
    assert (answer.status_code, "You are erased" in text_of(answer)) == (200, True)
    assert set(Guest.objects.values_list("email", "first_name")) == {("", "")}
    booking = Booking.objects.get()
    assert (booking.email, booking.requests, booking.party_size) == ("", "", 2)
    line = Change.objects.latest("number")
    assert (line.what, line.by_guest, line.actor, line.reason) == ("erased", True, None, "")
    assert (letters(), Demand.objects.count()) == ([], 0)
    assert Client().get(own).status_code == 404
    for answer in (Client().get(link), presses(link)):
        assert (answer.status_code, "This link is used up" in text_of(answer)) == (410, True)
    assert Change.objects.filter(what="erased").count() == 1


def test_the_bridge_forgets_and_writes_nothing(visitor: OwnPage) -> None:
    booking = visitor.booking
    columns = {"restaurant": visitor.house.restaurant, "booking": booking, "guest": booking.guest}
    widget = visitor.house.widgets["spektrix"]
    Claim.objects.create(**columns, widget=widget, state="waiting", basket_id="b-1", created_at=NOON_BEFORE)
    change = Change.objects.latest("number")
    Handover.objects.create(**columns, change=change, state="waiting", completed_at=NOON_BEFORE)
    presses(asked(visitor, Demanded.ERASURE))
    assert [(row.state, row.reason, row.basket_id) for row in Claim.objects.all()] == [
        ("unverified", "erased", None)
    ]
    assert [(row.state, row.reason) for row in Handover.objects.all()] == [("not_mirrored", "erased")]


def test_a_guest_with_a_booking_to_come_is_asked_to_cancel_first(guest: OwnPage, settings: Settings) -> None:
    settings.MAIL_BACKEND = A_MAIL_SERVER
    answer = guest.sends("erasure")
    assert (answer.status_code, "cancel it first" in text_of(answer)) == (409, True)
    assert letters() == []


def test_another_booking_to_come_is_named_behind_the_letter_alone(
    visitor: OwnPage, settings: Settings
) -> None:
    now = visitor.booking.ends_at + timedelta(days=2)
    other = book(visitor.house, now, "2026-12-20 18:00")
    Booking.objects.filter(pk=other.pk).update(guest=visitor.booking.guest)
    Letter.objects.all().delete()
    link = asked(visitor, Demanded.ERASURE)
    for answer, status in ((Client().get(link), 200), (presses(link), 409)):
        text = text_of(answer)
        assert (answer.status_code, "Please cancel it first" in text) == (status, True)
        assert "Sun 20 Dec, 18:00" in text
        assert "erase me for good" not in text
    assert Guest.objects.filter(email=OWN).exists()
    Booking.objects.filter(pk=other.pk).update(status="cancelled")
    assert "You are erased" in text_of(presses(link))


@pytest.mark.parametrize("what", Demanded)
@pytest.mark.parametrize("lacks", ["address", "mail server"])
def test_without_a_way_to_write_the_page_gives_the_phone(
    visitor: OwnPage, settings: Settings, what: Demanded, lacks: str
) -> None:
    if lacks == "address":
        Guest.objects.update(email="")
    else:
        settings.MAIL_BACKEND = ""
    answer = visitor.sends(ASKS[what])
    assert answer.status_code == 409
    assert "We cannot send you a letter for this" in text_of(answer)
    assert "0117 496 0123" in text_of(answer)
    assert (letters(), Demand.objects.count()) == ([], 0)


def test_an_address_that_is_marked_is_answered_the_same(visitor: OwnPage) -> None:
    known = asks(visitor, Demanded.EVERYTHING)
    Letter.objects.all().delete()
    mark_address(visitor.house.restaurant.pk, OWN, "It came back.", at=NOON_BEFORE)
    assert asks(visitor, Demanded.EVERYTHING) == known


@pytest.mark.rule("D34")
def test_asking_ten_times_sends_one_letter_and_a_later_one_has_a_name_of_its_own(
    visitor: OwnPage, settings: Settings
) -> None:
    now = visitor.booking.ends_at + timedelta(days=2)
    for _ in range(10):
        asks(visitor, Demanded.ERASURE)
    assert letters() == [("ask_erasure", OWN, "waiting")]
    Letter.objects.update(state="sent", ended_at=now, message_id="<1@x>")
    it_is(settings, now + timedelta(minutes=14))
    asks(visitor, Demanded.ERASURE)
    assert letters() == [("ask_erasure", OWN, "sent")]
    it_is(settings, now + timedelta(minutes=16))
    asks(visitor, Demanded.ERASURE)
    [again] = Letter.objects.all()
    assert (again.state, again.message_id) == ("waiting", "")


def test_a_second_booking_of_the_guest_brings_no_second_letter(visitor: OwnPage) -> None:
    now = visitor.booking.ends_at + timedelta(days=2)
    other = book(visitor.house, now, "2026-12-20 18:00")
    Booking.objects.filter(pk=other.pk).update(guest=visitor.booking.guest)
    asks(visitor, Demanded.EVERYTHING)
    asks(OwnPage(visitor.house, other), Demanded.EVERYTHING)
    assert letters("ask_everything") == [("ask_everything", OWN, "waiting")]


def test_asked_again_the_first_link_goes_on_serving_until_it_is_used(visitor: OwnPage) -> None:
    first = asked(visitor, Demanded.EVERYTHING)
    assert asked(visitor, Demanded.EVERYTHING) == first
    presses(first)
    sent()
    second = asked(visitor, Demanded.EVERYTHING)
    assert second != first
    assert "This link is used up" in text_of(presses(first))
    assert letters("everything") == [("everything", OWN, "sent")]
    presses(second)
    assert letters("everything") == [("everything", OWN, "waiting")]


@pytest.mark.parametrize("what", Demanded)
def test_a_link_serves_for_a_day(visitor: OwnPage, settings: Settings, what: Demanded) -> None:
    now = visitor.booking.ends_at + timedelta(days=2)
    link = asked(visitor, what)
    letter = Letter.objects.select_related("booking__restaurant", "change").get()
    assert why_not_sent(letter, at=now + timedelta(hours=23)) is None
    it_is(settings, now + timedelta(hours=24, minutes=1))
    for answer in (Client().get(link), presses(link)):
        assert (answer.status_code, "This link is used up" in text_of(answer)) == (410, True)
    unsent = why_not_sent(letter, at=now + timedelta(hours=24, minutes=1))
    assert unsent is not None
    assert unsent[0] == "dropped"
    assert letters("everything") == []


def test_a_link_that_went_to_a_former_address_opens_nothing(visitor: OwnPage) -> None:
    link = asked(visitor, Demanded.ERASURE)
    letter = Letter.objects.select_related("booking__restaurant", "change").get()
    Guest.objects.update(email="corrected@own.example")
    assert presses(link).status_code == 410
    assert Guest.objects.get().email == "corrected@own.example"
    letter.booking = Booking.objects.select_related("restaurant").get()
    assert (why_not_sent(letter, at=letter.created_at) or ("",))[0] == "dropped"


CUTS: list[Callable[[str], str]] = [
    lambda token: token[:-1],
    lambda token: token[:-9],
    lambda token: token.split(".")[0],
    lambda token: f"{token}x",
    lambda token: token.swapcase(),
    lambda token: f"{token}/",
    lambda token: f"2{token}",
    lambda token: "%00",
    lambda token: "",
]


@pytest.mark.parametrize("cut", range(len(CUTS)))
def test_a_link_that_was_cut_or_made_up_says_what_to_do(visitor: OwnPage, cut: int) -> None:
    asks(visitor, Demanded.ERASURE)
    token = token_of_demand(Demand.objects.get(), visitor.booking)
    for method in ("get", "post"):
        answer = getattr(Client(), method)(f"/k/{CUTS[cut](token)}")
        assert (answer.status_code, "This link opens nothing" in text_of(answer)) == (404, True)
    assert Guest.objects.get().email == OWN


def test_the_page_is_kept_nowhere_and_names_nobody(visitor: OwnPage) -> None:
    link = asked(visitor, Demanded.ERASURE)
    answer = Client().get(link)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert dict(answer.cookies) == {}
    assert not [word for word in ("Lima", "Ana", "example.org", "900001") if word in text_of(answer)]
