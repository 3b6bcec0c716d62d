"""What may a person do with work that stands still?"""

from functools import partial

import pytest

from entracte.boxoffice.by_hand import CannotTryAgain, discard, row_by_key, try_again, write_watched
from entracte.boxoffice.connections.save import switch
from tests.bridge import NOW, Evening, a_restaurant, connect, fresh, jobs, raised
from tests.database.boxoffice.rows import BASKET, empty_queue, linked_handover, parked_claim

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D18")
def test_a_parked_claim_can_be_tried_again(evening: Evening) -> None:
    claim = parked_claim(evening, "strange")
    empty_queue()
    try_again(claim, now=NOW)
    assert (fresh(claim).state, jobs()) == ("waiting", [("claim_made", claim.pk, None)])


@pytest.mark.rule("D18")
def test_a_settled_claim_can_be_neither_tried_again_nor_discarded(evening: Evening) -> None:
    claim = parked_claim(evening)
    discard(claim, now=NOW)
    for step in (try_again, discard):
        assert raised(CannotTryAgain, partial(step, claim, now=NOW))
    assert fresh(claim).reason == "discarded"


@pytest.mark.rule("D16")
def test_a_discarded_claim_erases_its_basket_and_ends_what_waited_for_it(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    row = evening.completes(claim.booking)
    discard(claim, now=NOW)
    assert (fresh(claim).state, fresh(claim).basket_id) == ("unverified", None)
    assert (fresh(row).state, fresh(row).reason) == ("not_mirrored", "discarded")


@pytest.mark.rule("D18")
@pytest.mark.parametrize("state", ["failed", "parked"])
def test_a_failed_or_parked_handover_can_be_tried_again(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state, "not_taken")
    empty_queue()
    try_again(row, now=NOW)
    assert (fresh(row).state, [job[:2] for job in jobs()]) == ("queued", [("handover_due", row.pk)])


@pytest.mark.parametrize("state", ["written", "withdrawn", "not_mirrored", "queued", "waiting"])
def test_another_handover_cannot(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state)
    raised(CannotTryAgain, lambda: try_again(row, now=NOW))


@pytest.mark.parametrize("state", ["waiting", "queued", "parked", "failed"])
def test_a_handover_can_be_discarded_until_it_is_done(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state)
    discard(row, now=NOW)
    assert (fresh(row).state, fresh(row).reason) == ("discarded", "discarded")
    raised(CannotTryAgain, lambda: discard(row, now=NOW))


def test_nothing_is_tried_again_while_nothing_may_be_asked(evening: Evening) -> None:
    claim = parked_claim(evening)
    switch(evening.restaurant, on=False, now=NOW)
    error = raised(CannotTryAgain, lambda: try_again(claim, now=NOW))
    assert "switched off" in str(error)


def test_a_row_is_found_by_its_key_in_its_own_restaurant_only(evening: Evening) -> None:
    claim = parked_claim(evening)
    row = linked_handover(evening, "failed")
    other = a_restaurant("other", "Other")
    assert row_by_key(evening.restaurant, claim.key) == claim
    assert row_by_key(evening.restaurant, row.key) == row
    assert row_by_key(other, claim.key) is None


@pytest.mark.rule("D21")
def test_what_was_watched_is_written_one_or_all_once_watching_ends(evening: Evening) -> None:
    rows = [linked_handover(evening, "watched") for _ in range(3)]
    connect(evening.restaurant, watch_only=True)
    for press in (lambda: try_again(rows[0], now=NOW), lambda: write_watched(evening.restaurant, now=NOW)):
        with pytest.raises(CannotTryAgain, match="only watches"):
            press()
    connect(evening.restaurant)
    try_again(rows[0], now=NOW)
    assert [fresh(row).state for row in rows] == ["queued", "watched", "watched"]
    assert write_watched(evening.restaurant, now=NOW) == 2
    assert [fresh(row).state for row in rows] == ["queued"] * 3
    assert write_watched(evening.restaurant, now=NOW) == 0
