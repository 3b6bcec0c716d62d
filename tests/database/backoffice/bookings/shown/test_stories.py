"""Does the story of an opened booking go on by itself while Spektrix is being asked or written to?"""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings

from entracte.bookings.models import Booking
from entracte.boxoffice.models import Claim
from tests.database.backoffice.desk import Desk
from tests.house import House, book

SOON = "2026-12-04 18:30"


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now - timedelta(days=1), SOON)


def claim_of(booking: Booking, now: datetime, **columns: Any) -> Claim:
    return Claim.objects.create(
        restaurant_id=booking.restaurant_id,
        booking=booking,
        guest_id=booking.guest_id,
        created_at=now,
        **columns,
    )


def seconds_to_next_look(host: Desk, row: Booking, path: str = "") -> int | None:
    """Return after how many seconds the page asks for the story again, None where it does not."""
    part = host.opens(f"bookings/{row.code}/{path}", part=True).content.decode()
    found = re.search(r'hx-trigger="every (\d+)s"', part)
    return int(found.group(1)) if found else None


def test_a_story_at_rest_is_not_asked_for_again(host: Desk, booking: Booking) -> None:
    assert seconds_to_next_look(host, booking) is None


def test_a_claim_that_waits_is_looked_at_again_soon_and_later_seldom(
    host: Desk, booking: Booking, now: datetime, settings: LazySettings
) -> None:
    claim = claim_of(booking, now, state="waiting", basket_id="I-1")
    assert seconds_to_next_look(host, booking) == 2
    settings.CLOCK_OFFSET_SECONDS += 3600
    assert seconds_to_next_look(host, booking) == 30
    Claim.objects.filter(pk=claim.pk).update(state="unverified", reason="anonymous", basket_id=None)
    assert seconds_to_next_look(host, booking) is None


def test_completed_just_now_waits_for_what_the_worker_does(
    host: Desk, booking: Booking, settings: LazySettings
) -> None:
    typed = {"to": "completed", "version": booking.version, "sure": "yes"}
    answer = host.sends(f"bookings/{booking.code}/move/", part=True, **typed).content.decode()
    assert 'hx-trigger="every 2s"' in answer
    settings.CLOCK_OFFSET_SECONDS += 3600
    assert seconds_to_next_look(host, booking) is None


def test_the_story_alone_is_shown_again(host: Desk, booking: Booking, now: datetime) -> None:
    claim_of(booking, now, state="waiting", basket_id="I-1")
    part = host.opens(f"bookings/{booking.code}/story/", part=True).content.decode()
    assert ("Booked with a box-office basket." in part, "Note for the team" in part) == (True, False)
    assert seconds_to_next_look(host, booking, "story/") == 2


def test_nobody_else_reads_the_story(host: Desk) -> None:
    assert host.opens("bookings/NOSUCH22/story/", part=True).status_code == 404
