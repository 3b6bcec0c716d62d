"""Do the pages get what they show, at a fixed number of queries?"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from entracte.boxoffice import queries
from entracte.boxoffice.connections.save import switch
from entracte.boxoffice.models import Claim, Link
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


def test_the_share_of_verified_bookings_is_shown_by_widget_and_reason(
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
