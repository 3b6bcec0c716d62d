"""Which letter to staff follows from what a guest did, to whom, and when is it not sent?"""

from datetime import timedelta
from typing import Any

import pytest

from entracte.bookings.actions.book import make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source, Status
from entracte.bookings.models import Booking
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.choices import CHOOSABLE, choosable_by, save_choice, wanted_by, who_wants
from entracte.mail.to_staff.composing import why_not_to_staff
from entracte.mail.to_staff.guests_doing import letter_about, write_to_staff
from entracte.restaurants.models import Member
from entracte.restaurants.sign_in.invitations import invite
from tests.builders import NOON_BEFORE
from tests.database.mail.letters.correspondence import become, last_change, moved, wished, withdrawn
from tests.database.staff_letters import read_letter
from tests.house import House, book, edit, request_for

EVERYTHING = [each.name for each in CHOOSABLE]
MANAGER, OWNER, HOST = (f"{role}@prompt-side.example" for role in ("manager", "owner", "host"))


def booked_online(house: House, starts_at: str = "2026-12-04 19:00", **typed: Any) -> Booking:
    asker = Asker(actor=None, now=NOON_BEFORE, source=Source.WIDGET)
    request = request_for(starts_at, **typed)
    return make_booking(restaurant=house.restaurant, request=request, asker=asker).booking


def chosen(house: House, role: str, *names: str) -> None:
    save_choice(restaurant=house.restaurant, account=house.members[role].account, wanted=names)


def written(booking: Booking) -> list[tuple[str, str]]:
    """Let the job of the last change run twice, and list the letters to staff about it."""
    change = last_change(booking)
    for _ in range(2):
        write_to_staff(change.pk, at=NOON_BEFORE)
    found = Letter.objects.filter(change=change).exclude(account=None).order_by("to_address")
    return [(letter.kind, letter.to_address) for letter in found]


def why_unsent(kind: str, **at: timedelta) -> LetterState | None:
    letter = Letter.objects.select_related("booking__restaurant", "change", "account").filter(kind=kind)
    unsent = why_not_to_staff(letter.latest("id"), at=NOON_BEFORE + at.get("later", timedelta(0)))
    return unsent[0] if unsent else None


def test_it_begins_quiet_and_only_what_has_to_be_done_is_written_to_who_can_do_it(house: House) -> None:
    usual = {role: wanted_by(house.restaurant, each.account, role) for role, each in house.members.items()}
    to_do = {"staff_waits", "staff_asked", "staff_feedback", "staff_bridge"}
    assert usual == {"host": frozenset(), "manager": to_do, "owner": to_do}
    assert written(booked_online(house)) == []


def test_a_booking_online_that_has_to_be_confirmed_is_written_to_managers_and_owners(house: House) -> None:
    edit(house, house.restaurant, confirms_by_hand=True)
    assert written(booked_online(house)) == [("staff_waits", MANAGER), ("staff_waits", OWNER)]


def test_a_booking_online_with_a_deposit_has_to_be_asked_for_it(house: House) -> None:
    edit(house, house.restaurant, deposit_from_party=2)
    assert written(booked_online(house))[0] == ("staff_waits", MANAGER)
    assert "A deposit is due" in read_letter(MANAGER, "staff_waits").text


def test_each_thing_that_a_guest_does_has_its_letter_and_what_staff_do_has_none(house: House) -> None:
    chosen(house, "host", *EVERYTHING)
    booking = booked_online(house)
    assert written(booking) == [("staff_booked", HOST)]
    assert written(moved(house, booking, "2026-12-04 19:30", by_guest=True)) == [("staff_changed", HOST)]
    assert written(moved(house, booking, party_size=3)) == []
    assert written(become(house, booking, Status.CANCELLED, by_guest=True)) == [("staff_cancelled", HOST)]
    assert written(book(house, NOON_BEFORE, "2026-12-06 19:00", email="kim@example.org")) == []
    by_staff = book(house, NOON_BEFORE, "2026-12-07 19:00", email="lee@example.org")
    assert written(become(house, by_staff, Status.CANCELLED)) == []


def test_a_letter_leads_to_the_booking_and_holds_what_the_list_shows_and_no_more(house: House) -> None:
    chosen(house, "host", "staff_booked")
    booking = booked_online(house, requests="No onions, please")
    written(booking)
    letter = read_letter(HOST, "staff_booked")
    for says in ("Ana Lima", "Fri 4 Dec, 19:00", "2 people", booking.code):
        assert says in letter.text
        assert says in letter.html
    assert f"http://127.0.0.1:8000/r/prompt-side/bookings/{booking.code}/" in letter.text
    for kept_out in ("ana@example.org", "7700", "onions", "/b/"):
        assert kept_out not in letter.text + letter.html


def test_a_change_says_what_was_before_all_of_what_was_not_written_yet(house: House) -> None:
    chosen(house, "host", "staff_changed")
    booking = booked_online(house)
    written(moved(house, booking, "2026-12-04 19:30", by_guest=True))
    written(moved(house, booking, "2026-12-04 20:00", by_guest=True))
    first = Letter.objects.filter(kind="staff_changed").earliest("id")
    first = Letter.objects.select_related("booking__restaurant", "change", "account").get(pk=first.pk)
    assert why_not_to_staff(first, at=NOON_BEFORE) == (LetterState.SUPERSEDED, "")
    Letter.objects.filter(pk=first.pk).update(state=LetterState.SUPERSEDED)
    assert "20:00 (was Fri 4 Dec, 19:00)" in read_letter(HOST, "staff_changed").text


