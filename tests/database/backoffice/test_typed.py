"""Does each field of each form that writes a booking reach the book?"""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest

from entracte.backoffice.bookings.forms.block import BlockForm
from entracte.backoffice.bookings.forms.change import ChangeForm
from entracte.backoffice.bookings.forms.new_booking import BookForm
from entracte.backoffice.bookings.forms.swap import SwapForm
from entracte.backoffice.tonight.forms import WalkInForm
from entracte.bookings.models import Block, Booking, Change
from entracte.bookings.typed_booking import UNASKED, TypedBooking
from entracte.restaurants import languages
from tests.builders import at
from tests.database.backoffice.desk import Desk
from tests.house import House, book, edit, held, make_service, width_of

GUEST = {
    "first_name": "Ottoline",
    "last_name": "Okafor",
    "email": "o.okafor@example.org",
    "phone": "+44 7700 900077",
}
NOTED = {"requests": "No nuts, please", "needs_step_free": True, "high_chairs": 1, "language": "en"}
# staff choose one where there are several
SPOKEN = (("en", "English"), ("cy", "Cymraeg"))
# Fields of which one or the other is typed: each is tried below.
LARGER_PARTY, OTHER_TIME, BY_HAND = {"larger_party"}, {"other_time"}, {"table", "more_tables"}
PAST_LIMIT = {"reason", "shares_tables"}


@pytest.fixture
def window(house: House) -> str:
    """The section of table 3, which alone is step-free and has a high chair."""
    edit(house, house.tables["3"], section="Window", is_step_free=True, high_chairs=1)
    return "Window"


def send(desk: Desk, path: str, **typed: Any) -> None:
    ticked: dict[str, Any] = {name: "on" if each is True else each for name, each in typed.items()}
    answer = desk.sends(path, **ticked)
    assert answer.status_code == 302, answer.content.decode()


