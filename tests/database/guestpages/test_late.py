"""Does the list show that a party runs late, as its guest says on the own page, and does no span follow?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.models import Booking, Change
from tests.builders import at
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.house import held

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture
def near(guest: OwnPage, settings: Settings) -> OwnPage:
    """The guest, half an hour before the booking begins."""
    it_is(settings, guest.booking.starts_at - timedelta(minutes=30))
    return guest


def says(guest: OwnPage, minutes: object, version: int = 1) -> Answer:
    answer = guest.sends("late", version=version, minutes=minutes)
    guest.booking.refresh_from_db()
    return answer


def lines() -> list[tuple[str, str, bool]]:
    return [(each.what, each.reason, each.by_guest) for each in Change.objects.order_by("number")[1:]]


def test_the_list_shows_it_and_no_span_follows(near: OwnPage) -> None:
    had = held(near.booking)
    assert "15 minutes later" in near.sees()
    assert says(near, 15).status_code == 302
    assert (near.booking.late_minutes, held(near.booking), near.booking.ends_at) == (
        15,
        had,
        at("2026-12-04 20:30"),
    )
    assert lines() == [("late", "15 minutes", True)]
    assert "you come 15 minutes later" in near.sees()
    host = Desk(near.house, "host")
    assert "+15 minutes, says the guest" in host.sees("bookings/", date="2026-12-04")
    assert "Runs late: 15 minutes" in host.sees(f"bookings/{near.booking.code}/")


def test_it_is_said_otherwise_and_taken_back(near: OwnPage) -> None:
    says(near, 15)
    says(near, 30, 2)
    says(near, 30, 3)
    says(near, 0, 3)
    assert [reason for _, reason, _ in lines()] == ["15 minutes", "30 minutes", "in time after all"]
    assert "says the guest" not in Desk(near.house, "host").sees("bookings/", date="2026-12-04")


@pytest.mark.parametrize("minutes", [45, -15, "", "x"])
def test_other_minutes_are_not_taken(near: OwnPage, minutes: object) -> None:
    assert says(near, minutes).status_code == 409
    assert lines() == []


def test_it_is_for_the_hours_before_the_visit(guest: OwnPage, settings: Settings) -> None:
    assert "Running late?" not in guest.sees()
    assert says(guest, 15).status_code == 409
    it_is(settings, guest.booking.ends_at)
    assert says(guest, 15).status_code == 409
    assert lines() == []


@pytest.mark.parametrize("columns", [{"status": "cancelled"}, {"seated_at": at("2026-12-04 18:55")}])
def test_who_has_come_or_cancelled_is_not_late(near: OwnPage, columns: dict[str, object]) -> None:
    Booking.objects.update(**columns)
    answer = says(near, 15)
    assert (answer.status_code, lines()) == (409, [])
    assert "Running late?" not in text_of(answer)