@pytest.mark.parametrize("kind", ["staff_booked", "staff_changed"])
def test_what_a_guest_has_cancelled_meanwhile_is_not_written(house: House, kind: str) -> None:
    chosen(house, "host", *EVERYTHING)
    booking = booked_online(house)
    written(booking)
    written(moved(house, booking, "2026-12-04 19:30", by_guest=True))
    assert why_unsent(kind) is None
    become(house, booking, Status.CANCELLED, by_guest=True)
    assert why_unsent(kind) == LetterState.SUPERSEDED


def test_what_was_confirmed_meanwhile_no_longer_waits(house: House) -> None:
    edit(house, house.restaurant, confirms_by_hand=True)
    booking = booked_online(house)
    written(booking)
    become(house, booking, Status.CONFIRMED)
    assert why_unsent("staff_waits") == LetterState.SUPERSEDED


@pytest.mark.rule("D37")
def test_what_a_guest_asks_for_is_written_to_who_can_answer_it_until_it_is_answered(house: House) -> None:
    edit(house, house.restaurant, change_largest=3)
    booking = wished(house, book(house, NOON_BEFORE), "2026-12-05 19:00", 4)
    assert written(booking) == [("staff_asked", MANAGER), ("staff_asked", OWNER)]
    waits = Letter.objects.filter(kind="staff_asked").latest("id")
    assert waits.due_at - waits.created_at == timedelta(seconds=60)
    text = read_letter(MANAGER, "staff_asked").text
    for says in (
        "Asks for: Sat 5 Dec, 19:00, 4 people",
        "Answer until: Fri 4 Dec, 12:00",
        "When: Fri 4 Dec, 19:00",
    ):
        assert f"{says}\n" in text
    assert why_unsent("staff_asked") is None
    assert why_unsent("staff_asked", later=timedelta(hours=24)) == LetterState.SUPERSEDED
    withdrawn(house, booking)
    assert written(booking) == []
    assert why_unsent("staff_asked") == LetterState.SUPERSEDED
    wished(house, booking, "2026-12-05 20:00", 4)
    assert why_unsent("staff_asked") == LetterState.SUPERSEDED


def test_what_a_guest_took_back_is_not_written(house: House) -> None:
    chosen(house, "host", "staff_cancelled")
    booking = booked_online(house)
    written(become(house, booking, Status.CANCELLED, by_guest=True))
    waits = Letter.objects.get(kind="staff_cancelled")
    assert waits.due_at - waits.created_at == timedelta(minutes=1)
    become(house, booking, Status.CONFIRMED)
    assert why_unsent("staff_cancelled") == LetterState.SUPERSEDED


def test_once_the_visit_is_over_a_letter_is_dropped(house: House) -> None:
    chosen(house, "host", "staff_booked")
    written(booked_online(house))
    assert why_unsent("staff_booked", later=timedelta(days=2)) == LetterState.DROPPED


@pytest.mark.parametrize("became", ["off the team", "a host", "switched off", "chose none"])
def test_only_who_is_on_the_team_and_still_wants_it_gets_a_letter(house: House, became: str) -> None:
    edit(house, house.restaurant, confirms_by_hand=True)
    manager = house.members["manager"]
    written(booked_online(house))
    letter = Letter.objects.select_related("booking__restaurant", "change", "account").get(to_address=MANAGER)
    assert why_not_to_staff(letter, at=NOON_BEFORE) is None
    match became:
        case "off the team":
            manager.delete()
        case "a host":
            Member.objects.filter(pk=manager.pk).update(role="host")
        case "switched off":
            manager.account.is_active = False
            manager.account.save()
        case _other:
            chosen(house, "manager")
    assert why_not_to_staff(letter, at=NOON_BEFORE) == (LetterState.SUPERSEDED, "")


def test_who_is_invited_and_has_not_said_yes_gets_no_letter(house: House) -> None:
    typed: dict[str, Any] = {"email": "kim@example.org", "name": "Kim", "role": "owner"}
    invite(restaurant=house.restaurant, now=NOON_BEFORE, **typed)
    assert [each.email for each in who_wants(house.restaurant, "staff_waits")] == [MANAGER, OWNER]


def test_a_choice_never_reaches_past_the_role(house: House) -> None:
    assert "staff_bridge" not in [each.name for each in choosable_by("host")]
    chosen(house, "host", *EVERYTHING)
    assert HOST not in [each.email for each in who_wants(house.restaurant, "staff_bridge")]


def test_a_booking_that_no_one_wants_a_letter_about_costs_two_questions(
    house: House, django_assert_num_queries: Any
) -> None:
    change = last_change(booked_online(house))
    assert letter_about(change) == "staff_booked"
    with django_assert_num_queries(4):
        write_to_staff(change.pk, at=NOON_BEFORE)
