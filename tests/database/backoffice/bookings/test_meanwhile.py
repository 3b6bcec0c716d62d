"""Does every form that comes back after a conflict show what the other wrote, and keep what was typed here?

The forms are those that the pages themselves show with a version, so a new one is tried without being named.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.note import add_note
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.database.security.forms_on_pages import Form, forms_on
from tests.house import House, book

PAGES = ("", "change/", "swap/")
# The least of them; with it a form that is no longer found fails the test.
FORMS = {"move/", "change/", "swap/"}


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    book(house, now, "2026-12-04 20:00", email="b@example.org", last_name="Weiss")
    return book(house, now, "2026-12-04 18:30")


def versioned(host: Desk, booking: Booking) -> dict[str, Form]:
    """The forms of a booking that say which version their page showed, by the end of their address."""
    pages = [host.opens(f"bookings/{booking.code}/{page}").content.decode() for page in PAGES]
    start = host.address(f"bookings/{booking.code}/")
    return {
        form.action.removeprefix(start): form
        for page in pages
        for form in forms_on(page)
        if form.action.startswith(start) and "version" in form.fields
    }


def notes(house: House, booking: Booking, text: str, now: datetime) -> None:
    asker = Asker(actor=house.members["owner"].account, now=now)
    add_note(booking_id=booking.pk, restaurant=house.restaurant, text=text, asker=asker)


def sends(host: Desk, booking: Booking, form: Form, *, part: bool, **typed: str) -> Answer:
    pressed = dict([form.buttons[0]] if form.buttons else [])
    data = {**form.untouched(), **pressed, **typed}
    return host.sends(form.action.removeprefix(host.address()), part=part, **data)


@pytest.mark.parametrize("part", [True, False])
def test_every_form_with_a_version_shows_what_another_wrote(
    house: House, host: Desk, booking: Booking, now: datetime, part: bool
) -> None:
    forms = versioned(host, booking)
    assert set(forms) >= FORMS
    other = Booking.objects.exclude(pk=booking.pk).get()
    notes(house, booking, "COELIAC, SEVERE", now)
    for name, form in forms.items():
        typed = {"other": other.code} if name == "swap/" else {}
        answer = sends(host, booking, form, part=part, **typed)
        page = text_of(answer)
        assert (answer.status_code, "Note added: COELIAC, SEVERE Owner" in page) == (409, True), name
    assert Booking.objects.get(pk=booking.pk).version == 2


def test_the_change_form_keeps_what_was_typed_and_takes_over_the_rest(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    form = versioned(host, booking)["change/"]
    asker = Asker(actor=house.members["owner"].account, now=now)
    move_booking(
        booking_id=booking.pk, restaurant=house.restaurant, move=MoveRequest(party_size=1), asker=asker
    )
    again = sends(host, booking, form, part=True, time="19:00")
    assert "Party 2 → 1 Owner" in text_of(again)
    [shown] = [each for each in forms_on(again.content.decode()) if each.action.endswith("/change/")]
    assert (shown.fields["time"].values, shown.fields["party_size"].values) == (["19:00"], ["1"])
    done = sends(host, booking, shown, part=True)
    booking.refresh_from_db()
    assert (done.status_code, f"{booking.starts_at:%H:%M}", booking.party_size) == (200, "19:00", 1)


def test_a_form_that_was_filled_in_wrongly_does_not_hide_a_conflict(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    form = versioned(host, booking)["change/"]
    notes(house, booking, "COELIAC, SEVERE", now)
    answer = sends(host, booking, form, part=True, time="soon")
    assert (answer.status_code, "COELIAC, SEVERE" in text_of(answer)) == (409, True)
    assert 'value="soon"' in answer.content.decode()


def test_a_swap_sees_that_the_other_party_was_changed(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    form = versioned(host, booking)["swap/"]
    other = Booking.objects.exclude(pk=booking.pk).get()
    notes(house, other, "Wheelchair, table 4 only", now)
    answer = sends(host, booking, form, part=True, other=other.code)
    page = text_of(answer)
    assert (answer.status_code, "Wheelchair, table 4 only" in page, "Weiss:" in page) == (409, True, True)
    [shown] = [each for each in forms_on(answer.content.decode()) if each.action.endswith("/swap/")]
    assert shown.fields["other"].values == [other.code]


def test_the_question_before_completing_early_shows_what_another_wrote(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    notes(house, booking, "COELIAC, SEVERE", now)
    answer = host.sends(f"bookings/{booking.code}/move/", part=True, to="completed", version=1)
    assert "Note added: COELIAC, SEVERE Owner" in text_of(answer)
