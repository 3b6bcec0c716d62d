"""Is a slot kept for whoever is typing, for some minutes and no longer, and can nobody gather such slots?"""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from pytest_django import Settings

from entracte.availability import refusals
from entracte.availability.fit import Wish
from entracte.bookings import errors
from entracte.bookings.actions.book import make_booking
from entracte.bookings.actions.hold import hold_slot, release_hold
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.holds.live import drop_expired_holds, forget_expired_holds
from entracte.bookings.models import BookedTable, Booking, Hold
from entracte.bookings.queries import offers_for
from entracte.jobs.duties import duties
from entracte.restaurants.details import raise_rules_version
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, held, make_house, request_for
from tests.submits import somebody

MINUTE = timedelta(minutes=1)
SEVEN = "2026-12-04 19:00"


def hold(
    house: House,
    visitor: str = "visitor-one",
    starts_at: str = SEVEN,
    *,
    party_size: int = 6,
    address: str = "an address",
    widget: str = "none",
    now: datetime = NOON_BEFORE,
) -> Hold:
    """Hold a slot for a visitor; a party of six fits one table only."""
    return hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets[widget],
        visitor=visitor,
        address=address,
        starts_at=at(starts_at),
        party_size=party_size,
        now=now,
    )


def online(
    house: House,
    starts_at: str = SEVEN,
    *,
    hold: str = "",
    party_size: int = 6,
    widget: str = "none",
    now: datetime = NOON_BEFORE,
) -> Booking:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at, party_size=party_size),
        asker=Asker(actor=None, now=now, source=Booking.Source.WIDGET),
        widget=house.widgets[widget],
        hold=hold,
    ).booking


def starts(house: House, party_size: int = 6, now: datetime = NOON_BEFORE) -> list[str]:
    answer = offers_for(restaurant=house.restaurant, date=FRIDAY, wish=Wish(party_size), now=now)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers]


