"""Do staff read what a guest asks for, on every list and at the booking, and answer it once?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entracte import clock
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.change import GuestChange
from entracte.bookings.models import BookedTable, Booking, Change, GuestWish
from entracte.bookings.wishes.ask import ask_for_change, withdraw_wish
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.house import book, edit

if TYPE_CHECKING:
    from tests.house import House

SATURDAY, SUNDAY = "2026-12-05 19:00", "2026-12-06 19:00"
ASKS = "Ana Lima asks for a change of Sat 5 Dec, 19:00 to Sun 6 Dec, 19:00, party of 4."


@pytest.fixture
def wishing(house: House) -> Booking:
    """Ana's booking on Saturday, who asks to come on Sunday with four."""
    edit(house, house.restaurant, change_largest=3)
    booking = book(house, clock.now(), SATURDAY)
    return ask_for_change(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        asker=Asker(actor=None, now=clock.now(), by_guest=True),
        wanted=GuestChange(starts_at=at(SUNDAY), party_size=4),
    )


def answers(host: Desk, booking: Booking, answer: str, **typed: object) -> str:
    sent = {"version": booking.version, "wish": GuestWish.objects.get().key, "answer": answer, **typed}
    page = host.sends(f"bookings/{booking.code}/wish/", part=True, **sent)
    booking.refresh_from_db()
    return f"{page.status_code} {text_of(page)}"


@pytest.mark.rule("D37")
def test_a_wish_stands_above_the_list_of_every_date_and_at_its_booking(host: Desk, wishing: Booking) -> None:
    for page in ("", "bookings/?date=2026-12-20"):
        assert ASKS in host.sees(page)
    seen = host.sees(f"bookings/{wishing.code}/")
    assert "The guest asks for another time or party: 4 on Sun 6 Dec, 19:00–20:45." in seen
    assert "Table 3 is kept for it until" in seen
    assert "Asks for a change: 4 on Sun 6 Dec, 19:00 the guest" in seen


@pytest.mark.rule("D37")
def test_accept_changes_the_booking_and_the_history_says_why(host: Desk, wishing: Booking) -> None:
    seen = answers(host, wishing, "accept")
    assert "200" in seen
    assert "Party 2 → 4, Start Sat 5 Dec 19:00 → Sun 6 Dec 19:00, Table 1 → 3: As the guest wished" in seen
    assert (wishing.starts_at, wishing.party_size) == (at(SUNDAY), 4)
    assert "asks for" not in host.sees()


@pytest.mark.rule("D37")
@pytest.mark.parametrize("silent", [False, True])
def test_decline_leaves_the_booking_and_frees_what_was_kept(
    host: Desk, wishing: Booking, silent: bool
) -> None:
    seen = answers(host, wishing, "decline", **({"write_to_guest": "no"} if silent else {}))
    assert "Declined the change that the guest asked for" in seen
    assert wishing.starts_at == at(SATURDAY)
    assert not BookedTable.objects.filter(wish__isnull=False).exists()
    assert Change.objects.latest("number").guest_gets_letter != silent
    assert "asks for" not in host.sees()


@pytest.mark.rule("D37")
def test_what_no_longer_waits_or_is_no_answer_changes_nothing_and_says_so(
    host: Desk, house: House, wishing: Booking
) -> None:
    assert answers(host, wishing, "perhaps").startswith("409 ")
    asker = Asker(actor=None, now=clock.now(), by_guest=True)
    withdraw_wish(booking_id=wishing.pk, restaurant=house.restaurant, asker=asker)
    seen = answers(host, wishing, "accept")
    assert seen.startswith("409 ")
    assert "Took the wish for a change back" in seen
    wishing.refresh_from_db()
    assert "This wish does not wait any more." in answers(host, wishing, "accept")
    assert wishing.starts_at == at(SATURDAY)


@pytest.mark.rule("D37")
def test_a_wish_whose_table_went_out_of_use_is_shown_as_no_longer_fitting(
    host: Desk, house: House, wishing: Booking
) -> None:
    edit(house, house.tables["3"], is_active=False)
    assert "It no longer fits as it was asked for: table 3" in host.sees(f"bookings/{wishing.code}/")
