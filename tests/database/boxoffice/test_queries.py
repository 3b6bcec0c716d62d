"""Do the pages get what they show, at a fixed number of queries?"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from entracte.boxoffice import queries
from entracte.boxoffice.activity import lines
from entracte.boxoffice.activity.lines import activity
from entracte.boxoffice.activity.waiting import restaurants_in_need, waiting_by_reason, waiting_number
from entracte.boxoffice.connections.save import switch
from entracte.boxoffice.models import Claim, Handover, Link
from tests.bridge import ANA, NOW, Evening, Person, a_restaurant, a_widget, an_evening, connect
from tests.database.boxoffice.rows import linked_handover

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
    with django_assert_num_queries(3):
        found = activity(evening.restaurant).lines
    assert len(found) == 2 * bookings
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert found[0].kind in ("claim", "handover")
    assert found[-1].key == claim.key
    assert found[-1].guest_name == "Ana Riley"


def test_the_activity_is_the_restaurants_own(evening: Evening) -> None:
    evening.claims(BASKET)
    assert activity(a_restaurant("other", "Other")).lines == ()


@pytest.mark.rule("D28")
def test_every_line_is_on_some_page_however_old(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "PAGE_LENGTH", 2)
    keys = [evening.claims(BASKET).key for _ in range(5)]
    pages = [activity(evening.restaurant, number=number) for number in (1, 2, 3, 4)]
    assert [line.key for page in pages for line in page.lines] == keys[::-1]
    assert [page.has_more for page in pages] == [True, True, False, False]


@pytest.mark.rule("D28")
@pytest.mark.parametrize(
    "shown, kinds",
    [
        ("", ["claim", "handover", "handover"]),
        ("person", ["claim", "handover"]),
        ("underway", ["handover"]),
        ("crossed", []),
        ("not-mirrored", ["handover"]),
        ("nonsense", ["claim", "handover", "handover"]),
    ],
)
def test_the_activity_is_filtered_and_a_guest_without_a_basket_stands_apart(
    evening: Evening, shown: str, kinds: list[str]
) -> None:
    claim = evening.claims(BASKET)
    evening.completes(claim.booking)
    Claim.objects.update(state="parked", reason="strange")
    evening.completes(evening.phones(Person("Ben", "Okafor", "ben@example.org", "")))
    linked_handover(evening, "failed", "not_taken")
    Handover.objects.filter(booking=claim.booking).update(state="queued")
    found = activity(evening.restaurant, shown=shown).lines
    assert sorted(line.kind for line in found) == kinds


@pytest.mark.rule("D28")
@pytest.mark.parametrize("search", ["ana", "RIL ana", "{code}", "\0ana"])
def test_the_activity_is_searched_by_name_and_code(evening: Evening, search: str) -> None:
    claim = evening.claims(BASKET)
    evening.claims(BASKET, who=Person("Ben", "Okafor", "ben@example.org", ""))
    found = activity(evening.restaurant, search=search.format(code=claim.booking.code.lower()))
    assert [line.key for line in found.lines] == [claim.key]


@pytest.mark.rule("D28")
def test_what_waits_for_a_person_is_counted_by_reason_failed_writes_included(
    evening: Evening, django_assert_num_queries: Counted
) -> None:
    for _ in range(2):
        linked_handover(evening, "failed", "not_taken")
    linked_handover(evening, "parked", "settings")
    Claim.objects.filter(pk=evening.claims(BASKET).pk).update(state="parked", reason="settings")
    evening.claims(BASKET)
    with django_assert_num_queries(2):
        found = waiting_by_reason(evening.restaurant)
    assert {work.reason: work.number for work in found} == {"not_taken": 2, "settings": 2}
    with django_assert_num_queries(1):
        assert waiting_number(evening.restaurant) == 4
    with django_assert_num_queries(2):
        assert restaurants_in_need() == {evening.restaurant.pk}


def test_what_a_person_may_do_comes_with_each_line(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    for state, again, away in (("waiting", False, True), ("parked", True, True)):
        Claim.objects.filter(pk=claim.pk).update(state=state, reason="settings")
        [line] = activity(evening.restaurant).lines
        assert (line.may_try_again, line.may_discard) == (again, away)
    assert line.plain.startswith("Spektrix did not accept the connection")
    assert waiting_number(evening.restaurant) == 1


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
