"""Does a status change do all that it should, once, and refuse what the table does not hold?"""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import connection

from entracte.bookings import errors
from entracte.bookings.actions.status import change_status, receive_deposit
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Status
from entracte.bookings.models import Booking, Change
from entracte.bookings.queries import history_of, is_reopened_since
from entracte.bookings.transitions import next_statuses
from entracte.boxoffice.models import Link
from tests.builders import NOON_BEFORE, at
from tests.house import House, book, held, make_house

EVENING = at("2026-12-04 20:00")


def change(
    house: House,
    booking: Booking,
    to: str,
    now: datetime = EVENING,
    version: int | None = None,
    reason: str = "",
) -> Booking:
    return change_status(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        to=to,
        asker=Asker(actor=house.host, now=now, version=version),
        reason=reason,
    )


def facts() -> list[tuple[str, int]]:
    """Return the book's facts that are stored as jobs of the bridge, with the row id each carries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, (args->>'row_id')::int FROM procrastinate_jobs ORDER BY id")
        rows = [(*name.split(":"), row_id) for name, row_id in cursor.fetchall()]
    return [(fact, row_id) for fact, handler, row_id in rows if handler.startswith("boxoffice.")]


@pytest.mark.parametrize("start,to", list(product(Status.values, repeat=2)))
def test_every_pair_of_statuses_is_done_or_refused_as_the_table_says(
    house: House, start: str, to: str
) -> None:
    booking = book(house, NOON_BEFORE)
    Booking.objects.filter(pk=booking.pk).update(status=start)
    house.restaurant.confirms_by_hand = to == Status.PENDING
    if to in next_statuses(start):
        assert change(house, booking, to).status == to
        assert len(history_of(booking)) == 2
    else:
        with pytest.raises(errors.AlreadyDone if start == to else errors.IllegalChange):
            change(house, booking, to)
        assert len(history_of(booking)) == 1
    expected = to if to in next_statuses(start) else start
    assert Booking.objects.get(pk=booking.pk).status == expected


def test_a_change_is_one_line_of_history_who_when_from_to_why(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "cancelled", reason="Called: the show is off")
    line = history_of(booking)[-1]
    assert (line.number, line.what, line.at, line.actor) == (2, "status", EVENING, house.host)
    assert (line.before["status"], line.after["status"]) == ("confirmed", "cancelled")
    assert line.reason == "Called: the show is off"


@pytest.mark.rule("R8")
def test_completed_is_announced_once_with_its_change_and_nothing_else(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "no_show")
    change(house, booking, "confirmed")
    change(house, booking, "cancelled")
    change(house, booking, "confirmed")
    assert facts() == []
    change(house, booking, "completed")
    assert facts() == [("booking_completed", history_of(booking)[-1].pk)]


@pytest.mark.rule("R8")
def test_a_no_show_corrected_to_completed_is_announced_as_any_completed(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "no_show")
    change(house, booking, "completed")
    assert facts() == [("booking_completed", history_of(booking)[-1].pk)]
    assert held(booking) == []


@pytest.mark.rule("D5")
def test_completed_by_mistake_is_put_back_with_a_line_of_history_and_announced(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "completed")
    completed = history_of(booking)[-1]
    assert not is_reopened_since(completed.number, booking.pk)
    change(house, booking, "confirmed", reason="Wrong table pressed")
    reopened = history_of(booking)[-1]
    assert (reopened.before["status"], reopened.after["status"]) == ("completed", "confirmed")
    assert is_reopened_since(completed.number, booking.pk)
    change(house, booking, "completed")
    again = history_of(booking)[-1]
    assert not is_reopened_since(again.number, booking.pk)
    assert facts() == [
        ("booking_completed", completed.pk),
        ("booking_reopened", reopened.pk),
        ("booking_completed", again.pk),
    ]


def test_a_stale_page_pressing_completed_twice_writes_nothing_more(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    version = booking.version
    change(house, booking, "completed", version=version)
    with pytest.raises(errors.AlreadyDone):
        change(house, booking, "completed", version=version)
    with pytest.raises(errors.StalePage):
        change(house, booking, "confirmed", version=version)
    assert len(history_of(booking)) == 2
    assert len(facts()) == 1


def test_a_booking_of_another_restaurant_does_not_exist(house: House) -> None:
    booking = book(make_house(NOON_BEFORE, slug="stalls"), NOON_BEFORE)
    with pytest.raises(errors.UnknownBooking):
        change(house, booking, "completed")


def test_completed_before_the_start_frees_the_table_altogether_and_keeps_the_promised_end(
    house: House,
) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed", now=at("2026-12-04 18:00"))
    assert (booking.status, booking.ends_at) == ("completed", at("2026-12-04 20:30"))
    assert held(booking) == []
    change(house, booking, "confirmed", now=at("2026-12-04 18:05"))
    assert held(booking) == [("1", "19:00", "20:30")]
    assert history_of(booking)[-1].reason == ""


def test_completed_early_frees_the_rest_of_the_table_and_keeps_the_promised_end(house: House) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed")
    assert held(booking) == [("1", "19:00", "20:00")]
    assert Booking.objects.get(pk=booking.pk).ends_at == at("2026-12-04 20:30")
    assert held(book(house, NOON_BEFORE, "2026-12-04 20:00")) == [("1", "20:00", "21:30")]


@pytest.mark.rule("D5")
def test_put_back_to_confirmed_it_has_its_table_again(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "completed")
    change(house, booking, "confirmed")
    assert held(booking) == [("1", "19:00", "20:30")]
    assert history_of(booking)[-1].reason == ""


@pytest.mark.rule("D5")
def test_put_back_when_the_rest_is_taken_it_keeps_the_table_up_to_the_next_party(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "completed", now=at("2026-12-04 19:45"))
    book(house, NOON_BEFORE, "2026-12-04 20:00")
    change(house, booking, "confirmed")
    assert held(booking) == [("1", "19:00", "20:00")]
    assert "only as far as it was free" in history_of(booking)[-1].reason


@pytest.mark.rule("D5")
def test_put_back_after_a_no_show_whose_table_is_gone_it_holds_none_and_says_so(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, "no_show")
    assert held(book(house, NOON_BEFORE)) == [("1", "19:00", "20:30")]
    change(house, booking, "completed")
    change(house, booking, "confirmed")
    assert held(booking) == []
    assert "only as far as it was free" in history_of(booking)[-1].reason


@pytest.mark.parametrize("end", ["no_show", "cancelled"])
def test_who_does_not_come_frees_the_table_and_gets_it_back_while_it_is_free(house: House, end: str) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, end)
    assert held(booking) == []
    change(house, booking, "confirmed")
    assert held(booking) == [("1", "19:00", "20:30")]


@pytest.mark.parametrize("end", ["no_show", "cancelled"])
def test_it_is_not_taken_back_when_another_party_has_the_table(house: House, end: str) -> None:
    booking = book(house, NOON_BEFORE)
    change(house, booking, end)
    book(house, NOON_BEFORE, "2026-12-04 20:00")
    with pytest.raises(errors.TablesTaken):
        change(house, booking, "confirmed")
    assert Booking.objects.get(pk=booking.pk).status == end
    assert (held(booking), len(history_of(booking))) == ([], 2)


def test_the_table_last_held_is_taken_back_not_an_earlier_one(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    for _ in range(2):
        change(house, booking, "cancelled")
        change(house, booking, "confirmed")
    assert held(booking) == [("1", "19:00", "20:30")]


@pytest.mark.rule("R14")
def test_bookings_of_a_guest_without_a_link_live_as_any_other(house: House) -> None:
    house.restaurant.confirms_by_hand = True
    booking = book(house, NOON_BEFORE)
    for to in ("confirmed", "no_show", "completed", "confirmed", "cancelled", "confirmed", "completed"):
        booking = change(house, booking, to)
    assert not Link.objects.exists()
    assert [line.after["status"] for line in history_of(booking)] == [
        "pending",
        "confirmed",
        "no_show",
        "completed",
        "confirmed",
        "cancelled",
        "confirmed",
        "completed",
    ]


@pytest.mark.parametrize("by_hand,then", [(False, "confirmed"), (True, "pending")])
def test_a_deposit_received_confirms_or_leaves_it_to_the_restaurant(
    house: House, by_hand: bool, then: str
) -> None:
    house.restaurant.deposit_from_party, house.restaurant.confirms_by_hand = 2, by_hand
    booking = book(house, NOON_BEFORE)
    assert booking.status == "pending_payment"
    paid = receive_deposit(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    assert paid.status == then
    assert held(paid) == [("1", "19:00", "20:30")]
    with pytest.raises(errors.StalePage):
        receive_deposit(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            asker=Asker(actor=house.host, now=NOON_BEFORE),
        )


def test_numbers_of_changes_have_no_gap_and_count_per_restaurant(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    booking, elsewhere = book(house, NOON_BEFORE), book(other, NOON_BEFORE)
    change(house, booking, "cancelled")
    with pytest.raises(errors.IllegalChange):
        change(house, booking, "completed")
    change(house, booking, "confirmed", now=EVENING + timedelta(minutes=1))
    numbers = Change.objects.order_by("number").values_list("restaurant__slug", "number")
    assert sorted(numbers) == [("prompt-side", 1), ("prompt-side", 2), ("prompt-side", 3), ("stalls", 1)]
    assert history_of(elsewhere)[0].number == 1
