"""Is a claim written with its booking, and only where there is something to claim?"""

import pytest
from django.db import IntegrityError, transaction

from entracte.bookings.models import Booking
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.models import Claim
from tests.bridge import Evening, a_restaurant, a_widget, an_evening, claim_of, jobs, step_kinds

pytestmark = pytest.mark.django_db

BASKET = "I-9QR3-2LTM"


@pytest.mark.rule("R5")
@pytest.mark.rule("R6")
def test_the_job_of_a_claim_carries_its_row_id_and_nothing_else() -> None:
    claim = claim_of(an_evening().books(BASKET, customer_id="I-7K21-4WPD").booking)
    assert (claim.state, claim.basket_id, claim.seen_customer_id) == ("waiting", BASKET, "I-7K21-4WPD")
    assert jobs() == [("claim_made", claim.pk, None)]


@pytest.mark.rule("R4")
def test_the_basket_is_kept_apart_from_the_booking_never_on_it_or_on_the_guest() -> None:
    booking = an_evening().books(BASKET).booking
    for row in (Booking.objects.get(pk=booking.pk), booking.guest):
        assert BASKET not in [getattr(row, field.attname) for field in row._meta.concrete_fields]


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_basket_there_is_no_claim(nothing: object) -> None:
    an_evening().books(nothing, customer_id="I-7K21-4WPD")
    assert (Claim.objects.count(), jobs()) == (0, [])


@pytest.mark.parametrize(
    "basket_id",
    [
        "../orders",
        "a/../b",
        "two\nlines",
        "x" * 201,
        "\x00",
        "?",
        "naïve\u202e",
        17,
        1.5,
        True,
        False,
        [],
        {},
        ["a"],
        0,
    ],
)
def test_a_basket_id_that_makes_no_sense_costs_no_guest_a_table(basket_id: object) -> None:
    booking = an_evening().books(basket_id).booking
    claim = claim_of(booking)
    assert booking.status == "confirmed"
    assert (claim.state, claim.reason, claim.basket_id) == ("unverified", "malformed", None)
    assert claim.settled_at is not None
    assert (step_kinds(claim), jobs()) == ([("unverified", None)], [])


def test_a_customer_id_that_makes_no_sense_ends_the_claim_as_well() -> None:
    claim = claim_of(an_evening().books(BASKET, customer_id={"id": 1}).booking)
    assert (claim.reason, claim.basket_id, claim.seen_customer_id) == ("malformed", None, None)


@pytest.mark.rule("R1")
@pytest.mark.rule("D16")
def test_with_an_integration_of_none_ids_that_arrive_are_dropped_unread() -> None:
    restaurant = a_restaurant()
    evening = Evening(restaurant, a_widget(restaurant, integration="none"))
    evening.books(BASKET, customer_id="I-7K21-4WPD")
    assert (Claim.objects.count(), jobs()) == (0, [])


def test_the_same_submit_again_makes_no_second_claim() -> None:
    evening = an_evening()
    starts_at = evening.books(BASKET, submission=SubmissionKey("one", "a")).booking.starts_at
    again = evening.books(BASKET, submission=SubmissionKey("one", "a"), starts_at=starts_at)
    assert again.is_repeat
    assert (Claim.objects.count(), len(jobs())) == (1, 1)


@pytest.mark.rule("R5")
def test_booking_claim_and_job_are_written_together_or_not_at_all() -> None:
    class Undone(Exception):
        pass

    def books_and_fails() -> None:
        with transaction.atomic():
            an_evening().books(BASKET)
            raise Undone

    with pytest.raises(Undone):
        books_and_fails()
    assert (Booking.objects.count(), Claim.objects.count(), jobs()) == (0, 0, [])


@pytest.mark.rule("R5")
def test_the_database_itself_refuses_a_settled_claim_with_a_basket() -> None:
    claim = claim_of(an_evening().books(BASKET).booking)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="verified")
