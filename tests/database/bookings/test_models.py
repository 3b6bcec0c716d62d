"""Does the database itself refuse a row that points into another restaurant, and a table held twice?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model, ProtectedError

from entracte.bookings.models import BookedTable, Booking, Change, Submission
from entracte.dining.models import Placement, Service
from entracte.guests.models import Guest
from entracte.restaurants.models import Widget
from tests.builders import NOON_BEFORE
from tests.house import House, book, make_house


@pytest.fixture
def other(house: House) -> House:
    return make_house(NOON_BEFORE, slug="stalls")


def refused(change: Callable[[], object]) -> str:
    """Do the change and check what is deferred to the commit; return the name of what refused it."""

    def do_and_check() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            change()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as refusal:
        do_and_check()
    cause: Any = refusal.value.__cause__
    return str(cause.diag.constraint_name)


def test_every_row_that_points_to_a_row_of_a_restaurant_is_held_to_its_own(house: House) -> None:
    """Read from the models, so that a new column cannot be forgotten."""

    def is_of_a_restaurant(model: type[Model]) -> bool:
        return any(field.name == "restaurant" for field in model._meta.fields)

    wanted = {
        f"{model._meta.db_table}_{field.column}_same_restaurant"
        for model in apps.get_models()
        if is_of_a_restaurant(model)
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and is_of_a_restaurant(field.related_model)
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname LIKE '%same_restaurant'")
        assert wanted == {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("column", ["guest", "service", "widget"])
def test_a_booking_points_into_its_own_restaurant_only(house: House, other: House, column: str) -> None:
    booking = book(house, NOON_BEFORE)
    foreign = {
        "guest": book(other, NOON_BEFORE).guest,
        "service": other.dinner,
        "widget": other.widgets["none"],
    }
    rows = Booking.objects.filter(pk=booking.pk)
    name = refused(lambda: rows.update(**{column: foreign[column]}))
    assert name == f"bookings_booking_{column}_id_same_restaurant"


def test_a_held_table_is_of_the_bookings_restaurant(house: House, other: House) -> None:
    booking, elsewhere = book(house, NOON_BEFORE), book(other, NOON_BEFORE)
    rows = BookedTable.objects.filter(booking=booking)
    assert refused(lambda: rows.update(table=other.tables["4"])) == (
        "bookings_bookedtable_table_id_same_restaurant"
    )
    assert refused(lambda: rows.update(booking=elsewhere)) == (
        "bookings_bookedtable_booking_id_same_restaurant"
    )


def test_history_and_submits_are_of_the_bookings_restaurant(house: House, other: House) -> None:
    booking, elsewhere = book(house, NOON_BEFORE), book(other, NOON_BEFORE)
    lines = Change.objects.filter(booking=booking)
    assert refused(lambda: lines.update(booking=elsewhere)) == "bookings_change_booking_id_same_restaurant"

    def remember(widget: Widget, of: Booking) -> None:
        Submission.objects.create(
            restaurant=house.restaurant,
            widget=widget,
            key="k",
            body_hash="h",
            booking=of,
            created_at=NOON_BEFORE,
        )

    assert refused(lambda: remember(house.widgets["none"], elsewhere)) == (
        "bookings_submission_booking_id_same_restaurant"
    )
    assert refused(lambda: remember(other.widgets["none"], booking)) == (
        "bookings_submission_widget_id_same_restaurant"
    )


def test_the_dining_room_and_its_guests_stay_in_their_restaurant(house: House, other: House) -> None:
    placements = Placement.objects.filter(plan=house.plan)
    assert refused(lambda: placements.filter(x=60, y=60).update(table=other.tables["1"])) == (
        "dining_placement_table_id_same_restaurant"
    )
    assert refused(lambda: placements.update(plan=other.plan)) == "dining_placement_plan_id_same_restaurant"
    services = Service.objects.filter(pk=house.dinner.pk)
    assert refused(lambda: services.update(plan=other.plan)) == "dining_service_plan_id_same_restaurant"
    ana, foreign = book(house, NOON_BEFORE).guest, book(other, NOON_BEFORE).guest
    guests = Guest.objects.filter(pk=ana.pk)
    assert refused(lambda: guests.update(merged_into=foreign)) == (
        "guests_guest_merged_into_id_same_restaurant"
    )


def test_a_table_is_never_held_twice_whatever_the_code_does(house: House) -> None:
    one, two = book(house, NOON_BEFORE), book(house, NOON_BEFORE)
    rows = BookedTable.objects.filter(booking=two)
    assert refused(lambda: rows.update(table=house.tables["1"])) == "a_table_is_never_held_twice"
    span = BookedTable.objects.get(booking=one).span
    rows.update(table=house.tables["1"], span=(span.upper, span.upper + timedelta(minutes=90)))
    assert BookedTable.objects.filter(table=house.tables["1"]).count() == 2


def test_sizes_and_spans_make_sense(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    rows = Booking.objects.filter(pk=booking.pk)
    assert refused(lambda: rows.update(party_size=0)) == "booking_party_makes_sense"
    assert refused(lambda: rows.update(ends_at=booking.starts_at)) == "booking_span_makes_sense"
    spans = BookedTable.objects.filter(booking=booking)
    nothing = (booking.starts_at, booking.starts_at)
    assert refused(lambda: spans.update(span=nothing)) == "booked_table_span_is_real"


def test_a_booking_outlives_its_widget_and_its_service_and_keeps_its_table(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    Booking.objects.filter(pk=booking.pk).update(widget=house.widgets["none"])
    house.widgets["none"].delete()
    house.dinner.delete()
    with pytest.raises(ProtectedError):
        BookedTable.objects.get(booking=booking).table.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    left = Booking.objects.get(pk=booking.pk)
    assert (left.widget_id, left.service_id, left.booked_tables.count()) == (None, None, 1)
