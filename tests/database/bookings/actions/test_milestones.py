"""Are arriving, sitting down and leaving noted, undone, and does leaving early free the table?"""

from datetime import datetime

import pytest

from entracte.availability import refusals
from entracte.availability.fit import Wish
from entracte.bookings import errors
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.queries import history_of, offers_for
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, held

EVENING = at("2026-12-04 20:00")


def mark(
    house: House, booking: Booking, name: str, now: datetime = EVENING, version: int | None = None
) -> Booking:
    return mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone(name),
        asker=Asker(actor=house.host, now=now, version=version),
    )


def undo(house: House, booking: Booking, name: str) -> Booking:
    return undo_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone(name),
        asker=Asker(actor=house.host, now=EVENING),
    )


@pytest.mark.parametrize("name", list(Milestone))
def test_a_milestone_is_a_time_on_a_confirmed_booking_and_a_line_of_history(house: House, name: str) -> None:
    booking = mark(house, book(house, NOON_BEFORE), name)
    stored = Booking.objects.get(pk=booking.pk)
    assert (getattr(stored, f"{name}_at"), stored.status, stored.version) == (EVENING, "confirmed", 2)
    line = history_of(booking)[-1]
    assert (line.what, line.actor) == ("milestone", house.host)
    assert (line.before[f"{name}_at"], line.after[f"{name}_at"]) == (None, EVENING.isoformat())
    assert getattr(undo(house, booking, name), f"{name}_at") is None
    assert len(history_of(booking)) == 3
    assert held(booking) == [("1", "19:00", "20:30")]


def test_leaving_early_frees_the_rest_of_the_table(house: House) -> None:
    booking = mark(house, book(house, NOON_BEFORE), "left")
    assert held(booking) == [("1", "19:00", "20:00")]
    assert booking.ends_at == at("2026-12-04 20:30")
    book(house, NOON_BEFORE, "2026-12-04 20:00")
    undo(house, booking, "left")
    assert held(booking) == [("1", "19:00", "20:00")]


@pytest.mark.parametrize("fraction", [400_000, 600_000])
def test_a_start_in_the_very_second_in_which_a_party_leaves_is_neither_offered_nor_booked(
    house: House, fraction: int
) -> None:
    last = book(house, NOON_BEFORE, party_size=6)
    now = EVENING.replace(microsecond=fraction)
    mark(house, last, "left", now=now)
    staff = Wish(6, is_online=False)
    answer = offers_for(restaurant=house.restaurant, date=FRIDAY, wish=staff, now=now)
    assert EVENING not in [offer.starts_at for offer in answer.offers]
    with pytest.raises(refusals.SlotGone):
        book(house, now, "2026-12-04 20:00", party_size=6)


def test_leaving_after_the_end_changes_no_span(house: House) -> None:
    booking = mark(house, book(house, NOON_BEFORE), "left", now=at("2026-12-04 21:00"))
    assert held(booking) == [("1", "19:00", "20:30")]


def test_who_left_and_is_completed_and_put_back_has_still_left(house: House) -> None:
    booking = mark(house, book(house, NOON_BEFORE), "left")
    for to in ("completed", "confirmed"):
        change_status(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            to=to,
            asker=Asker(actor=None, now=EVENING),
        )
    assert held(booking) == [("1", "19:00", "20:00")]


def test_the_same_milestone_twice_and_a_stale_page_are_shown(house: House) -> None:
    booking = mark(house, book(house, NOON_BEFORE), "arrived", version=1)
    with pytest.raises(errors.AlreadyDone):
        mark(house, booking, "arrived", version=1)
    with pytest.raises(errors.StalePage):
        mark(house, booking, "seated", version=1)
    with pytest.raises(errors.AlreadyDone):
        undo(house, booking, "seated")
    assert len(history_of(booking)) == 2


@pytest.mark.parametrize("status", ["pending", "pending_payment", "completed", "no_show", "cancelled"])
def test_only_a_confirmed_booking_has_milestones(house: House, status: str) -> None:
    booking = book(house, NOON_BEFORE)
    Booking.objects.filter(pk=booking.pk).update(status=status)
    for act in (mark, undo):
        with pytest.raises(errors.IllegalChange):
            act(house, booking, "arrived")
