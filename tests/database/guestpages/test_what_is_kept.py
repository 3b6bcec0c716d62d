"""Does the guest read on the own page what is kept of them, and nothing of the profile?"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.models import Booking
from entracte.guestfile.what_is_kept import WHAT_IS_KEPT
from entracte.guests.retention import save_retention
from tests.builders import NOON_BEFORE
from tests.database.backoffice.desk import text_of

if TYPE_CHECKING:
    from tests.database.guestpages.own_page import OwnPage


@pytest.mark.rule("D40")
def test_the_page_says_of_each_kind_what_why_and_how_long(guest: OwnPage) -> None:
    assert "What we keep about you" in guest.sees()
    answer = guest.client.get(f"{guest.address()}/kept")
    text = html.unescape(text_of(answer))
    for each in WHAT_IS_KEPT:
        assert f"{each.what} {each.why}" in text
    assert text.count("Until you or the restaurant erase it.") == len(WHAT_IS_KEPT) - 2
    assert "Lima" not in text


@pytest.mark.rule("D40")
@pytest.mark.parametrize("months,said", [(1, "1 month after"), (24, "24 months after")])
def test_it_says_how_long_where_the_restaurant_set_it(guest: OwnPage, months: int, said: str) -> None:
    save_retention(restaurant=guest.house.restaurant, months=months, now=NOON_BEFORE)
    text = html.unescape(text_of(guest.client.get(f"{guest.address()}/kept")))
    sentence = f"Until you or the restaurant erase it, at the latest {said} your last visit."
    assert text.count(sentence) == len(WHAT_IS_KEPT) - 2


@pytest.mark.rule("D40")
def test_it_offers_both_and_asks_a_guest_with_a_booking_to_come_to_cancel_first(guest: OwnPage) -> None:
    page = guest.client.get(f"{guest.address()}/kept").content.decode()
    assert f'action="{guest.address()}/everything"' in page
    assert f'action="{guest.address()}/erasure"' not in page
    assert "To be erased, cancel your booking first" in page
    Booking.objects.update(status="cancelled")
    assert (
        f'action="{guest.address()}/erasure"' in guest.client.get(f"{guest.address()}/kept").content.decode()
    )


def test_it_is_read_and_never_sent_to(guest: OwnPage) -> None:
    assert guest.sends("kept").status_code == 405
