"""What happens when several people want the same thing at the same moment, on real connections?"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.bookings.submissions import SubmissionKey, booking_of_attempt
from entracte.bookings.tables.take import take_tables
from entracte.guests.models import Guest
from entracte.guests.queries import locked_guest
from tests.builders import NOON_BEFORE, at
from tests.house import House, at_the_door, book, make_service, request_for
from tests.waiting import waiting_for_locks

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: Sequence[Callable[..., Any]]) -> list[Any]:
    """Run all in threads of their own, started together; return what each returned or raised."""
    ready = threading.Barrier(len(works))
    answers: list[Any] = [None] * len(works)

    def run(number: int) -> None:
        ready.wait(timeout=20)
        try:
            answers[number] = works[number]()
        except Exception as error:  # noqa: BLE001 - every answer is looked at by the test
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def until_somebody_waits() -> None:
    """Return once a connection to this database waits for another's lock."""
    for _ in range(2000):
        if waiting_for_locks():
            return
        time.sleep(0.005)
    raise AssertionError("nobody waits")


def submit(house: House, number: int, key: str = "", **typed: Any) -> Booked:
    widget = house.widgets["none"]
    submission = SubmissionKey(key or f"guest {number}", "a" * 64)
    request = request_for(**({"email": f"guest{number}@example.org", "phone": ""} | typed))
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.WIDGET),
        widget=widget,
        submission=submission,
    )


def test_twenty_guests_for_the_last_table_make_one_booking(house: House) -> None:
    for size in (1, 2, 4):
        book(house, NOON_BEFORE, party_size=size)
    answers = at_once([lambda number=number: submit(house, number) for number in range(20)])
    assert Counter(type(answer) for answer in answers) == {Booked: 1, refusals.SlotGone: 19}
    assert (Booking.objects.count(), Guest.objects.count()) == (4, 2)
    assert sorted(Change.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_guests_at_once_get_tables_of_their_own_while_there_are_any(house: House) -> None:
    answers = at_once([lambda number=number: submit(house, number) for number in range(6)])
    assert Counter(type(answer) for answer in answers) == {Booked: 4, refusals.SlotGone: 2}
    assert BookedTable.objects.values("table").distinct().count() == 4


def test_the_same_submit_twice_at_once_makes_one_booking(house: House) -> None:
    answers = at_once([lambda: submit(house, 1, "the same"), lambda: submit(house, 1, "the same")])
    assert sorted(answer.is_repeat for answer in answers) == [False, True]
    assert len({answer.booking.pk for answer in answers}) == 1
    assert Booking.objects.count() == 1


def test_two_bodies_under_one_key_at_once_make_one_booking(house: House) -> None:
    def other() -> Booked:
        return make_booking(
            restaurant=house.restaurant,
            request=request_for("2026-12-09 19:00"),
            asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.WIDGET),
            widget=house.widgets["none"],
            submission=SubmissionKey("the same", "b" * 64),
        )

    answers = at_once([lambda: submit(house, 1, "the same"), other])
    assert Counter(answer.is_repeat for answer in answers) == {False: 1, True: 1}
    assert len({answer.booking.pk for answer in answers}) == 1
    assert {"starts_at"} <= {name for answer in answers for name in answer.not_taken_over}
    assert Booking.objects.count() == 1


@pytest.mark.rule("D23")
def test_asking_what_became_of_an_attempt_waits_for_one_that_is_being_booked(house: House) -> None:
    found: list[Booking | None] = []

    def ask() -> None:
        found.append(booking_of_attempt(house.widgets["none"], "the same", now=NOON_BEFORE))
        connection.close()

    with transaction.atomic():
        made = submit(house, 1, "the same").booking
        asking = threading.Thread(target=ask)
        asking.start()
        until_somebody_waits()
    asking.join(timeout=20)
    assert found == [made]


@pytest.mark.parametrize("typed", [{"email": "NEW@example.org"}, {"email": "", "phone": "07700 900009"}])
def test_first_bookings_of_one_person_at_once_make_one_profile(house: House, typed: dict[str, Any]) -> None:
    days = ["2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07"]
    works = [
        lambda number=number, day=day: submit(house, number, starts_at=f"{day} 19:00", **typed)
        for number, day in enumerate(days)
    ]
    answers = at_once(works)
    assert len({answer.booking.guest_id for answer in answers}) == 1
    assert Guest.objects.count() == 1


def test_moves_in_opposite_directions_over_two_days_both_end(house: House) -> None:
    for _ in range(5):
        friday, saturday = (book(house, NOON_BEFORE, f"2026-12-0{day} 18:00") for day in (4, 5))
        answers = at_once(
            [
                lambda one=one, to=to: move_booking(
                    booking_id=one.pk,
                    restaurant=house.restaurant,
                    move=MoveRequest(starts_at=at(to)),
                    asker=Asker(actor=None, now=NOON_BEFORE),
                )
                for one, to in ((friday, "2026-12-05 20:00"), (saturday, "2026-12-04 20:00"))
            ]
        )
        assert [type(answer) for answer in answers] == [Booking, Booking]
        Booking.objects.all().delete()


