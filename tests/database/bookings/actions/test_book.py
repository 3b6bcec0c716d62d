"""Is a booking made as asked, at the smallest table that will do, and refused for the right reason?"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction

from entracte.availability import refusals
from entracte.bookings import choices, errors
from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.guests.models import Guest
from tests.builders import NOON_BEFORE, at
from tests.house import House, book, edit, held, make_house, make_service, request_for
from tests.submits import somebody

Source = Booking.Source


def online(house: House, request: BookingRequest, now: datetime = NOON_BEFORE) -> Booking:
    widget = house.widgets["none"]
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=None, now=now, source=Source.WIDGET),
        widget=widget,
    ).booking


def test_a_booking_keeps_what_was_promised_and_what_was_typed(house: House) -> None:
    request = request_for(email=" Ana@Example.org ", phone="07700 900001", requests="Window, please ")
    booking = Booking.objects.get(pk=online(house, request).pk)
    assert (booking.status, booking.source, booking.party_size) == ("confirmed", "widget", 2)
    assert (booking.starts_at, booking.ends_at) == (at("2026-12-04 19:00"), at("2026-12-04 20:30"))
    assert (booking.turn_minutes, str(booking.service_date)) == (90, "2026-12-04")
    assert (booking.service, booking.widget) == (house.dinner, house.widgets["none"])
    assert (booking.first_name, booking.last_name) == ("Ana", "Lima")
    assert (booking.email, booking.phone) == ("Ana@Example.org", "07700 900001")
    assert (booking.requests, booking.notes.count(), booking.version) == ("Window, please", 0, 1)
    assert len(booking.code) == 8
    assert booking.created_at == NOON_BEFORE
    assert held(booking) == [("1", "19:00", "20:30")]


def test_the_first_line_of_history_says_what_was_made(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    [change] = Change.objects.filter(booking=booking)
    assert (change.number, change.what, change.at, change.actor) == (1, "made", NOON_BEFORE, house.host)
    assert change.before == {}
    assert change.after["status"] == "confirmed"
    assert [table["name"] for table in change.after["tables"]] == ["1"]
    assert "Lima" not in str(change.after)


def test_the_smallest_table_that_will_do_goes_first(house: House) -> None:
    sizes = (2, 1, 2, 2, 3)
    bookings = [
        online(house, request_for(party_size=size, **somebody(number)))
        for number, size in enumerate(sizes[:4])
    ]
    assert [held(booking)[0][0] for booking in bookings] == ["1", "2", "3", "4"]
    with pytest.raises(refusals.SlotGone):
        online(house, request_for(party_size=3, **somebody(5)))


def test_a_table_is_free_again_when_the_turn_ends(house: House) -> None:
    for start in ("17:30", "19:00", "20:30"):
        for _ in range(2):
            online(house, request_for(f"2026-12-04 {start}", party_size=1))
    tables = BookedTable.objects.values_list("table__name", flat=True)
    assert sorted(tables) == ["1", "1", "1", "2", "2", "2"]


@pytest.mark.parametrize(
    "starts_at,party_size,refusal",
    [
        ("2026-12-04 19:10", 2, refusals.OffGrid),
        ("2026-12-04 12:00", 2, refusals.OffGrid),
        ("2026-12-02 19:00", 2, refusals.TooSoon),
        ("2026-12-03 12:30", 2, refusals.OffGrid),
        ("2027-03-04 19:00", 2, refusals.TooFar),
        ("2031-12-04 19:00", 2, refusals.TooFar),
        ("2026-12-04 19:00", 7, refusals.PartyTooLarge),
        ("2026-12-04 19:00", 500, refusals.PartyTooLarge),
        ("9999-12-31 23:30", 2, refusals.OffGrid),
        ("0001-01-01 00:00", 2, refusals.OffGrid),
    ],
)
def test_what_cannot_be_had_online_is_refused_by_name(
    house: House, starts_at: str, party_size: int, refusal: type[refusals.NotOffered]
) -> None:
    request = replace(
        request_for(party_size=party_size), starts_at=datetime.fromisoformat(starts_at).replace(tzinfo=UTC)
    )
    with pytest.raises(refusal):
        online(house, request)
    assert (Booking.objects.count(), Guest.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_a_start_inside_the_notice_is_too_soon(house: House) -> None:
    with pytest.raises(refusals.TooSoon):
        online(house, request_for(), now=at("2026-12-04 18:01"))
    assert online(house, request_for(), now=at("2026-12-04 18:00")).pk


def test_staff_are_not_bound_by_notice_horizon_and_the_largest_party_online(house: House) -> None:
    edit(house, house.dinner, largest_party_online=4)
    assert book(house, at("2026-12-04 18:59"), "2026-12-04 19:00", party_size=6).party_size == 6
    assert book(house, NOON_BEFORE, "2027-12-03 19:00").pk
    with pytest.raises(refusals.PartyTooLarge):
        book(house, NOON_BEFORE, "2026-12-05 19:00", party_size=7)
    with pytest.raises(refusals.OffGrid):
        book(house, NOON_BEFORE, "2026-12-05 19:10")


def test_staff_never_share_a_table_either(house: House) -> None:
    for _ in range(4):
        book(house, NOON_BEFORE)
    with pytest.raises(refusals.SlotGone):
        book(house, NOON_BEFORE)


def test_the_table_that_staff_choose_takes_any_party_but_only_when_free(house: House) -> None:
    def choose(name: str, **typed: Any) -> Booking:
        return make_booking(
            restaurant=house.restaurant,
            request=request_for(**typed),
            asker=Asker(actor=None, now=NOON_BEFORE, source=Source.PHONE),
            tables=[house.tables[name]],
        ).booking

    assert held(choose("2", party_size=3)) == [("2", "19:00", "20:45")]
    with pytest.raises(refusals.SlotGone):
        choose("2", party_size=1)


def test_a_table_out_of_use_or_of_another_restaurant_cannot_be_chosen(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls").tables["1"]
    house.tables["1"].is_active = False
    for table in (other, house.tables["1"]):
        with pytest.raises(errors.UnknownTable):
            make_booking(
                restaurant=house.restaurant,
                request=request_for(),
                asker=Asker(actor=None, now=NOON_BEFORE, source=Source.PHONE),
                tables=[table],
            )


@pytest.mark.parametrize("source", Source)
def test_a_restaurant_that_confirms_by_hand_gets_pending_bookings(
    house: House, source: choices.Source
) -> None:
    house.restaurant.confirms_by_hand = True
    booking = make_booking(
        restaurant=house.restaurant,
        request=request_for(),
        asker=Asker(actor=None, now=NOON_BEFORE, source=source),
    ).booking
    assert booking.status == "pending"


def test_a_party_that_owes_a_deposit_waits_for_it_and_holds_its_table(house: House) -> None:
    house.restaurant.deposit_from_party = 5
    assert online(house, request_for(party_size=4)).status == "confirmed"
    booking = online(house, request_for(party_size=5))
    assert booking.status == "pending_payment"
    assert held(booking) == [("4", "19:00", "21:00")]


def test_a_start_after_midnight_belongs_to_the_day_before(house: House) -> None:
    late = make_service(house.restaurant, house.plan, name="Late", last_start=time(0, 30), weekdays=[4])
    edit(house, house.dinner, is_active=False)
    booking = book(house, NOON_BEFORE, "2026-12-05 00:30")
    assert (booking.service_id, str(booking.service_date)) == (late.pk, "2026-12-04")
    assert held(booking) == [("1", "00:30", "02:00")]
    with pytest.raises(refusals.OffGrid):
        book(house, NOON_BEFORE, "2026-12-04 00:30")


def test_a_table_held_past_midnight_is_not_given_to_the_next_days_service(house: House) -> None:
    make_service(house.restaurant, house.plan, name="Late", last_start=time(0, 30), weekdays=[4])
    make_service(
        house.restaurant,
        house.plan,
        name="Breakfast after the ball",
        first_start=time(1),
        last_start=time(2),
        weekdays=[5],
    )
    nights = [book(house, NOON_BEFORE, "2026-12-05 00:00") for _ in range(4)]
    assert {str(booking.service_date) for booking in nights} == {"2026-12-04"}
    with pytest.raises(refusals.SlotGone):
        book(house, NOON_BEFORE, "2026-12-05 01:00")
    assert str(book(house, NOON_BEFORE, "2026-12-05 01:30").service_date) == "2026-12-05"


def test_a_refused_booking_leaves_the_callers_transaction_usable(house: House) -> None:
    for _ in range(4):
        book(house, NOON_BEFORE)
    with transaction.atomic():
        with pytest.raises(refusals.SlotGone):
            book(house, NOON_BEFORE)
        book(house, NOON_BEFORE, "2026-12-04 17:30")
    assert Booking.objects.count() == 5


def test_the_repr_of_a_request_shows_nobody() -> None:
    shown = repr(request_for())
    assert not any(secret in shown for secret in ("Ana", "Lima", "ana@", "900001"))


def test_an_evening_booked_to_the_brim_holds_no_table_twice(house: House) -> None:
    starts = [at("2026-12-04 17:30") + timedelta(minutes=30 * number) for number in range(9)]
    for number, start in enumerate(starts):
        for other in range(3):
            try:
                person = somebody(3 * number + other)
                online(house, replace(request_for(email=person["email"], phone=""), starts_at=start))
            except refusals.SlotGone:
                continue
    spans: dict[int, list[Any]] = {}
    for row in BookedTable.objects.order_by("span"):
        spans.setdefault(row.table_id, []).append(row.span)
    assert sum(map(len, spans.values())) == Booking.objects.count() > 8
    for taken in spans.values():
        assert all(one.upper <= other.lower for one, other in pairwise(taken))