def change_rules(house: House, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(house.restaurant, name, value)
    house.restaurant.save()
    raise_rules_version(house.restaurant.pk)
    house.restaurant.refresh_from_db()


def expire(house: House) -> datetime:
    """When a hold of now is over."""
    return NOON_BEFORE + timedelta(minutes=house.restaurant.hold_minutes)


def test_a_hold_says_what_is_kept_and_until_when(house: House) -> None:
    made = Hold.objects.get(pk=hold(house).pk)
    assert (made.starts_at, made.ends_at) == (at(SEVEN), at("2026-12-04 21:00"))
    assert (made.service, made.service_date, made.party_size) == (house.dinner, FRIDAY, 6)
    assert made.expires_at == NOON_BEFORE + 5 * MINUTE
    [row] = BookedTable.objects.filter(hold=made)
    assert (row.table, row.span.lower, row.span.upper) == (
        house.tables["4"],
        at(SEVEN),
        at("2026-12-04 21:00"),
    )


def test_a_promised_slot_counts_as_taken_for_everybody_else(house: House) -> None:
    before = starts(house)
    hold(house)
    assert [start for start in before if start not in starts(house)] == [
        *("17:30", "18:00", "18:30", "19:00", "19:30", "20:00", "20:30"),
    ]
    for other in (lambda: online(house), lambda: hold(house, "visitor-two"), lambda: book_six(house)):
        with pytest.raises(refusals.SlotGone):
            other()


def book_six(house: House) -> Booking:
    return book(house, NOON_BEFORE, SEVEN, party_size=6)


def test_a_promised_party_counts_for_pacing(house: House) -> None:
    change_rules(house, max_covers=6, pacing_minutes=30)
    hold(house, party_size=4)
    assert "19:00" in starts(house, 2)
    assert "19:00" not in starts(house, 3)
    with pytest.raises(refusals.PacingReached):
        hold(house, "visitor-two", party_size=3)


def test_a_hold_is_over_by_itself_after_the_restaurants_minutes(house: House) -> None:
    change_rules(house, hold_minutes=12)
    hold(house)
    last = NOON_BEFORE + 12 * MINUTE
    assert "19:00" not in starts(house, now=last - MINUTE)
    assert "19:00" in starts(house, now=last)
    assert held(online(house, now=last)) == [("4", "19:00", "21:00")]
    assert not Hold.objects.exists()


def test_another_visitor_may_hold_what_an_expired_hold_had(house: House) -> None:
    hold(house)
    made = hold(house, "visitor-two", now=expire(house))
    assert list(Hold.objects.all()) == [made]


def test_staff_may_have_the_table_of_an_expired_hold(house: House) -> None:
    hold(house)
    made = book(house, expire(house), SEVEN, party_size=6)
    assert held(made) == [("4", "19:00", "21:00")]


def test_a_cancelled_booking_takes_its_table_back_from_an_expired_hold_and_not_from_a_live_one(
    house: House,
) -> None:
    booking = book_six(house)
    change(house, booking, "cancelled", NOON_BEFORE)
    hold(house)
    with pytest.raises(errors.TablesTaken):
        change(house, booking, "confirmed", NOON_BEFORE)
    change(house, booking, "confirmed", expire(house))
    assert held(booking) == [("4", "19:00", "21:00")]
    assert not Hold.objects.exists()


def change(house: House, booking: Booking, to: str, now: datetime) -> None:
    change_status(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        to=to,
        asker=Asker(actor=house.host, now=now),
    )


@pytest.mark.parametrize("name", ["key", "visitor"])
def test_a_hold_turns_into_the_booking_by_its_key_or_its_visitor(house: House, name: str) -> None:
    made = hold(house)
    booking = online(house, hold=getattr(made, name))
    assert held(booking) == [("4", "19:00", "21:00")]
    assert not Hold.objects.exists()
    assert BookedTable.objects.count() == 1


def test_what_was_promised_is_booked_though_the_limits_were_lowered_meanwhile(house: House) -> None:
    made = hold(house)
    change_rules(house, max_covers=2)
    with pytest.raises(refusals.PacingReached):
        online(house)
    assert held(online(house, hold=made.key)) == [("4", "19:00", "21:00")]


@pytest.mark.rule("D24")
def test_what_was_promised_is_booked_though_its_service_has_other_starts_by_now(house: House) -> None:
    made = hold(house)
    edit(house, house.dinner, fixed_starts=[time(18), time(21)])
    with pytest.raises(refusals.OffGrid):
        online(house)
    booking = online(house, hold=made.key)
    assert (held(booking), booking.service) == ([("4", "19:00", "21:00")], house.dinner)


@pytest.mark.rule("D24")
def test_what_was_promised_is_not_booked_once_its_service_is_out_of_use(house: House) -> None:
    made = hold(house)
    edit(house, house.dinner, is_active=False)
    for word in ("", made.key):
        with pytest.raises(refusals.NotOffered):
            online(house, hold=word)
    assert not Booking.objects.exists()


@pytest.mark.rule("D24")
def test_a_promised_table_out_of_use_is_another_table_where_one_is_free(house: House) -> None:
    made = hold(house, party_size=2)
    edit(house, house.tables["1"], is_active=False)
    assert held(online(house, hold=made.key, party_size=2)) == [("2", "19:00", "20:30")]


def test_a_hold_of_a_start_that_is_no_more_is_as_none_once_it_ended(house: House) -> None:
    made = hold(house)
    edit(house, house.dinner, fixed_starts=[time(18), time(21)])
    with pytest.raises(refusals.OffGrid):
        online(house, hold=made.key, now=expire(house))


def test_the_table_promised_is_the_table_booked_though_a_smaller_one_came_free(house: House) -> None:
    small = book(house, NOON_BEFORE, SEVEN, party_size=1)
    made = hold(house, party_size=2)
    [row] = BookedTable.objects.filter(hold=made)
    small.delete()
    assert held(online(house, hold=made.key, party_size=2))[0][0] == row.table.name


def test_a_visitor_has_one_hold_and_the_new_one_replaces_the_old(house: House) -> None:
    hold(house)
    made = hold(house, starts_at="2026-12-05 19:00")
    assert list(Hold.objects.all()) == [made]
    assert "19:00" in starts(house)


def test_a_visitors_own_hold_does_not_stand_in_the_way_of_the_next(house: House) -> None:
    hold(house)
    made = hold(house, starts_at="2026-12-04 19:30")
    assert list(Hold.objects.all()) == [made]


def test_asking_for_the_same_slot_again_makes_the_hold_last_no_longer(house: House) -> None:
    first = hold(house)
    again = hold(house, now=NOON_BEFORE + 3 * MINUTE)
    assert (again.pk, again.expires_at) == (first.pk, NOON_BEFORE + 5 * MINUTE)


def test_a_hold_that_cannot_be_had_leaves_the_earlier_one(house: House) -> None:
    earlier = hold(house)
    book(house, NOON_BEFORE, "2026-12-05 19:00", party_size=6)
    with pytest.raises(refusals.SlotGone):
        hold(house, starts_at="2026-12-05 19:00")
    assert list(Hold.objects.all()) == [earlier]


def test_a_hold_that_was_given_up_is_free_for_others(house: House) -> None:
    made = hold(house)
    release_hold(widget=house.widgets["none"], hold=made.key)
    release_hold(widget=house.widgets["none"], hold=made.key)
    assert "19:00" in starts(house)
    hold(house)
    release_hold(widget=house.widgets["none"], hold="visitor-one")
    assert not BookedTable.objects.exists()


def test_another_widgets_hold_means_nothing(house: House) -> None:
    made = hold(house)
    release_hold(widget=house.widgets["spektrix"], hold=made.key)
    with pytest.raises(refusals.SlotGone):
        online(house, hold=made.key, widget="spektrix")
    assert list(Hold.objects.all()) == [made]


def test_the_same_word_on_another_widget_is_another_visitor(house: House) -> None:
    hold(house)
    hold(house, starts_at="2026-12-05 19:00", widget="spektrix")
    assert Hold.objects.count() == 2


def test_a_hold_that_expired_costs_nothing_while_the_table_is_free(house: House) -> None:
    made = hold(house)
    assert held(online(house, hold=made.key, now=expire(house))) == [("4", "19:00", "21:00")]


def test_a_hold_that_expired_promises_nothing_once_the_table_is_taken(house: House) -> None:
    made = hold(house)
    online(house, now=expire(house))
    with pytest.raises(refusals.SlotGone):
        online(house, hold=made.key, now=expire(house))
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("word", ["no such hold", "x" * 500, "a\x00b", "'; --"])
def test_a_hold_that_makes_no_sense_is_as_none(house: House, word: str) -> None:
    assert held(online(house, hold=word)) == [("4", "19:00", "21:00")]
    release_hold(widget=house.widgets["none"], hold=word)


def test_a_hold_of_another_start_does_not_stand_in_its_own_guests_way(house: House) -> None:
    made = hold(house)
    assert held(online(house, "2026-12-04 19:30", hold=made.key)) == [("4", "19:30", "21:30")]
    assert not Hold.objects.exists()


def test_a_booking_that_fails_leaves_the_hold(house: House) -> None:
    made = hold(house)
    with pytest.raises(refusals.PartyTooLarge):
        online(house, hold=made.key, party_size=7)
    assert list(Hold.objects.all()) == [made]


@pytest.mark.parametrize(
    "starts_at,party_size,refusal",
    [
        ("2026-12-04 19:10", 2, refusals.OffGrid),
        ("2026-12-03 12:30", 2, refusals.OffGrid),
        ("2026-12-02 19:00", 2, refusals.TooSoon),
        ("2027-03-04 19:00", 2, refusals.TooFar),
        (SEVEN, 7, refusals.PartyTooLarge),
        ("9999-12-31 23:30", 2, refusals.OffGrid),
    ],
)
def test_what_a_guest_cannot_book_is_not_held(
    house: House, starts_at: str, party_size: int, refusal: type[refusals.NotOffered]
) -> None:
    with pytest.raises(refusal):
        hold(house, starts_at=starts_at, party_size=party_size)
    assert not Hold.objects.exists()


def test_a_restaurant_that_holds_nothing_says_so(house: House) -> None:
    change_rules(house, hold_minutes=0)
    with pytest.raises(errors.NoHolds):
        hold(house)


def test_nobody_changes_tables_for_a_hold(house: House) -> None:
    change_rules(house, makes_room=True)
    parties = [
        book(house, NOON_BEFORE, SEVEN, party_size=size, **somebody(number))
        for number, size in enumerate((3, 2, 2))
    ]
    parties[0].delete()
    moved = BookedTable.objects.get(booking=parties[1])
    BookedTable.objects.filter(pk=moved.pk).update(table=house.tables["4"])
    BookedTable.objects.create(
        restaurant=house.restaurant,
        booking=parties[2],
        table=house.tables["3"],
        span=(at(SEVEN), at("2026-12-04 20:30")),
    )
    before = list(BookedTable.objects.order_by("id").values_list("booking", "table"))
    assert "19:00" in starts(house)
    with pytest.raises(errors.NeedsTableChanges):
        hold(house)
    assert list(BookedTable.objects.order_by("id").values_list("booking", "table")) == before
    assert online(house).party_size == 6


def test_one_address_has_so_many_holds_at_a_time(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_ADDRESS = 2
    for number, minutes in enumerate((0, 2)):
        hold(house, f"visitor-{number}", party_size=2, now=NOON_BEFORE + minutes * MINUTE)
    with pytest.raises(errors.TooManyHolds) as refused:
        hold(house, "visitor-two", party_size=2, widget="spektrix", now=NOON_BEFORE + 3 * MINUTE)
    assert refused.value.retry_at == NOON_BEFORE + 5 * MINUTE
    settings.HELD_TABLES_ONE_IN = 1
    assert hold(house, "visitor-three", party_size=2, address="another", now=NOON_BEFORE + 3 * MINUTE)
    assert hold(house, "visitor-1", "2026-12-05 19:00", party_size=2, now=NOON_BEFORE + 3 * MINUTE)
    assert hold(house, "visitor-two", party_size=2, now=expire(house))


def test_one_widget_has_so_many_holds_at_a_time(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_WIDGET = 1
    hold(house, party_size=2)
    with pytest.raises(errors.TooManyHolds):
        hold(house, "visitor-two", party_size=2, address="another")
    assert hold(house, "visitor-two", party_size=2, address="another", widget="spektrix")


def test_with_a_limit_of_none_nothing_is_held(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_WIDGET = 0
    with pytest.raises(errors.TooManyHolds):
        hold(house)


def test_expired_holds_are_forgotten_and_live_ones_stay(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="opposite-prompt")
    hold(house)
    hold(other)
    live = hold(house, "visitor-two", "2026-12-05 19:00", now=NOON_BEFORE + MINUTE)
    assert drop_expired_holds(house.restaurant.pk, now=expire(house)) == 1
    assert forget_expired_holds(expire(house)) == 1
    assert forget_expired_holds(expire(house)) == 0
    assert list(Hold.objects.all()) == [live]
    assert BookedTable.objects.count() == 1


def test_forgetting_is_a_duty_of_the_worker() -> None:
    autodiscover_modules("handlers")
    assert "forget_ended_holds" in {duty.name.rpartition(".")[2] for duty in duties}


def test_inside_a_callers_transaction_a_refusal_leaves_it_usable(house: House) -> None:
    book(house, NOON_BEFORE, SEVEN, party_size=6)
    with transaction.atomic():
        with pytest.raises(refusals.SlotGone):
            hold(house)
        assert Booking.objects.count() == 1


def test_giving_up_late_what_a_page_held_before_its_reload_ends_nothing(house: House) -> None:
    names = [(made := hold(house)).name, (again := hold(house)).name, (last := hold(house)).name]
    assert {each.pk for each in (made, again, last)} == {made.pk}
    assert len(set(names)) == 3
    assert {each.expires_at for each in (made, again, last)} == {made.expires_at}
    for name in (*names[:2], f"{made.key}-0", f"{made.key}-", f"{made.key}-03", f"{made.key}-9" * 3):
        release_hold(widget=house.widgets["none"], hold=name)
    assert Hold.objects.get() == made
    release_hold(widget=house.widgets["none"], hold=names[2])
    assert not Hold.objects.exists()


@pytest.mark.parametrize("which", range(3))
def test_what_was_held_more_than_once_is_booked_by_any_of_its_names(house: House, which: int) -> None:
    names = [hold(house).name for _ in range(3)]
    assert held(online(house, hold=names[which])) == [("4", "19:00", "21:00")]
