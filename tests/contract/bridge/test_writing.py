"""Does Spektrix hold the two attributes after a booking was completed, and is nothing else ever written?"""

from datetime import timedelta

import pytest

from entracte.bookings.models import Booking
from entracte.boxoffice.by_hand import write_watched
from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.save import remove, switch
from entracte.boxoffice.handovers.open import open_handover, withdraw_unwritten
from entracte.boxoffice.models import Connection, Handover
from entracte.guests.actions import merge_guests
from entracte.jobs.tries import TryLater
from tests.bridge import (
    ANA,
    ANA_TYPES,
    BEN,
    BEN_TYPES,
    LAST_DINED,
    SHOW_NIGHT,
    VISITS,
    Clock,
    Evening,
    Person,
    claim_of,
    connect,
    fresh,
    jobs,
    raised,
    sentences,
    step_kinds,
    work,
)
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db


def writes(spektrix: Simulator) -> list[dict[str, object]]:
    """The bodies of all calls that were not reads."""
    return [call["body"] for call in spektrix.calls() if call["method"] != "GET"]


def held(spektrix: Simulator) -> dict[str, object]:
    values: dict[str, object] = spektrix.customer(ANA)["values"]
    return values


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("R8")
@pytest.mark.rule("R9")
@pytest.mark.rule("R10")
@pytest.mark.rule("R15")
def test_from_basket_to_attributes_by_a_worker(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.books(spektrix.basket(ANA)["id"], customer_id=ANA).booking
    work()
    evening.turns(booking, "completed")
    work()
    row = Handover.objects.get()
    assert (row.state, row.reason, row.tries) == ("written", "", 1)
    assert held(spektrix) == {LAST_DINED: "2026-12-04T19:30:00+00:00", VISITS: 1}
    assert writes(spektrix) == [held(spektrix)]
    assert jobs() == []


@pytest.mark.rule("R9")
@pytest.mark.rule("D3")
def test_the_offset_is_the_restaurants_at_that_instant(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    summer = SHOW_NIGHT.replace(year=2026, month=5, day=28, hour=20, minute=30)
    Booking.objects.filter(pk=booking.pk).update(starts_at=summer - timedelta(hours=2), ends_at=summer)
    evening.writes(evening.completes(booking))
    assert held(spektrix)[LAST_DINED] == "2026-05-28T21:30:00+01:00"


@pytest.mark.rule("R8")
def test_no_other_status_writes(evening: Evening, spektrix: Simulator) -> None:
    evening.links(spektrix.basket(ANA)["id"])
    for status in ("cancelled", "no_show"):
        evening.turns(evening.phones(), status)
    cancelled = evening.phones()
    evening.turns(cancelled, "cancelled")
    evening.turns(cancelled, "confirmed")
    assert Handover.objects.count() == 0
    assert [name for name, _, _ in jobs()] == ["claim_made"]


@pytest.mark.rule("R10")
def test_cancelled_and_no_show_do_not_count_as_visits(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    for status in ("cancelled", "no_show", None):
        other = evening.phones()
        if status:
            evening.turns(other, status)
    evening.writes(evening.completes(booking))
    assert held(spektrix)[VISITS] == 2


@pytest.mark.rule("D4")
def test_an_older_booking_completed_later_leaves_the_latest_end(
    evening: Evening, spektrix: Simulator
) -> None:
    older = evening.links(spektrix.basket(ANA)["id"])
    newer = evening.phones()
    for booking in (newer, older):
        evening.writes(evening.completes(booking))
    assert held(spektrix) == {LAST_DINED: "2026-12-05T19:30:00+00:00", VISITS: 2}


@pytest.mark.rule("D5")
def test_a_correction_before_the_write_withdraws_it(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    change_id = evening.turns(booking, "confirmed")
    assert withdraw_unwritten(change_id, at=evening.clock()) == 1
    assert evening.writes(row).state == "withdrawn"
    assert writes(spektrix) == []


@pytest.mark.rule("D5")
def test_a_booking_put_back_is_not_written_even_before_the_withdrawal_was_worked_on(
    evening: Evening, spektrix: Simulator
) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    evening.turns(booking, "confirmed")
    assert evening.writes(row).state == "withdrawn"
    assert writes(spektrix) == []


@pytest.mark.rule("D5")
def test_the_next_completed_writes_and_an_old_withdrawal_does_not_touch_it(
    evening: Evening, spektrix: Simulator
) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    first = evening.turns(booking, "completed")
    second = evening.turns(booking, "confirmed")
    third = evening.turns(booking, "completed")
    late = [open_handover(change_id, at=evening.clock()) for change_id in (third, first)]
    assert [row.state for row in late if row] == ["queued", "withdrawn"]
    assert withdraw_unwritten(second, at=evening.clock()) == 0
    assert late[0] is not None
    assert evening.writes(late[0]).state == "written"


@pytest.mark.rule("D6")
def test_values_are_those_of_the_moment_of_writing(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    evening.phones()
    evening.writes(row)
    assert held(spektrix)[VISITS] == 2


@pytest.mark.rule("D6")
def test_a_retry_reads_first_and_is_done_where_the_values_are_already_there(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("cut_off", times=1, method="PATCH")
    raised(TryLater, lambda: evening.writes(row))
    assert held(spektrix)[VISITS] == 1
    assert evening.writes(row).state == "written"
    assert len(writes(spektrix)) == 1
    assert step_kinds(fresh(row)) == [("no_answer", None), ("already_there", 200)]


@pytest.mark.rule("D6")
def test_a_retry_computes_the_values_again(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("500", times=1)
    raised(TryLater, lambda: evening.writes(row))
    evening.phones()
    evening.writes(row)
    assert held(spektrix)[VISITS] == 2


@pytest.mark.rule("D7")
def test_two_profiles_of_one_customer_count_as_one_person(evening: Evening, spektrix: Simulator) -> None:
    first = evening.links(spektrix.basket(ANA)["id"])
    other = Person("Ana", "Riley", "ana@work.example", "07700 900155")
    second = evening.links(spektrix.basket(ANA)["id"], who=other)
    assert first.guest_id != second.guest_id
    evening.writes(evening.completes(second))
    evening.writes(evening.completes(first))
    assert held(spektrix) == {LAST_DINED: "2026-12-05T19:30:00+00:00", VISITS: 2}


@pytest.mark.rule("D7")
def test_merged_profiles_count_as_one_person(evening: Evening, spektrix: Simulator) -> None:
    linked = evening.links(spektrix.basket(ANA)["id"])
    stray = evening.phones(Person("Anna", "Riley", "old@example.org", "07700 900177"))
    merge_guests(restaurant=evening.restaurant, stays_id=stray.guest_id, goes_id=linked.guest_id)
    evening.writes(evening.completes(stray))
    assert held(spektrix) == {LAST_DINED: "2026-12-05T19:30:00+00:00", VISITS: 2}


@pytest.mark.rule("D7")
def test_writes_for_one_customer_go_one_at_a_time_in_order(evening: Evening, spektrix: Simulator) -> None:
    """While the older has to wait, the younger of the same customer waits too; another customer's goes."""
    older = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    evening.clock.passes(minutes=1)
    younger = evening.completes(evening.phones())
    other = evening.completes(evening.links(spektrix.basket(BEN)["id"], who=BEN_TYPES))
    Handover.objects.filter(pk=older.pk).update(next_try_at=evening.clock() + timedelta(hours=1))
    for _ in range(3):
        evening.takes_turn()
    assert [fresh(row).state for row in (older, younger, other)] == ["queued", "queued", "written"]
    evening.clock.passes(hours=1)
    evening.takes_turn()
    assert [fresh(row).state for row in (older, younger)] == ["written", "queued"]
    evening.takes_turn()
    assert fresh(younger).state == "written"


@pytest.mark.rule("D7")
def test_a_connection_saved_again_keeps_the_order_of_its_customers(
    evening: Evening, spektrix: Simulator
) -> None:
    """A write that waits for its next try must not run while one of the new connection does."""
    older = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    Handover.objects.filter(pk=older.pk).update(next_try_at=evening.clock() + timedelta(hours=1))
    remove(evening.restaurant)
    connect(evening.restaurant, spektrix.url)
    younger = evening.completes(evening.phones())
    evening.takes_turn()
    assert [fresh(row).state for row in (older, younger)] == ["queued", "queued"]


@pytest.mark.rule("D10")
def test_a_phone_booking_of_a_verified_guest_writes(evening: Evening, spektrix: Simulator) -> None:
    evening.links(spektrix.basket(ANA)["id"])
    assert evening.writes(evening.completes(evening.phones())).state == "written"


@pytest.mark.rule("D8")
def test_an_anonymous_basket_of_a_linked_guest_still_writes(evening: Evening, spektrix: Simulator) -> None:
    evening.links(spektrix.basket(ANA)["id"])
    booking = evening.books(spektrix.basket(None)["id"]).booking
    evening.verifies(claim_of(booking))
    assert evening.writes(evening.completes(booking)).state == "written"


@pytest.mark.rule("D2")
@pytest.mark.rule("R7")
def test_completed_before_verified_waits_and_is_released(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.books(spektrix.basket(ANA)["id"]).booking
    row = evening.completes(booking)
    assert row.state == "waiting"
    evening.writes(row)
    assert spektrix.calls() == []
    evening.verifies(claim_of(booking))
    assert evening.writes(row).state == "written"


@pytest.mark.rule("D2")
def test_completed_before_an_unverified_end_is_not_mirrored_with_its_reason(
    evening: Evening, spektrix: Simulator
) -> None:
    connect(evening.restaurant, spektrix.url, sign_in_minutes=0)
    booking = evening.books(spektrix.basket(None)["id"]).booking
    row = evening.completes(booking)
    evening.verifies(claim_of(booking))
    ended = fresh(row)
    assert (ended.state, ended.reason) == ("not_mirrored", "anonymous")
    assert writes(spektrix) == []


@pytest.mark.rule("R14")
def test_a_guest_without_a_basket_is_not_mirrored(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.phones(BEN_TYPES))
    assert (row.state, row.reason) == ("not_mirrored", "no_basket")
    assert spektrix.calls() == []


@pytest.mark.rule("D15")
@pytest.mark.parametrize("reply", ["without_attributes", "empty"])
def test_a_reply_that_shows_nothing_is_followed_by_a_read(
    evening: Evening, spektrix: Simulator, reply: str
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.control("POST", "switches", {"patch_reply": reply})
    assert evening.writes(row).state == "written"
    assert [call["method"] for call in spektrix.calls()] == ["GET", "PATCH", "GET"]


@pytest.mark.rule("D15")
def test_a_write_that_did_not_take_is_not_tried_again(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("ignore_attributes")
    ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "not_taken")
    assert "not made available to the API, or not created" in sentences(ended)[-1]
    evening.writes(row)
    assert len(writes(spektrix)) == 1


@pytest.mark.rule("D15")
def test_an_attribute_that_is_not_available_to_the_api_fails_the_handover(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.control("POST", f"attributes/{VISITS}", {"available": False})
    ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "not_taken")
    assert sentences(ended)[-1].startswith("Number of Restaurant Visits: not made available to the API")


@pytest.mark.rule("D14")
@pytest.mark.parametrize(
    "kinds, shapes, values",
    [
        (("text", "text"), ("date_time", "text"), ("2026-12-04T19:30:00+00:00", "1")),
        (("date", "number"), ("date", "number"), ("2026-12-04T00:00:00", 1)),
    ],
    ids=["text", "date"],
)
def test_attributes_of_other_types_are_written_in_their_shape(
    evening: Evening,
    spektrix: Simulator,
    kinds: tuple[str, str],
    shapes: tuple[str, str],
    values: tuple[object, object],
) -> None:
    for name, kind in zip(("Dined At", "Visits"), kinds, strict=True):
        spektrix.control("POST", "attributes", {"name": name, "kind": kind})
    choices = AttributeChoices("Dined At", "", shapes[0], "Visits", "", shapes[1])
    connect(evening.restaurant, spektrix.url, choices=choices)
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    assert evening.writes(row).state == "written"
    assert held(spektrix) == {"attribute_DinedAt": values[0], "attribute_Visits": values[1]}


def test_a_write_that_spektrix_refuses_fails_with_its_status(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.control("DELETE", f"attributes/{VISITS}")
    ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "refused")
    assert step_kinds(ended)[-1] == ("failed", 400)


@pytest.mark.parametrize("fault", ["401", "403"])
def test_settings_that_spektrix_refuses_park_the_handover(
    evening: Evening, spektrix: Simulator, fault: str
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault(fault)
    evening.asks_until_parked(lambda: evening.writes(row))
    parked = fresh(row)
    assert (parked.state, parked.reason) == ("parked", "settings")
    assert Connection.objects.get().trouble != ""


def test_a_customer_whom_spektrix_no_longer_has_fails_the_handover(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.control("DELETE", f"customers/{ANA}")
    raised(TryLater, lambda: evening.writes(row))
    evening.clock.passes(minutes=5)
    ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "customer_gone")


def test_a_wrong_client_name_parks_instead(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("404")
    evening.asks_until_parked(lambda: evening.writes(row))
    parked = fresh(row)
    assert (parked.state, parked.reason) == ("parked", "settings")


@pytest.mark.rule("D16")
def test_a_connection_that_is_off_parks_and_on_again_resumes(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    switch(evening.restaurant, on=False, now=evening.clock())
    parked = evening.writes(row)
    assert (parked.state, parked.reason) == ("parked", "switched_off")
    assert writes(spektrix) == []
    switch(evening.restaurant, on=True, now=evening.clock())
    assert fresh(row).state == "queued"
    assert evening.writes(row).state == "written"


@pytest.mark.rule("D21")
def test_watch_only_shows_what_would_be_written_and_writes_nothing(
    evening: Evening, spektrix: Simulator
) -> None:
    connect(evening.restaurant, spektrix.url, watch_only=True)
    row = evening.writes(evening.completes(evening.links(spektrix.basket(ANA)["id"])))
    assert row.state == "watched"
    assert row.values == {LAST_DINED: "2026-12-04T19:30:00+00:00", VISITS: 1}
    assert writes(spektrix) == []


@pytest.mark.rule("D21")
def test_what_was_watched_is_written_once_watching_ends_with_what_is_right_then(
    evening: Evening, spektrix: Simulator
) -> None:
    connect(evening.restaurant, spektrix.url, watch_only=True)
    bookings = [evening.links(spektrix.basket(ANA)["id"]) for _ in range(3)]
    rows = [evening.writes(evening.completes(booking)) for booking in bookings]
    evening.turns(bookings[2], "confirmed")
    connect(evening.restaurant, spektrix.url)
    assert write_watched(evening.restaurant, now=evening.clock()) == 3
    assert [evening.writes(row).state for row in rows] == ["written", "written", "withdrawn"]
    assert held(spektrix) == {LAST_DINED: "2026-12-05T19:30:00+00:00", VISITS: 3}


def test_the_values_are_kept_and_read_back(evening: Evening, spektrix: Simulator) -> None:
    row = evening.writes(evening.completes(evening.links(spektrix.basket(ANA)["id"])))
    assert row.values == held(spektrix)
    assert sentences(row) == ["Wrote Last Dined At, Number of Restaurant Visits.", "Read back: both right."]


def test_a_bug_parks_the_handover(evening: Evening, spektrix: Simulator) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    type(evening.restaurant).objects.update(time_zone="Nowhere/Atall")
    parked = evening.writes(row)
    assert (parked.state, parked.reason) == ("parked", "bug")
    assert writes(spektrix) == []


def test_the_same_change_opens_one_handover(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    change_id = evening.turns(booking, "completed")
    assert open_handover(change_id, at=Clock()()) is not None
    assert open_handover(change_id, at=Clock()()) is None
    assert Handover.objects.count() == 1


def test_a_restaurant_without_spektrix_keeps_no_record_of_it(evening: Evening) -> None:
    Connection.objects.all().delete()
    booking = evening.phones(ANA_TYPES)
    assert open_handover(evening.turns(booking, "completed"), at=evening.clock()) is None
