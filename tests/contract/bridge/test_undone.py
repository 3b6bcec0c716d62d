"""Is nothing written of a Completed that is undone, and does a booking say what Spektrix still holds?"""

import time
from collections import Counter

import pytest
from django.db import transaction
from pytest_django import Settings

from entracte.bookings.models import Booking
from entracte.boxoffice.activity.put_back import MAY_KEEP, STILL_KEEPS, what_spektrix_still_keeps
from entracte.boxoffice.handovers.open import open_handover, withdraw_unwritten
from entracte.boxoffice.models import Handover
from entracte.boxoffice.parking import park
from entracte.boxoffice.reasons import StopReason
from entracte.boxoffice.stoppages.begin_again import FIRST_FEW, send_all
from entracte.clock import system_now
from tests.bridge import ANA, LAST_DINED, NOW, VISITS, Evening, fresh, raised, work
from tests.contract.simulator import Simulator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("D35")]


def writes(spektrix: Simulator) -> list[dict[str, object]]:
    return [call["body"] for call in spektrix.calls() if call["method"] == "PATCH"]


def is_put_back(evening: Evening, booking: Booking) -> None:
    """Staff put a Completed booking back, and the worker hears of it."""
    withdraw_unwritten(evening.turns(booking, "confirmed"), at=evening.clock())


def still_kept(booking: Booking) -> str:
    return what_spektrix_still_keeps(fresh(booking))


def test_a_write_waits_as_long_as_the_press_can_be_undone(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 8
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    evening.clock.passes(seconds=7.9)
    evening.takes_turn()
    assert (fresh(row).state, writes(spektrix)) == ("queued", [])
    evening.clock.passes(seconds=0.2)
    evening.takes_turn()
    assert fresh(row).state == "written"


def test_a_press_that_is_undone_in_time_writes_nothing(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 8
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    evening.clock.passes(seconds=5)
    is_put_back(evening, booking)
    evening.clock.passes(seconds=5)
    evening.takes_turn()
    assert (fresh(row).state, writes(spektrix), still_kept(booking)) == ("withdrawn", [], "")


def test_an_undo_that_no_worker_has_heard_of_yet_writes_nothing_either(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 8
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    evening.turns(booking, "confirmed")
    evening.clock.passes(seconds=10)
    evening.takes_turn()
    assert (fresh(row).state, writes(spektrix)) == ("withdrawn", [])


def test_a_handover_that_is_opened_late_or_linked_meanwhile_waits_no_longer_than_the_undo(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 8
    claim = evening.claims(spektrix.basket(ANA)["id"])
    row = evening.completes(claim.booking)
    evening.clock.passes(seconds=3)
    evening.verifies(claim)
    waits = fresh(row)
    assert waits.next_try_at is not None
    assert (waits.state, (waits.next_try_at - NOW).total_seconds()) == ("queued", 8)
    other = evening.links(spektrix.basket(ANA)["id"])
    change_id = evening.turns(other, "completed")
    evening.clock.passes(minutes=1)
    opened = open_handover(change_id, at=evening.clock())
    assert opened is not None
    assert opened.next_try_at is None


@pytest.mark.parametrize("after", [0, 5, 7.9])
def test_writes_that_are_let_go_on_all_at_once_still_wait_for_the_undo(
    evening: Evening, spektrix: Simulator, settings: Settings, after: float
) -> None:
    settings.UNDO_SECONDS = 8
    bookings = [evening.links(spektrix.basket(ANA)["id"]) for _ in range(FIRST_FEW + 2)]
    rows = [evening.completes(booking) for booking in bookings]
    evening.clock.passes(seconds=after)
    for row in rows:
        park(fresh(row), StopReason.SETTINGS, at=evening.clock())
    with transaction.atomic():
        send_all([], [fresh(row) for row in rows], sentence="Goes on.", at=evening.clock())
    assert {evening.writes(row).state for row in rows} == {"queued"}
    assert writes(spektrix) == []
    is_put_back(evening, bookings[-1])
    evening.clock.passes(seconds=8.1 - after)
    for row in rows:
        evening.writes(row)
    assert Counter(fresh(row).state for row in rows) == {"written": len(rows) - 1, "withdrawn": 1}


def test_a_booking_put_back_later_says_what_spektrix_holds_until_the_next_completed_heals_both(
    evening: Evening, spektrix: Simulator
) -> None:
    early, late = (evening.links(spektrix.basket(ANA)["id"]) for _ in range(2))
    assert evening.writes(evening.completes(late)).state == "written"
    assert still_kept(late) == ""
    evening.clock.passes(hours=1)
    is_put_back(evening, late)
    evening.turns(late, "no_show")
    number = len(writes(spektrix))
    evening.takes_turn()
    assert (still_kept(late), len(writes(spektrix))) == (STILL_KEEPS, number)
    evening.clock.passes(hours=1)
    assert evening.writes(evening.completes(early)).state == "written"
    assert still_kept(late) == ""
    kept = spektrix.customer(ANA)["values"]
    assert kept[LAST_DINED] == early.ends_at.isoformat(timespec="seconds")
    assert int(kept[VISITS]) == 1


def test_a_booking_completed_again_says_nothing(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    evening.writes(evening.completes(booking))
    evening.clock.passes(hours=1)
    is_put_back(evening, booking)
    evening.clock.passes(hours=1)
    evening.writes(evening.completes(booking))
    assert still_kept(booking) == ""


@pytest.mark.parametrize("served, fault", [(True, "500"), (False, "cut_off")])
def test_a_write_without_an_answer_may_have_been_made(
    evening: Evening, spektrix: Simulator, served: bool, fault: str
) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    spektrix.fault(fault, times=1, method="PATCH", served=served)
    raised(Exception, lambda: evening.writes(row))
    assert len(writes(spektrix)) == 1
    is_put_back(evening, booking)
    assert (fresh(row).state, still_kept(booking)) == ("withdrawn", MAY_KEEP)


def test_a_write_that_was_refused_holds_nothing(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    Handover.objects.filter(pk=evening.completes(booking).pk).update(
        state="failed", reason="refused", tries=1
    )
    is_put_back(evening, booking)
    assert still_kept(booking) == ""


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_writes_when_the_undo_is_over(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 2
    settings.CLOCK_OFFSET_SECONDS = (NOW - system_now()).total_seconds()
    evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(Booking.objects.get())
    work()
    assert fresh(row).state == "queued"
    time.sleep(2)
    work()
    assert fresh(row).state == "written"
