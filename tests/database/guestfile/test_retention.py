"""Which guests are erased by themselves: those whose last visit is long over, as a slow reference says?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from entracte.bookings.models import Booking, Change
from entracte.boxoffice.models import Claim, Handover
from entracte.guestfile import retention as duty
from entracte.guests.models import Guest, GuestNote, Retention
from entracte.guests.retention import months_before, retention_of, save_retention
from tests.builders import NOON_BEFORE, at
from tests.database.guestfile.dump import arguments_of_jobs
from tests.house import House, book, make_house

pytestmark = [pytest.mark.django_db, pytest.mark.rule("D40")]
NOW = at("2027-06-15 12:00")
MONTHS = 6
SIX_MONTHS_AGO = datetime(2026, 12, 15, 11, tzinfo=UTC)
SAVED_AT = NOW - timedelta(days=2)
BOOKINGS = ((), (-400,), (-400, -200), (-400, -100), (-183, -300), (-182,), (-181,), (-300, 3), (-1,))


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def keeps(house: House, months: int | None = MONTHS) -> None:
    save_retention(restaurant=house.restaurant, months=months, now=SAVED_AT)


def a_guest(house: House, *ends: int, last_name: str = "Lima", **columns: object) -> Guest:
    """A profile with a booking that ends so many days before or after now, for each of these."""
    made = {"restaurant": house.restaurant, "last_name": last_name, "created_at": NOW - timedelta(days=500)}
    guest = Guest.objects.create(**{**made, **columns})
    for days in ends:
        booking = book(house, NOON_BEFORE, next(STARTS), first_name="", last_name="", email="", phone="")
        end = NOW + timedelta(days=days)
        Booking.objects.filter(pk=booking.pk).update(
            guest=guest,
            last_name=last_name,
            starts_at=end - timedelta(hours=2),
            ends_at=end,
            service_date=end.date(),
        )
    return guest


def starts() -> Iterator[str]:
    for day in range(60):
        for hour in ("17:30", "19:30", "21:30"):
            yield f"{NOON_BEFORE + timedelta(days=day + 1):%Y-%m-%d} {hour}"


STARTS = starts()


@pytest.fixture(autouse=True)
def fresh_starts() -> None:
    globals()["STARTS"] = starts()


def waits(booking: Booking, model: type[Claim] | type[Handover], state: str) -> None:
    columns = {"restaurant_id": booking.restaurant_id, "booking": booking, "guest_id": booking.guest_id}
    if model is Claim:
        basket = "b-1" if state in Claim.OPEN else None
        Claim.objects.create(**columns, state=state, basket_id=basket, created_at=NOON_BEFORE)
    else:
        change = Change.objects.filter(booking=booking).latest("number")
        Handover.objects.create(**columns, change=change, state=state, completed_at=NOON_BEFORE)


def runs(now: datetime = NOW, *, rounds: int = 2) -> None:
    """Let the duty go through all profiles, and its jobs be done, each twice."""
    for _ in range(rounds):
        before = len(arguments_of_jobs())
        duty.find_kept_long_enough(at=now)
        for job in arguments_of_jobs()[before:]:
            for _twice in range(2):
                duty.erase_kept_long_enough(int(str(job["row_id"])), at=now)


def named() -> set[str]:
    return set(Guest.objects.exclude(last_name="").values_list("last_name", flat=True))


def count(house: House) -> int:
    return retention_of(house.restaurant.pk).erased


def of_person(guest: Guest) -> set[int]:
    """All profiles that lead to the same one, the slow way."""

    def root(each: Guest) -> Guest:
        return root(each.merged_into) if each.merged_into else each

    return {other.pk for other in Guest.objects.all() if root(other) == root(guest)}


def should_be_erased(guest: Guest) -> bool:
    """The rule in the words of the page: nothing of this person is younger than the months, nothing waits."""
    ids = of_person(guest)
    ends = [each.ends_at for each in Booking.objects.filter(guest__in=ids)]
    is_open = any(
        row.state in model.OPEN for model in (Claim, Handover) for row in model.objects.filter(guest__in=ids)
    )
    return not is_open and all(end < SIX_MONTHS_AGO for end in ends)


@pytest.mark.parametrize("seed", range(3))
def test_who_is_due_is_who_the_reference_names(house: House, seed: int) -> None:
    chance = random.Random(seed)
    keeps(house)
    people = [a_guest(house, *chance.choice(BOOKINGS), last_name=f"Guest{n}") for n in range(12)]
    for guest in chance.sample(people, 5):
        other = chance.choice(people)
        if guest.pk not in of_person(other) and other.merged_into is None:
            Guest.objects.filter(pk=guest.pk).update(merged_into=other)
            guest.refresh_from_db()
    for booking in chance.sample(list(Booking.objects.all()), 4):
        model = chance.choice((Claim, Handover))
        states = ("waiting", "parked", "unverified") if model is Claim else ("queued", "waiting", "written")
        waits(booking, model, chance.choice(states))
    people = list(Guest.objects.filter(last_name__startswith="Guest"))
    expected = {guest.last_name for guest in people if not should_be_erased(guest)}
    erased = {frozenset(of_person(guest)) for guest in people if should_be_erased(guest)}
    runs()
    assert {name for name in named() if name.startswith("Guest")} == expected
    assert count(house) == len(erased)
    left = set(Booking.objects.filter(last_name__startswith="Guest").values_list("last_name", flat=True))
    assert left <= expected


def test_it_is_off_until_a_restaurant_says_how_long_and_then_begins_a_day_later(house: House) -> None:
    a_guest(house, -400)
    runs()
    assert "Lima" in named()
    keeps(house)
    runs(SAVED_AT + timedelta(hours=23))
    assert "Lima" in named()
    runs(SAVED_AT + timedelta(hours=24))
    assert named() == set()
    row = Retention.objects.get()
    assert (row.erased, row.erased_at) == (1, SAVED_AT + timedelta(hours=24))


def test_switched_off_again_a_job_that_waits_erases_nobody(house: House) -> None:
    guest = a_guest(house, -400)
    keeps(house)
    duty.find_kept_long_enough(at=NOW)
    keeps(house, None)
    duty.erase_kept_long_enough(guest.pk, at=NOW)
    assert "Lima" in named()


def test_the_line_of_history_says_why_and_names_nobody(house: House) -> None:
    a_guest(house, -400)
    keeps(house)
    runs()
    line = Change.objects.get(what="erased")
    assert (line.actor, line.by_guest, line.reason) == (None, False, "Kept no longer, as the restaurant set")


def test_a_party_that_never_said_who_it_is_is_left_alone_unless_the_team_noted_something(
    house: House,
) -> None:
    a_guest(house, -400, last_name="")
    noted = a_guest(house, -400, last_name="")
    GuestNote.objects.create(restaurant=house.restaurant, guest=noted, text="Nuts", added_at=NOON_BEFORE)
    keeps(house)
    runs()
    assert (count(house), GuestNote.objects.count()) == (1, 0)


def test_another_restaurants_guests_stay(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls-bar")
    a_guest(house, -400, last_name="Ours")
    a_guest(other, -400, last_name="Theirs")
    keeps(house)
    runs()
    assert named() == {"Theirs"}
    assert retention_of(other.restaurant.pk).erased == 0


def test_each_go_is_bounded_and_the_next_goes_on_where_it_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duty, "LOOKED_AT", 4)
    monkeypatch.setattr(duty, "ERASED_AT_MOST", 2)
    for number in range(9):
        a_guest(house, -1 if number < 4 else -400, last_name=f"Guest{number}")
    keeps(house)
    found = []
    for _ in range(6):
        before = len(arguments_of_jobs())
        duty.find_kept_long_enough(at=NOW)
        found.append(len(arguments_of_jobs()) - before)
    # each has a profile without a name beside it, which the booking was made with
    assert found == [0, 0, 2, 2, 1, 0]
    runs(rounds=6)
    assert named() == {f"Guest{number}" for number in range(4)}


@pytest.mark.parametrize(
    "day,months,earlier",
    [
        ("2027-03-31", 1, "2027-02-28"),
        ("2028-03-31", 1, "2028-02-29"),
        ("2027-01-15", 1, "2026-12-15"),
        ("2027-06-15", 24, "2025-06-15"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2027-12-31", 6, "2027-06-30"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, earlier: str) -> None:
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    assert months_before(noon, months) == datetime.fromisoformat(f"{earlier}T12:00").replace(tzinfo=UTC)
