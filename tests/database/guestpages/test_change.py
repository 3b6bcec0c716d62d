"""Does a guest change the booking by the link to what anybody could book, and else keep it?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.rules import JUST_NOW
from entracte.bookings.models import Booking, Change
from entracte.bookings.own_link import Opens
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from tests.builders import NOON_BEFORE, at
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.house import book, edit, held
from tests.submits import somebody

if TYPE_CHECKING:
    from pytest_django import Settings


def slot(start: str, service_key: str = "") -> str:
    return f"{at(start).isoformat()}|{service_key}"


def changes(guest: OwnPage, start: str = "2026-12-04 20:00", party_size: int = 2, **typed: object) -> Answer:
    date = start.partition(" ")[0]
    sent = {"version": 1, "slot": slot(start), "party_size": party_size, "date": date, **typed}
    answer = guest.sends("change", **sent)
    guest.booking.refresh_from_db()
    return answer


def sees_times(guest: OwnPage, **query: str | int) -> str:
    answer = guest.client.get(f"{guest.address()}/change", query)
    assert answer.status_code == 200, answer.status_code
    return text_of(answer)


def lines() -> int:
    return Change.objects.count() - 1


@pytest.mark.rule("D37")
@pytest.mark.parametrize(
    "start,party_size,has",
    [
        ("2026-12-04 20:00", 2, [("1", "20:00", "21:30")]),
        ("2026-12-05 18:00", 2, [("1", "18:00", "19:30")]),
        ("2026-12-04 19:00", 4, [("3", "19:00", "20:45")]),
        ("2026-12-05 21:00", 6, [("4", "21:00", "23:00")]),
        ("2026-12-04 19:30", 1, [("1", "19:30", "21:00")]),
    ],
)
def test_date_time_and_party_are_changed_by_a_press(
    guest: OwnPage, start: str, party_size: int, has: list[tuple[str, str, str]]
) -> None:
    answer = changes(guest, start, party_size)
    assert (answer.status_code, answer["Location"]) == (302, guest.address())
    assert (guest.booking.starts_at, guest.booking.party_size) == (at(start), party_size)
    assert held(guest.booking) == has
    change = Change.objects.latest("number")
    assert (change.what, change.by_guest, lines()) == ("moved", True, 1)


@pytest.mark.rule("D37")
def test_the_page_lists_what_can_be_had_and_its_own_table_is_no_hindrance(guest: OwnPage) -> None:
    for number in range(3):
        book(guest.house, NOON_BEFORE, last_name=f"Other{number}", email=f"{number}@example.org", phone="")
    seen = sees_times(guest, date="2026-12-04", party_size=2)
    assert "19:30 until 21:00" in seen
    assert "19:00 until" not in seen
    assert changes(guest, "2026-12-04 19:30").status_code == 302
    assert held(guest.booking) == [("1", "19:30", "21:00")]


def pin(guest: OwnPage, *names: str, party_size: int = 2) -> None:
    """Let staff give the party these tables, which pins it to them."""
    move_booking(
        booking_id=guest.booking.pk,
        restaurant=guest.house.restaurant,
        move=MoveRequest(party_size=party_size, tables=[guest.house.tables[name] for name in names]),
        asker=Asker(actor=guest.house.host, now=NOON_BEFORE),
    )


@pytest.mark.rule("D37")
@pytest.mark.parametrize(
    "tables,start,party_size,has",
    [
        # at another time and date, and with fewer people
        (("4",), "2026-12-04 20:00", 2, [("4", "20:00", "21:30")]),
        (("4",), "2026-12-05 18:00", 1, [("4", "18:00", "19:30")]),
        # with more people, where the table takes them
        (("4",), "2026-12-04 19:00", 5, [("4", "19:00", "21:00")]),
        # tables that staff put together though the restaurant does not say so
        (("1", "2"), "2026-12-04 20:00", 2, [("1", "20:00", "21:30"), ("2", "20:00", "21:30")]),
    ],
)
def test_a_party_that_staff_pinned_keeps_its_tables_where_they_suit(
    guest: OwnPage, tables: tuple[str, ...], start: str, party_size: int, has: list[tuple[str, str, str]]
) -> None:
    pin(guest, *tables)
    assert changes(guest, start, party_size, version=2).status_code == 302
    assert (held(guest.booking), guest.booking.is_pinned) == (has, True)


@pytest.mark.rule("D37")
def test_a_party_that_was_pinned_gets_others_where_its_tables_are_taken_or_do_not_suit(
    guest: OwnPage,
) -> None:
    pin(guest, "2")
    assert changes(guest, "2026-12-04 19:00", 4, version=2).status_code == 302
    assert (held(guest.booking), guest.booking.is_pinned) == ([("3", "19:00", "20:45")], False)
    pin(guest, "4", party_size=4)
    book(guest.house, NOON_BEFORE, "2026-12-05 19:00", party_size=5, **somebody(2))
    answer = changes(guest, "2026-12-05 19:00", 4, version=4)
    assert answer.status_code == 302
    assert (held(guest.booking), guest.booking.is_pinned) == ([("3", "19:00", "20:45")], False)


@pytest.mark.rule("D37")
def test_the_limits_of_a_booking_online_hold_for_a_pinned_party_too(guest: OwnPage) -> None:
    pin(guest, "4")
    edit(guest.house, guest.house.restaurant, max_covers=4, covers_kept_in_house=1)
    assert changes(guest, "2026-12-05 19:00", 4, version=2).status_code == 409
    assert changes(guest, "2026-12-05 19:10", 2, version=2).status_code == 409
    assert held(guest.booking) == [("4", "19:00", "20:30")]


@pytest.mark.rule("D37")
def test_a_lost_race_keeps_the_old_table_and_says_what_is_left(guest: OwnPage) -> None:
    had = held(guest.booking)
    for number in range(4):
        book(
            guest.house,
            NOON_BEFORE,
            "2026-12-05 19:00",
            last_name=f"Other{number}",
            email=f"{number}@example.org",
            phone="",
        )
    answer = changes(guest, "2026-12-05 19:00")
    assert (answer.status_code, held(guest.booking), lines() - 4) == (409, had, 0)
    assert "This table has just gone. Please choose another time." in text_of(answer)
    assert slot("2026-12-05 20:30") in answer.content.decode()


@pytest.mark.rule("D37")
@pytest.mark.parametrize(
    "now,start,sentence",
    [
        ("2026-12-03 18:30", "2026-12-03 19:00", "This time is too soon to book online."),
        ("2026-12-03 12:00", "2027-06-04 19:00", "This date cannot be booked yet."),
        ("2026-12-03 12:00", "2026-12-04 19:10", "The restaurant has no start at this time."),
        ("2026-12-03 12:00", "2026-12-04 03:00", "The restaurant has no start at this time."),
    ],
)
def test_notice_horizon_and_grid_hold_as_for_any_booking_online(
    guest: OwnPage, settings: Settings, now: str, start: str, sentence: str
) -> None:
    it_is(settings, at(now))
    answer = changes(guest, start)
    assert (answer.status_code, lines()) == (409, 0)
    assert sentence in text_of(answer)


@pytest.mark.rule("D37")
def test_covers_kept_in_house_are_not_for_a_guests_change(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, max_covers=4, covers_kept_in_house=1)
    assert changes(guest, "2026-12-05 19:00", 4).status_code == 409
    assert changes(guest, "2026-12-05 19:00", 3).status_code == 302


@pytest.mark.rule("D37")
@pytest.mark.parametrize(
    "rules,party_size",
    [
        ({"confirms_by_hand": True}, 2),
        ({"deposit_from_party": 4}, 4),
        ({"change_largest": 3}, 4),
    ],
)
def test_what_needs_a_person_is_not_changed_by_a_press(
    guest: OwnPage, rules: dict[str, object], party_size: int
) -> None:
    edit(guest.house, guest.house.restaurant, wish_hours=0, **rules)
    answer = changes(guest, "2026-12-05 19:00", party_size)
    assert (answer.status_code, lines()) == (409, 0)
    assert "This change needs a word with us. Please call us." in text_of(answer)


@pytest.mark.rule("D23")
def test_a_change_onto_ones_own_other_table_needs_a_person(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, wish_hours=0)
    book(guest.house, NOON_BEFORE, "2026-12-05 19:00")
    answer = changes(guest, "2026-12-05 19:30")
    assert (answer.status_code, guest.booking.starts_at) == (409, at("2026-12-04 19:00"))
    assert "This change needs a word with us" in text_of(answer)


@pytest.mark.parametrize("party_size", [0, 50, -1, "", "x", 10**9])
def test_a_party_that_makes_no_sense_changes_nothing(guest: OwnPage, party_size: object) -> None:
    assert changes(guest, party_size=party_size).status_code == 409  # type: ignore[arg-type]
    assert lines() == 0


@pytest.mark.parametrize(
    "typed", ["", "x|", "2026-12-04T20:00:00|", "9999-12-31T23:59:00+00:00|", "0001-01-01T00:00:00+00:00|"]
)
def test_a_start_that_makes_no_sense_changes_nothing(guest: OwnPage, typed: str) -> None:
    answer = guest.sends("change", version=1, slot=typed, party_size=2)
    assert (answer.status_code, lines()) == (409, 0)


def test_a_press_twice_changes_once_and_says_that_it_is_done(guest: OwnPage) -> None:
    assert "Your booking is changed" not in guest.sees()
    for version in (1, 1, 2):
        assert changes(guest, version=version).status_code == 302
    assert lines() == 1
    assert "Your booking is changed, as you asked." in guest.sees()


def test_that_it_is_changed_is_said_for_a_while_and_only_to_who_changed_it(
    guest: OwnPage, settings: Settings
) -> None:
    changes(guest)
    last = Change.objects.latest("number")
    it_is(settings, last.at + JUST_NOW)
    assert "Your booking is changed" not in guest.sees()
    it_is(settings, last.at)
    Change.objects.filter(pk=last.pk).update(by_guest=False)
    assert "Your booking is changed" not in guest.sees()


def test_a_stale_page_changes_nothing_and_shows_what_is_left(guest: OwnPage) -> None:
    changes(guest)
    other = changes(guest, "2026-12-04 17:00")
    assert (other.status_code, lines()) == (409, 1)
    assert "The booking was changed meanwhile" in text_of(other)


def test_other_requests_are_kept_and_the_history_has_no_word_of_them(guest: OwnPage) -> None:
    guest.sends("requests", version=1, requests=" A high chair,\nplease. ")
    guest.booking.refresh_from_db()
    assert guest.booking.requests.splitlines() == ["A high chair,", "please."]
    assert "high chair" not in str(list(Change.objects.values()))
    assert held(guest.booking) == [("1", "19:00", "20:30")]
    guest.sends("requests", version=2, requests="")
    guest.booking.refresh_from_db()
    assert guest.booking.requests == ""


def test_from_the_restaurants_hours_before_on_nothing_is_changed_here(
    guest: OwnPage, settings: Settings
) -> None:
    assert "Change this booking" in guest.sees()
    it_is(settings, guest.booking.starts_at - timedelta(minutes=119))
    assert "Change this booking" not in guest.sees()
    assert guest.client.get(f"{guest.address()}/change")["Location"] == guest.address()
    answer = changes(guest)
    assert (answer.status_code, lines()) == (409, 0)
    assert "This cannot be done online now. Please call us." in text_of(answer)


def test_a_restaurant_may_keep_changes_to_itself(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, guests_change=False)
    assert "Change this booking" not in guest.sees()
    assert changes(guest).status_code == 409


def test_a_party_that_has_come_changes_nothing(guest: OwnPage) -> None:
    mark_milestone(
        booking_id=guest.booking.pk,
        restaurant=guest.house.restaurant,
        milestone=Milestone.SEATED,
        asker=Asker(actor=guest.house.host, now=NOON_BEFORE),
    )
    answer = changes(guest, version=2)
    assert (answer.status_code, lines()) == (409, 1)
    assert "You have arrived already" in text_of(answer)


@pytest.mark.parametrize("status", ["cancelled", "completed", "no_show"])
def test_a_booking_that_does_not_stand_is_not_changed(guest: OwnPage, status: str) -> None:
    Booking.objects.update(status=status)
    assert changes(guest).status_code == 409
    assert lines() == 0


@pytest.mark.rule("D34")
def test_looking_at_times_changes_nothing_and_holds_nothing(guest: OwnPage) -> None:
    queries: list[dict[str, str]] = [{}, {"date": "x"}, {"party_size": "99999"}]
    for query in [*queries, {"date": "2026-12-05", "party_size": "4"}]:
        sees_times(guest, **query)
    assert (lines(), held(guest.booking)) == (0, [("1", "19:00", "20:30")])


def test_a_closed_or_full_date_offers_the_nearest(guest: OwnPage) -> None:
    assert "There is no other table on that date." in sees_times(guest, date="2020-01-01", party_size=2)
    assert "Fri 4 Dec" in sees_times(guest, date="2026-12-02", party_size=2)


def test_a_change_is_written_to_the_guest(guest: OwnPage) -> None:
    changes(guest)
    put_in_outbox(Change.objects.latest("number").pk, at=NOON_BEFORE)
    assert [letter.kind for letter in Letter.objects.all()] == ["changed"]


def test_the_calendar_file_is_the_bookings(guest: OwnPage) -> None:
    answer = guest.client.get(f"{guest.address()}/calendar.ics")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    assert f"UID:{guest.booking.code}@entracte" in text
    assert "METHOD:PUBLISH" in text
    # in a link and a code any three letters may stand by chance
    link, code = guest.address(Opens.WHEN_AND_WHERE), guest.booking.code
    said = text.replace("\r\n ", "").replace(link, "").replace(code, "")
    assert (link in text.replace("\r\n ", ""), "ana" in said.lower()) == (True, False)
