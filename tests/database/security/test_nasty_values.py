"""Does any value that one page takes break another page?

Every form of the back office gets values that break programs. Whatever it answers, it is no fault of ours,
and afterwards every page of that restaurant can still be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from entracte import clock
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.change import GuestChange
from entracte.bookings.models import Booking, Change
from entracte.bookings.wishes.ask import ask_for_change
from entracte.boxoffice.models import Handover, Link
from entracte.guests.models import Guest
from entracte.restaurants.models import RefusedOrigin, Widget
from tests.database.security.doors import DOORS, READ, SENT_TO, Place
from tests.database.security.forms_on_pages import Form, forms_on
from tests.database.staff_letters import A_MAIL_SERVER
from tests.house import book

if TYPE_CHECKING:
    from pytest_django import Settings

WRITTEN = {
    "a digit that is no number": "7²",
    "NUL": "a\0b",
    "overrides of the direction": "\u202eexe.\u2066gnp\u202c\u200b",
    "a thousand letters": "x" * 1000,
    "letters of several parts": "👩‍👩‍👧 é Ａ٣ \U0010ffff",
    "a formula": '=HYPERLINK("https://evil.example";"x")',
    "markup": "<script>'\"{{ x }}{% y %}</script>",
    "lines and controls": "a\r\nb\x1b[2J\x85c\u2028d",
}
# What a number, a date or a choice may get that is sent by a script, or by a browser of yesterday.
CHOSEN = ("7²", "\0", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "9" * 5000, "-1", "")
TRIED_OF_CHOSEN = 12
QUERIES = ("7²", "a\0b\u202e", "9999-12-31", "9" * 5000)
NAMES_ASKED = (
    *("q", "look", "date", "time", "party_size", "larger_party", "who", "day", "shown", "reason", "search"),
    *("page", "version", "table", "letter", "language"),
)

# All forms would keep one worker busy for more than a minute.
PARTS = 8

# On which page a form stands that is sent to an address of its own.
STANDS_ON = {
    "unblock": "blocks",
    "move": "booking",
    "note": "booking",
    "letter_again": "booking",
    "write_again": "booking",
    "wish": "booking",
    "write_to_guest_again": "guest",
    "edit_guest": "guest",
    "guest_note": "guest",
    "unlink": "guest",
    "merge": "guest",
    "give_out": "guest",
    "erase_guest": "guest",
    "remove_combination": "combination",
    "remove_closure": "closure",
    "remove_special_day": "special_day",
    "member": "team",
    "invitation": "team",
    "allow_origin": "widget",
    "write_watched": "activity",
    "test_connection": "spektrix",
    "turn": "spektrix",
    "settle_all": "activity",
    "settle": "activity",
}
# What the form takes away, and so the page of it.
TAKES_AWAY = {
    "remove_combination": {"combination"},
    "remove_closure": {"closure"},
    "remove_special_day": {"special_day", "new_special_service"},
}


def ahead(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def filled(name: str, place: Place) -> dict[str, list[str]]:
    """What somebody fills in before the form is taken."""
    table = place.house.tables["1"].key
    dates = {"first_date": [ahead(5)], "last_date": [ahead(6)], "date": [ahead(5)]}
    turn = {"party_0": ["4"], "minutes_0": ["90"], "weekdays": ["1", "2"], "plan": [place.keys["plan"]]}
    return {
        "blocks": {"tables": [table], "first_time": ["10:00"], "last_time": ["11:00"], **dates},
        "new_booking": {"starts_at": [f"{ahead(5)}T19:00:00+00:00"], "date": [ahead(5)]},
        "new_service": turn,
        "new_special_service": turn,
        "new_closure": dates,
        "closure": dates,
        "new_special_day": dates,
        "special_day": dates,
        "new_combination": {"tables": [table, place.house.tables["2"].key], "is_active": ["on"]},
        "new_table": {"min_covers": ["1"], "max_covers": ["2"], "is_active": ["on"]},
        "new_widget": {"integration": ["none"], "allowed_origins": [""]},
    }.get(name, {})


@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_takes_a_value_that_a_page_cannot_show(here: Place, part: int, settings: Settings) -> None:
    settings.MAIL_BACKEND = A_MAIL_SERVER
    owner = here.browser("owner")
    offer_all_of_a_guest(here)
    offer_what_is_rare(here)
    owner.post(here.address("team"), {"email": "kim@example.org", "name": "Kim", "role": "host"})
    failed: list[object] = []
    for name in SENT_TO[part::PARTS]:
        with undone():
            failed += answers_that_fail(owner, here, name)
            failed += [(name, *each) for each in pages_that_fail(owner, here, TAKES_AWAY.get(name, set()))]
    assert failed == []


def test_no_address_fails_for_what_its_query_holds(here: Place) -> None:
    owner = here.browser("owner")
    asked = [(name, value) for name in READ for value in QUERIES]
    answers = [
        (*each, owner.get(here.address(each[0]), dict.fromkeys(NAMES_ASKED, each[1])).status_code)
        for each in asked
    ]
    assert [(name, value[:20], status) for name, value, status in answers if status >= 500] == []


def test_no_address_fails_for_what_its_path_holds(here: Place) -> None:
    owner, failed = here.browser("owner"), []
    for name in DOORS:
        address = here.address(name)
        named = [part for part in address.split("/") if part in (here.slug, *here.keys.values())]
        for path in [address.replace(part, quote(value)) for part in named for value in ("a\0", "\u202ea")]:
            failed += [path for send in (owner.get, owner.post) if send(path).status_code >= 500]
    assert failed == []


def test_no_page_fails_for_what_a_guest_typed_online(here: Place) -> None:
    owner = here.browser("owner")
    slots = iter(("17:30", "18:00", "18:30", "19:00", "19:30", "20:00", "20:30", "21:00", "21:30"))
    for text in WRITTEN.values():
        booking = book(here.house, clock.now(), f"{ahead(20)} {next(slots)}")
        columns = {"first_name": text[:80], "last_name": text[:80], "email": text[:254], "phone": text[:40]}
        typed = {name: value.replace("\0", "") for name, value in columns.items()}
        Guest.objects.filter(pk=booking.guest_id).update(**typed)
        Booking.objects.filter(pk=booking.pk).update(**typed, requests=text.replace("\0", ""))
    assert pages_that_fail(owner, here, set()) == []
    assert owner.get(here.address("bookings"), {"date": ahead(20)}).status_code == 200


@pytest.mark.parametrize("address", ["login", "password/change", "password/set", "own/codes", "again"])
def test_the_sign_in_and_the_password_take_anything(here: Place, address: str) -> None:
    browser = Client() if address == "login" else here.browser("owner")
    for form in forms_on(browser.get(f"/accounts/{address}/").content.decode()):
        for text in WRITTEN.values():
            sent = {name: text for name, each in form.fields.items() if each.is_written}
            assert browser.post(f"/accounts/{address}/?next=/a%00b", sent).status_code < 500


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever the body wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def offer_all_of_a_guest(place: Place) -> None:
    """Let the page of the guest offer to unlink and to merge."""
    guest = Guest.objects.get(key=place.keys["guest"])
    columns = {"client_name": place.slug, "customer_id": "I-1", "verified_at": clock.now()}
    Link.objects.create(restaurant=place.house.restaurant, guest=guest, **columns)
    Guest.objects.filter(key=place.other_guest).update(email_folded=guest.email_folded)


def offer_what_is_rare(place: Place) -> None:
    """Let a site be refused and a write be watched: pages show a form for each only then."""
    restaurant, now = place.house.restaurant, clock.now()
    widget = Widget.objects.get(key=place.keys["widget"])
    origin = "https://www.refused.example"
    # the restaurant's form may switch on that owners need one
    owner = place.house.members["owner"].account
    Authenticator.objects.create(user=owner, type="webauthn", data={"name": "key", "credential": {}})
    RefusedOrigin.objects.create(restaurant=restaurant, widget=widget, origin=origin, last_at=now)
    booking = Booking.objects.get(code=place.keys["booking"])
    wish = GuestChange(starts_at=booking.starts_at + timedelta(days=1))
    asker = Asker(actor=None, now=now, by_guest=True)
    ask_for_change(booking_id=booking.pk, restaurant=restaurant, asker=asker, wanted=wish)
    change = Change.objects.filter(booking=booking).latest("number")
    columns = {"booking": booking, "guest": booking.guest, "change": change, "completed_at": now}
    Handover.objects.create(restaurant=restaurant, state="watched", **columns)


def answers_that_fail(browser: Client, place: Place, name: str) -> list[object]:
    """Send a form with every nasty value; return what was sent where the answer is a fault of ours."""
    failed: list[object] = []
    forms = list(forms_of(browser, place, name))
    assert forms, f"no page shows the form of {name}: say on which it stands in STANDS_ON"
    for form in forms:
        for sent in sendings(form, filled(name, place)):
            status = send(browser, place.address(name), sent)
            if not 200 <= status < 500:
                failed.append((name, status, shortened(sent)))
    return failed


def send(browser: Client, address: str, sent: dict[str, list[str]]) -> int:
    """Post a form; a fault answers 500 here as it does in a browser."""
    browser.raise_request_exception = False
    with transaction.atomic():
        return int(browser.post(address, sent).status_code)


def forms_of(browser: Client, place: Place, name: str) -> Iterator[Form]:
    """Yield the forms that post to this address, from the page that shows them."""
    html = browser.get(place.address(STANDS_ON.get(name, name))).content.decode()
    at_home = name not in STANDS_ON
    for form in forms_on(html):
        if form.action == place.address(name) or (at_home and not form.action):
            yield form


def sendings(form: Form, by_hand: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """Yield what is sent: each text in all written fields, then some of CHOSEN in each other field."""
    usual = form.untouched() | by_hand
    first, *others = form.buttons or [("", "")]
    pressed = usual | ({first[0]: [first[1]]} if first[0] else {})
    for text in WRITTEN.values():
        yield pressed | {each.name: [text] for each in form.fields.values() if each.is_written}
    longest = WRITTEN["a thousand letters"]
    yield pressed | {each.name: [longest[: each.longest]] for each in form.fields.values() if each.is_written}
    chosen = [*(each.name for each in form.fields.values() if not each.is_written), first[0]]
    for place, field in enumerate(each for each in chosen if each):
        for turn in range(max(1, TRIED_OF_CHOSEN // len(chosen))):
            yield pressed | {field: [CHOSEN[(place + 3 * turn) % len(CHOSEN)]]}
    for name, value in others:
        yield usual | {name: [value]}


def pages_that_fail(browser: Client, place: Place, gone: set[str]) -> list[tuple[str, int]]:
    """Every page of the restaurant that cannot be shown any more, with what it answers."""
    browser.raise_request_exception = False
    answers = [(name, browser.get(place.address(name)).status_code) for name in READ if name not in gone]
    return [(name, status) for name, status in answers if status != 200]


def shortened(sent: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [value[:30] for value in values] for name, values in sent.items()}