def test_one_booking_moved_to_two_days_at_once_holds_one_table(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    answers = at_once(
        [
            lambda day=day: move_booking(
                booking_id=booking.pk,
                restaurant=house.restaurant,
                move=MoveRequest(starts_at=at(f"2026-12-{day} 19:00")),
                asker=Asker(actor=None, now=NOON_BEFORE, version=1),
            )
            for day in ("05", "06")
        ]
    )
    assert Counter(type(answer) for answer in answers) == {Booking: 1, errors.StalePage: 1}
    assert BookedTable.objects.count() == 1


def test_completed_pressed_twice_at_once_is_done_and_announced_once(house: House) -> None:
    booking = book(house, NOON_BEFORE)

    def complete() -> Booking:
        return change_status(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            to="completed",
            asker=Asker(actor=house.host, now=at("2026-12-04 20:00")),
        )

    answers = at_once([complete] * 4)
    assert Counter(type(answer) for answer in answers) == {Booking: 1, errors.AlreadyDone: 3}
    assert Change.objects.filter(booking=booking).count() == 2


def test_a_walk_in_and_a_guest_never_share_the_last_table(house: House) -> None:
    for size in (1, 2, 4):
        book(house, NOON_BEFORE, party_size=size)
    walk_in = lambda: book_walk_in(  # noqa: E731 - one of two works
        restaurant=house.restaurant, typed=at_the_door(), asker=Asker(actor=None, now=at("2026-12-04 19:00"))
    )
    answers = at_once([walk_in, lambda: submit(house, 1)])
    assert Counter(type(answer) for answer in answers) == {Booked: 1, refusals.SlotGone: 1}


def test_a_reinstated_booking_and_a_new_one_never_share_its_table(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    for size in (2, 4, 6):
        book(house, NOON_BEFORE, party_size=size)
    change_status(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        to="cancelled",
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    answers = at_once(
        [
            lambda: change_status(
                booking_id=booking.pk,
                restaurant=house.restaurant,
                to="confirmed",
                asker=Asker(actor=None, now=NOON_BEFORE),
            ),
            lambda: submit(house, 1),
        ]
    )
    kinds = {type(answer) for answer in answers}
    assert kinds in ({Booking, refusals.SlotGone}, {errors.TablesTaken, Booked})


def test_numbers_of_changes_have_no_gap_under_load(house: House) -> None:
    at_once(
        [
            lambda number=number: submit(house, number, starts_at=f"2026-12-{number + 4:02} 19:00")
            for number in range(8)
        ]
    )
    assert list(Change.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))


def test_a_table_taken_from_another_day_meanwhile_is_replaced_by_the_next_best(house: House) -> None:
    """Only one service day is locked, so near midnight the constraint decides, and the guest gets table 2."""
    late = {"first_start": at("2026-12-04 23:00").time(), "last_start": at("2026-12-05 00:30").time()}
    make_service(house.restaurant, house.plan, name="Late", **late)
    other = book(house, NOON_BEFORE, "2026-12-05 20:00")
    taken = threading.Event()

    def take_table_one() -> None:
        with transaction.atomic():
            BookedTable.objects.filter(booking=other).delete()
            take_tables(other, [house.tables["1"].pk], at("2026-12-05 00:00"), at("2026-12-05 01:00"))
            taken.set()
            until_somebody_waits()

    def submit_late() -> Booked:
        taken.wait(timeout=20)
        return submit(house, 1, starts_at="2026-12-05 00:00")

    first, answer = at_once([take_table_one, submit_late])
    assert first is None
    assert isinstance(answer, Booked)
    assert answer.booking.booked_tables.get().table == house.tables["2"]
    assert answer.booking.service_date == (other.service_date - timedelta(days=1))


def test_a_guest_whose_row_is_locked_can_still_book(house: House) -> None:
    guest = submit(house, 1, starts_at="2026-12-05 19:00").booking.guest
    with transaction.atomic():
        locked_guest(guest.pk)
        [answer] = at_once([lambda: submit(house, 1, key="again")])
    assert answer.booking.guest == guest


def test_a_transaction_that_the_database_ended_is_run_again(house: House) -> None:
    """Locks taken crosswise: who waited first finds the deadlock and is ended; the booking begins again."""
    taken = threading.Event()

    def hold_guest_then_day() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            lock(cursor, f"guest:{house.restaurant.pk}:email:guest1@example.org")
            taken.set()
            until_somebody_waits()
            lock(cursor, f"day:{house.restaurant.pk}:2026-12-04")

    def book_it() -> Booked:
        taken.wait(timeout=20)
        return submit(house, 1)

    other, answer = at_once([hold_guest_then_day, book_it])
    assert other is None
    assert isinstance(answer, Booked)
    assert Booking.objects.count() == 1


def lock(cursor: CursorWrapper, name: str) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@pytest.mark.rule("D23")
@pytest.mark.parametrize("typed", [{}, {"email": ""}, {"phone": ""}])
@pytest.mark.parametrize("starts", [["19:00"] * 4, ["19:00", "19:30", "20:00", "20:00"]])
def test_one_person_at_many_tables_at_once_gets_one_and_one_that_waits(
    house: House, typed: dict[str, Any], starts: list[str]
) -> None:
    one_person = {"email": "ana@example.org", "phone": "+44 7700 900001"} | typed
    works = [
        lambda number=number, start=start: submit(
            house, number, starts_at=f"2026-12-04 {start}", **one_person
        )
        for number, start in enumerate(starts)
    ]
    answers = at_once(works)
    assert Counter(type(answer) for answer in answers) == {Booked: 2, errors.PleaseCall: 2}
    statuses = sorted(answer.booking.status for answer in answers if isinstance(answer, Booked))
    assert statuses == ["confirmed", "pending"]
    assert Booking.objects.count() == 2


@pytest.mark.rule("D23")
def test_a_guest_online_waits_for_what_staff_book_for_the_same_person(house: House) -> None:
    answers: list[Booked] = []

    def online() -> None:
        answers.append(submit(house, 7, starts_at="2026-12-04 20:00", email="ana@example.org"))
        connection.close()

    with transaction.atomic():
        book(house, NOON_BEFORE, "2026-12-04 19:00")
        booking = threading.Thread(target=online)
        booking.start()
        until_somebody_waits()
    booking.join(timeout=20)
    assert [answer.booking.status for answer in answers] == ["pending"]
