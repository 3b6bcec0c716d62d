"""What staff correct while a claim waits: is it ever taken for what the guest typed?"""

from dataclasses import replace
from typing import Any

import pytest

from entracte.bookings.actions.correct import correct_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.boxoffice.models import Claim
from entracte.guests.details import DETAILS
from tests.bridge import ANA, ANA_TYPES, Evening, Person, claim_of, links
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db

# of Ana's customer only the surname and the phone: one thing less and it is not she
BY_PHONE = replace(ANA_TYPES, first_name="Bea", email="bea@example.org")


def corrected(evening: Evening, claim: Claim, *, profile_too: bool = True, **typed: str) -> Claim:
    """A host corrects the booking, and the worker looks at its claim after that."""
    booking = Booking.objects.get(pk=claim.booking_id)
    correct_booking(
        booking_id=booking.pk,
        restaurant=evening.restaurant,
        typed={**{name: getattr(booking, name) for name in DETAILS}, **typed},
        profile_too=profile_too,
        asker=Asker(actor=None, now=evening.clock()),
    )
    return evening.verifies(claim_of(booking))


def claims(evening: Evening, spektrix: Simulator, who: Person) -> Claim:
    return evening.claims(spektrix.basket(ANA)["id"], who=who)


@pytest.mark.rule("D1")
def test_the_phone_that_a_guest_typed_is_evidence(evening: Evening, spektrix: Simulator) -> None:
    assert evening.verifies(claims(evening, spektrix, BY_PHONE)).state == "verified"


@pytest.mark.rule("D1")
@pytest.mark.parametrize("profile_too", [True, False])
def test_a_phone_that_staff_wrote_verifies_nobody(
    evening: Evening, spektrix: Simulator, profile_too: bool
) -> None:
    claim = claims(evening, spektrix, replace(BY_PHONE, phone="020 7946 0999"))
    settled = corrected(evening, claim, phone=ANA_TYPES.phone, profile_too=profile_too)
    assert (settled.state, settled.reason, links()) == ("unverified", "not_the_booker", [])


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "typed", [{"email": ANA_TYPES.email}, {"first_name": ANA_TYPES.first_name}, {"last_name": "Other"}]
)
def test_no_detail_that_staff_wrote_verifies_anybody(
    evening: Evening, spektrix: Simulator, typed: dict[str, Any]
) -> None:
    claim = claims(evening, spektrix, replace(BY_PHONE, phone="020 7946 0999"))
    assert corrected(evening, claim, **typed).reason == "not_the_booker"


@pytest.mark.rule("D1")
def test_what_the_guest_typed_and_staff_left_alone_goes_on_to_count(
    evening: Evening, spektrix: Simulator
) -> None:
    claim = claims(evening, spektrix, ANA_TYPES)
    assert corrected(evening, claim, phone="020 7946 0999").state == "verified"
    assert links() == [(claim.guest_id, ANA)]


@pytest.mark.rule("D1")
def test_a_phone_that_was_wrong_is_no_evidence_once_it_is_corrected(
    evening: Evening, spektrix: Simulator
) -> None:
    claim = claims(evening, spektrix, BY_PHONE)
    assert corrected(evening, claim, phone="020 7946 0999").reason == "not_the_booker"


@pytest.mark.rule("D8")
@pytest.mark.rule("D10")
def test_a_link_stays_where_it_is_and_is_written_whatever_is_corrected(
    evening: Evening, spektrix: Simulator
) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    correct_booking(
        booking_id=booking.pk,
        restaurant=evening.restaurant,
        typed={"first_name": "Rob", "last_name": "Other", "email": "rob@example.org", "phone": ""},
        profile_too=True,
        asker=Asker(actor=None, now=evening.clock()),
    )
    assert links() == [(booking.guest_id, ANA)]
    assert evening.writes(evening.completes(booking)).state == "written"
