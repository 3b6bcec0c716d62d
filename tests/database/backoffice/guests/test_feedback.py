"""Do staff see what guests said: at the booking, at the guest, and in a list, the newest first?"""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from entracte.bookings.feedback.give import give_feedback
from entracte.bookings.models import Booking
from tests.builders import NOON_BEFORE, at
from tests.database.backoffice.desk import Desk
from tests.house import House, book
from tests.submits import somebody

MORNING = at("2026-12-05 11:00")


def says(house: House, number: int, points: int, comment: str = "") -> Booking:
    """Let somebody book a table, come, and answer."""
    booking = book(house, NOON_BEFORE, f"2026-12-04 {18 + number}:00", **somebody(number))
    Booking.objects.filter(pk=booking.pk).update(status="completed")
    give_feedback(
        opened=booking,
        asking=0,
        points=points,
        comment=comment,
        now=MORNING + timedelta(hours=number),
    )
    return booking


def test_it_stands_at_the_booking_at_the_guest_and_in_the_list(house: House, host: Desk) -> None:
    booking = says(house, 1, 4, "Warm bread & <b>butter</b>")
    words = "Warm bread &amp; &lt;b&gt;butter&lt;/b&gt;"
    for path in (f"bookings/{booking.code}/", f"guests/{booking.guest.key}/", "guests/feedback/"):
        page = host.sees(path)
        assert (path, "4 of 5" in page, words in page) == (path, True, True)


def test_the_list_has_the_newest_first_and_shows_those_with_so_many_points(house: House, host: Desk) -> None:
    for number, points in enumerate((5, 3, 1)):
        says(house, number, points, f"words {points}")

    def shown(**query: str) -> list[str]:
        page = host.sees("guests/feedback/", **query)
        at_words = {each: page.find(each) for each in ("words 5", "words 3", "words 1")}
        return sorted(
            (each for each, where in at_words.items() if where >= 0), key=lambda each: at_words[each]
        )

    assert shown() == ["words 1", "words 3", "words 5"]
    assert shown(points="low") == ["words 1", "words 3"]
    assert shown(points="5") == ["words 5"]
    assert shown(points="nonsense", page="x") == ["words 1", "words 3", "words 5"]
    assert shown(points="2") == []


def test_without_any_it_says_what_will_stand_here(host: Desk) -> None:
    assert "No feedback yet. The day after you press Completed" in host.sees("guests/feedback/")
    assert "No such answer. Show everything" in host.sees("guests/feedback/", points="2")
    assert "No such answer. Show everything" in host.sees("guests/feedback/", page="2")


def test_another_restaurant_sees_nothing_of_it(other: House, host: Desk) -> None:
    says(other, 1, 2, "Cold soup")
    assert "Cold soup" not in host.sees("guests/feedback/")


def test_the_list_asks_the_same_of_the_database_however_long_it_is(house: House, host: Desk) -> None:
    host.sees("guests/feedback/")
    numbers = []
    for number in range(3):
        says(house, number, 5)
        with CaptureQueriesContext(connection) as queries:
            host.sees("guests/feedback/")
        numbers.append(len(queries))
    assert numbers == numbers[:1] * 3
