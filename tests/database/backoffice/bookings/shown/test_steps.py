"""Does Completed ever come under the finger that pressed something else?"""

from datetime import datetime

import pytest

from entracte.backoffice.bookings.shown.steps import next_step, step_buttons_for
from entracte.bookings.models import Booking
from tests.house import House, book


@pytest.mark.parametrize("reached", [(), ("arrived_at",), ("seated_at",), ("arrived_at", "seated_at")])
def test_each_step_of_a_confirmed_party_keeps_its_place(
    house: House, now: datetime, reached: tuple[str, ...]
) -> None:
    booking = book(house, now)
    for name in reached:
        setattr(booking, name, now)
    assert [step.name for step in step_buttons_for(booking).large] == ["arrived", "seated", "completed"]


@pytest.mark.parametrize(
    "reached,large,in_the_list",
    [
        ((), "arrived", "arrived"),
        (("arrived_at",), "seated", "seated"),
        (("seated_at",), "completed", None),
    ],
)
def test_the_list_never_offers_completed(
    house: House, now: datetime, reached: tuple[str, ...], large: str, in_the_list: str | None
) -> None:
    booking = Booking.objects.get(pk=book(house, now).pk)
    for name in reached:
        setattr(booking, name, now)
    first, step = step_buttons_for(booking).first, next_step(booking)
    assert (first and first.name, step and step.name) == (large, in_the_list)