def columns(row: Booking, names: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def test_a_booking_by_phone(house: House, host: Desk, window: str) -> None:
    typed = {
        "date": "2026-12-05",
        "starts_at": "2026-12-05T19:30:00+00:00",
        "service_key": house.dinner.key,
        "party_size": "2",
        **GUEST,
        **NOTED,
        "section": window,
        "write_to_guest": "no",
    }
    assert set(typed) == set(BookForm.base_fields) - LARGER_PARTY - OTHER_TIME - BY_HAND - PAST_LIMIT
    send(host, "bookings/new/", **typed)
    row = Booking.objects.get()
    assert columns(row, GUEST | NOTED) == GUEST | NOTED
    assert (row.starts_at, row.party_size, row.source) == (at("2026-12-05 19:30"), 2, "phone")
    assert row.service == house.dinner
    assert (held(row)[0][0], row.is_pinned) == ("3", True)
    change = Change.objects.get()
    assert (change.actor, change.guest_gets_letter) == (house.host, False)
    page = host.sees(f"bookings/{row.code}/")
    assert [each for each in (GUEST | NOTED).values() if isinstance(each, str) and each not in page] == []


def test_the_page_of_a_new_booking_asks_for_every_field(host: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'name="language"' not in host.opens("bookings/new/").content.decode()
    monkeypatch.setattr(languages, "LANGUAGES", SPOKEN)
    page = host.opens("bookings/new/").content.decode()
    asked = set(BookForm.base_fields) - PAST_LIMIT
    assert {each for each in asked if f'name="{each}"' not in page} == set()


def test_no_text_of_a_new_booking_is_longer_than_its_column_is_wide() -> None:
    longest = {name: getattr(each, "max_length", None) for name, each in BookForm.base_fields.items()}
    widths = {each.name: width for each in fields(TypedBooking) if (width := width_of(each.name))}
    widths = {
        name: width for name, width in widths.items() if not hasattr(BookForm.base_fields[name], "choices")
    }
    assert {name for name, width in widths.items() if not (longest[name] or width + 1) <= width} == set()


@pytest.mark.parametrize(
    "trait, typed",
    [
        ({"section": "Window"}, {"section": "Window"}),
        ({"is_step_free": True}, {"needs_step_free": True}),
        ({"high_chairs": 1}, {"high_chairs": 1}),
    ],
    ids=["section", "step-free", "high chair"],
)
def test_what_a_party_needs_chooses_its_table(
    house: House, host: Desk, trait: dict[str, Any], typed: dict[str, Any]
) -> None:
    for table in house.tables.values():
        edit(house, table, is_step_free=False)
    edit(house, house.tables["3"], **trait)
    start = {"date": "2026-12-05", "starts_at": "2026-12-05T19:30:00+00:00", "party_size": "2"}
    send(host, "bookings/new/", **start, **typed, last_name="Okafor")
    assert held(Booking.objects.get())[0][0] == "3"


def test_a_booking_by_phone_past_a_limit(house: House, host: Desk, now: datetime) -> None:
    book(house, now, "2026-12-05 19:00", party_size=6)
    send(
        host,
        "bookings/new/",
        date="2026-12-05",
        other_time="19:10",
        larger_party="11",
        last_name="Okafor",
        table=house.tables["4"].key,
        more_tables=[house.tables["2"].key],
        past_limit="yes",
        reason="Friends of the house",
        shares_tables=True,
    )
    row = Booking.objects.get(last_name="Okafor")
    assert (row.starts_at, row.party_size, row.is_pinned) == (at("2026-12-05 19:10"), 11, True)
    assert {each.table.name: each.is_shared for each in row.booked_tables.all()} == {"2": False, "4": True}
    assert "Friends of the house" in Change.objects.get(booking=row).reason


def test_a_walk_in(house: House, host: Desk) -> None:
    typed = {"party_size": "3", "minutes": "40", **GUEST}
    assert set(typed) == set(WalkInForm.base_fields) - LARGER_PARTY - BY_HAND - PAST_LIMIT
    send(host, "bookings/walk-in/", **typed)
    row = Booking.objects.get()
    assert columns(row, GUEST) == GUEST
    assert (row.party_size, row.turn_minutes, row.is_pinned, row.source) == (3, 40, False, "walk_in")
    assert columns(row, UNASKED) == UNASKED
    assert Change.objects.get().actor == house.host


def test_a_walk_in_past_a_limit(house: House, host: Desk, now: datetime) -> None:
    book(house, now, "2026-12-04 18:30", party_size=6)
    send(
        host,
        "bookings/walk-in/",
        larger_party="11",
        table=house.tables["4"].key,
        more_tables=[house.tables["2"].key],
        past_limit="yes",
        reason="Friends of the house",
        shares_tables=True,
    )
    row = Booking.objects.get(source="walk_in")
    assert (row.party_size, row.is_pinned) == (11, True)
    assert {each.table.name: each.is_shared for each in row.booked_tables.all()} == {"2": False, "4": True}
    assert "Friends of the house" in Change.objects.get(booking=row).reason


def test_a_change(house: House, host: Desk, now: datetime) -> None:
    book(house, now, "2026-12-06 20:30", party_size=6, last_name="Weiss", email="b@example.org")
    row = book(house, now, "2026-12-05 19:00")
    supper = make_service(house.restaurant, house.plan, name="Supper")
    typed = {
        "date": "2026-12-06",
        "time": "20:00",
        "service_key": supper.key,
        "end": "21:10",
        "party_size": "3",
        "table": house.tables["4"].key,
        "more_tables": [house.tables["2"].key],
        "reason": "Friends of the house",
        "shares_tables": True,
        "write_to_guest": "no",
    }
    # the form's own: what it worked out before an end was typed
    assert {*typed, "usual_end"} == set(ChangeForm.base_fields)
    send(host, f"bookings/{row.code}/change/", past_limit="yes", version=row.version, **typed)
    row.refresh_from_db()
    assert (row.starts_at, row.ends_at, row.party_size) == (
        *(at("2026-12-06 20:00"), at("2026-12-06 21:10")),
        3,
    )
    assert {each.table.name: each.is_shared for each in row.booked_tables.all()} == {"2": False, "4": True}
    assert row.service == supper
    last = Change.objects.filter(booking=row).latest("number")
    assert (last.actor, "Friends of the house" in last.reason) == (house.host, True)
    assert last.guest_gets_letter is False


def test_a_swap(house: House, host: Desk, now: datetime) -> None:
    pair = book(house, now, "2026-12-05 19:00")
    four = book(house, now, "2026-12-05 21:00", party_size=4, email="b@example.org", last_name="Weiss")
    third = book(house, now, "2026-12-05 19:00", party_size=3, email="c@example.org", last_name="Sato")
    assert [held(each)[0][0] for each in (pair, four, third)] == ["1", "3", "3"]
    typed = {"other": four.code, "reason": "They asked for the window", "shares_tables": True}
    assert set(typed) == set(SwapForm.base_fields)
    send(host, f"bookings/{pair.code}/swap/", past_limit="yes", version=pair.version, **typed)
    assert (held(pair)[0][0], held(four)[0][0]) == ("3", "1")
    assert pair.booked_tables.get().is_shared
    last = Change.objects.filter(booking=pair).latest("number")
    assert (last.actor, "They asked for the window" in last.reason) == (house.host, True)


def test_a_note(house: House, host: Desk, now: datetime) -> None:
    row = book(house, now, "2026-12-05 19:00")
    send(host, f"bookings/{row.code}/note/", note="Seat them by the stage", version=row.version)
    note = row.notes.get()
    assert (note.text, note.author) == ("Seat them by the stage", house.host)
    assert Change.objects.latest("number").note == note


def test_a_block(house: House, host: Desk, now: datetime) -> None:
    typed = {
        "tables": [house.tables["1"].key, house.tables["4"].key],
        "reason": "Kept for the cast",
        "first_date": "2026-12-05",
        "first_time": "18:00",
        "last_date": "2026-12-06",
        "last_time": "11:30",
    }
    assert set(typed) == set(BlockForm.base_fields)
    send(host, "bookings/blocks/", **typed)
    row = Block.objects.get()
    assert (row.starts_at, row.ends_at) == (at("2026-12-05 18:00"), at("2026-12-06 11:30"))
    assert (row.reason, row.actor) == ("Kept for the cast", house.host)
    assert abs(row.created_at - now) < timedelta(minutes=5)
    assert set(row.booked_tables.values_list("table__name", flat=True)) == {"1", "4"}
