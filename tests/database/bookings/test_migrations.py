"""Do the notes of an earlier version come through the migrations, with their author where one is known?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from entracte.bookings.models import BookingNote
from entracte.guests.models import GuestNote
from tests.builders import NOON_BEFORE, at
from tests.house import House, book, make_house

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("bookings", "0007_notes"), ("guests", "0008_notes")]


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


@pytest.fixture
def earlier(house: House) -> Iterator[Any]:
    """The rows as they are before the notes are carried over; the house is booked while it is new."""
    booking, quiet = book(house, NOON_BEFORE), book(house, NOON_BEFORE, "2026-12-05 19:00")
    executor = MigrationExecutor(connection)
    executor.migrate(list(BEFORE))
    yield booking, quiet, MigrationExecutor(connection).loader.project_state(list(BEFORE)).apps
    latest()


def latest() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_todays_notes_become_rows_and_go_back(house: House, earlier: Any) -> None:
    booking, quiet, apps = earlier
    then = apps.get_model("bookings", "Booking")
    then.objects.filter(pk=booking.pk).update(note="COELIAC, SEVERE")
    then.objects.filter(pk=quiet.pk).update(note="Window")
    apps.get_model("guests", "Guest").objects.filter(pk=booking.guest_id).update(note="Nuts")
    apps.get_model("bookings", "Change").objects.create(
        restaurant_id=house.restaurant.pk,
        number=900,
        booking_id=booking.pk,
        at=at("2026-12-03 18:00"),
        actor_id=house.host.pk,
        what="note",
    )
    latest()
    rows = BookingNote.objects.order_by("booking_id").values_list("booking", "text", "author", "added_at")
    assert list(rows) == [
        (booking.pk, "COELIAC, SEVERE", house.host.pk, at("2026-12-03 18:00")),
        (quiet.pk, "Window", None, None),
    ]
    assert [(note.guest_id, note.text, note.author) for note in GuestNote.objects.all()] == [
        (booking.guest_id, "Nuts", None)
    ]
    MigrationExecutor(connection).migrate(list(BEFORE))
    assert sorted(then.objects.values_list("note", flat=True)) == ["COELIAC, SEVERE", "Window"]
    BookingNote.objects.all().delete()
    GuestNote.objects.all().delete()
