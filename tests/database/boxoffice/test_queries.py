"""Do the pages get what they show, at a fixed number of queries?"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.boxoffice import queries
from entracte.boxoffice.connections.save import switch
from entracte.boxoffice.data_flows import NEVER_EXCHANGED, data_flows
from entracte.boxoffice.models import Claim, Link
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.timeline import timeline_of
from tests.bridge import ANA, NOW, Evening, Person, a_restaurant, a_widget, an_evening, connect

pytestmark = pytest.mark.django_db

Counted = Callable[..., AbstractContextManager[Any]]
BASKET = "I-9QR3-2LTM"


@pytest.fixture
def evening() -> Evening:
    opened = an_evening()
    connect(opened.restaurant, custom_domain="https://93.184.215.14")
    return opened


def settled(claim: Claim, reason: str) -> None:
    Claim.objects.filter(pk=claim.pk).update(
        state="unverified" if reason else "verified",
        reason=reason,
        basket_id=None,
        seen_customer_id=None,
        settled_at=NOW,
    )


@pytest.mark.parametrize("bookings", [1, 3])
def test_the_activity_lists_claims_and_handovers_newest_first(
    evening: Evening, bookings: int, django_assert_num_queries: Counted
) -> None:
    claim = evening.claims(BASKET)
    evening.clock.passes(minutes=5)
    rows = [evening.completes(claim.booking)]
    for _ in range(bookings - 1):
        evening.clock.passes(minutes=5)
        rows.append(evening.completes(evening.claims(BASKET).booking))
    with django_assert_num_queries(2):
        found = queries.activity(evening.restaurant)
    assert len(found) == 2 * bookings
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert found[0].kind in ("claim", "handover")
    assert found[-1].key == claim.key
    assert found[-1].guest_name == "Ana Riley"


def test_the_activity_is_the_restaurants_own(evening: Evening) -> None:
    evening.claims(BASKET)
    assert queries.activity(a_restaurant("other", "Other")) == []


@pytest.mark.rule("D16")
def test_work_that_needs_a_person_never_slides_off_the_list(evening: Evening) -> None:
    oldest = evening.claims(BASKET)
    Claim.objects.filter(pk=oldest.pk).update(state="parked", reason="strange")
    for _ in range(4):
        evening.clock.passes(minutes=1)
        evening.claims(BASKET)
    lines = queries.activity(evening.restaurant, limit=3)
    assert [line.state for line in lines] == ["waiting", "waiting", "parked"]
    assert lines[-1].key == oldest.key


def test_what_a_person_may_do_comes_with_each_line(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    for state, again, away in (("waiting", False, True), ("parked", True, True)):
        Claim.objects.filter(pk=claim.pk).update(state=state, reason="settings")
        [line] = queries.activity(evening.restaurant)
        assert (line.may_try_again, line.may_discard) == (again, away)
    assert line.plain.startswith("Spektrix did not accept the connection")
    assert queries.parked_count(evening.restaurant) == 1


@pytest.mark.parametrize("steps", [1, 30])
def test_the_story_of_a_booking_reads_in_order_at_a_fixed_number_of_queries(
    evening: Evening, steps: int, django_assert_num_queries: Counted
) -> None:
    claim = evening.claims(BASKET)
    for minute in range(steps):
        record_step(
            claim, "no_answer", "Spektrix has an outage.", at=NOW + timedelta(minutes=minute), status=500
        )
    record_step(
        claim, "asked", "Asked Spektrix who owns the basket.", at=NOW + timedelta(hours=1), status=200
    )
    record_step(claim, "verified", "Verified.", at=NOW + timedelta(hours=1))
    evening.clock.passes(hours=2)
    row = evening.completes(claim.booking)
    record_step(row, "wrote", "Wrote both.", at=NOW + timedelta(hours=2), status=200)
    booking = Booking.objects.get(pk=claim.booking_id)
    with django_assert_num_queries(3):
        lines = timeline_of(booking)
    told = [(line.sentence, line.times) for line in lines]
    assert told == [
        ("Booked with a box-office basket.", 1),
        ("Spektrix has an outage.", steps),
        ("Asked Spektrix who owns the basket.", 1),
        ("Ana Riley, verified.", 1),
        ("Completed.", 1),
        ("Completed; waits until the link is settled.", 1),
        ("Wrote both.", 1),
    ]


def test_a_booking_that_has_nothing_to_do_with_the_bridge_has_no_story(evening: Evening) -> None:
    assert timeline_of(evening.phones()) == []


def test_the_share_of_verified_bookings_is_told_by_widget_and_reason(
    evening: Evening, django_assert_num_queries: Counted
) -> None:
    for reason in ("", "anonymous", "anonymous"):
        settled(evening.claims(BASKET), reason)
    evening.books(None)
    other = Evening(evening.restaurant, a_widget(evening.restaurant, "none", "Our own website"), made=10)
    other.books(None)
    with django_assert_num_queries(2):
        shares = queries.share_of_verified(evening.restaurant)
    first, second = sorted(shares, key=lambda share: share.widget_id)
    assert (first.bookings, first.verified, first.percent, first.open) == (4, 1, 25, 0)
    assert [(reason, number) for reason, _, number in first.unverified] == [
        ("anonymous", 2),
        ("no_basket", 1),
    ]
    assert (second.widget_id, second.bookings, second.verified) == (other.widget.pk, 1, 0)


@pytest.mark.rule("D9")
def test_ten_baskets_gone_in_a_row_say_that_the_api_user_may_not_see_them(evening: Evening) -> None:
    for _ in range(10):
        assert not queries.baskets_seem_invisible(evening.restaurant)
        settled(evening.claims(BASKET), "basket_gone")
    assert queries.baskets_seem_invisible(evening.restaurant)
    settled(evening.claims("a malformed one"), "malformed")
    assert queries.baskets_seem_invisible(evening.restaurant)
    settled(evening.claims(BASKET), "anonymous")
    assert not queries.baskets_seem_invisible(evening.restaurant)


@pytest.mark.rule("D7")
def test_a_guest_shows_the_link_and_the_other_profiles_of_the_same_customer(evening: Evening) -> None:
    guests = [
        evening.phones().guest,
        evening.phones(Person("Anna", "Riley", "anna@example.org", "07700 900177")).guest,
    ]
    assert queries.link_state(guests[0]).reason == "no_basket"
    for guest in guests:
        Link.objects.create(
            restaurant=evening.restaurant,
            guest=guest,
            client_name="alder",
            customer_id=ANA,
            verified_at=NOW,
        )
    state = queries.link_state(guests[0])
    assert (state.is_linked, state.verified_at, state.others) == (True, NOW, (guests[1].key,))


def test_an_unlinked_guest_shows_how_the_latest_claim_ended(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    assert queries.link_state(claim.guest).open_claims == 1
    settled(claim, "not_the_booker")
    state = queries.link_state(claim.guest)
    assert (state.is_linked, state.reason, state.open_claims) == (False, "not_the_booker", 0)


@pytest.mark.rule("R2")
def test_the_page_reads_its_basket_through_the_custom_domain(evening: Evening) -> None:
    assert queries.basket_source(evening.restaurant) == "https://93.184.215.14/alder/api/v3"
    switch(evening.restaurant, on=False, now=NOW)
    assert queries.basket_source(evening.restaurant) is None


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.rule("R17")
@pytest.mark.rule("R18")
@pytest.mark.rule("D19")
def test_what_crosses_is_four_calls_of_which_one_writes_two_attributes(evening: Evening) -> None:
    lines = data_flows(queries.connection_for(evening.restaurant))
    assert [(line.method, line.address) for line in lines] == [
        ("GET", "/alder/api/v3/baskets/{id}"),
        ("GET", "/alder/api/v3/customers/{id}"),
        ("PATCH", "/alder/api/v3/customers/{id}"),
        ("GET", "/alder/api/v3/custom-payment-types"),
    ]
    [write] = [line for line in lines if line.is_write]
    assert write.gives[1:] == (
        "Last Dined At (attribute_LastDinedAt)",
        "Number of Restaurant Visits (attribute_NumberofRestaurantVisits)",
    )
    assert len(NEVER_EXCHANGED) == 5
