"""Does an explanation say what the reference finds, for any restaurant, any book and any start?"""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from entracte.availability.explaining.explain import explain
from entracte.availability.explaining.reasons import StartReason
from entracte.availability.offers import Offer
from entracte.availability.refusals import (
    Closed,
    NotOffered,
    PacingReached,
    PartyTooLarge,
    SlotGone,
    TooFar,
    TooSoon,
)
from entracte.availability.sitting import Sitting
from tests.property import brute_force
from tests.property.asking import Asking, askings

REFUSALS: dict[StartReason, type[NotOffered]] = {
    StartReason.HELD: SlotGone,
    StartReason.TAKEN: SlotGone,
    StartReason.NO_TABLE: SlotGone,
    StartReason.PACING: PacingReached,
    StartReason.PARTY: PartyTooLarge,
    StartReason.NOTICE: TooSoon,
    StartReason.TOO_FAR: TooFar,
    StartReason.LAST_DEPARTURE: Closed,
    StartReason.CLOSED: Closed,
}


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(askings())
def test_each_start_is_explained_as_the_reference_finds_it(asking: Asking) -> None:
    zone = asking.rules.zone
    sittings = [replace_hold(each, number) for number, each in enumerate(asking.sittings)]
    for service in asking.rules.services:
        rest = asking.rest | {"rules": replace(asking.rules, services=(service,)), "sittings": sittings}
        for start in brute_force.starts_of(service, asking.date, zone)[:12]:
            wall = start.astimezone(zone)
            [explained] = explain(date=wall.date(), at=wall.time(), **rest)
            expected = brute_force.verdict(service, asking.date, start, **rest)
            assert explained.service_date == asking.date
            assert all(explained.worded_reason.parts)
            if isinstance(expected, Offer):
                assert explained.is_offered
                assert (
                    expected.spot.name.removeprefix("C") in explained.headline or expected.spot.is_combination
                )
            else:
                assert REFUSALS[explained.reason] is expected


def replace_hold(sitting: Sitting, number: int) -> Sitting:
    """A hold with an end of its own."""
    return sitting._replace(held_until=1_700_000_000 + 60 * number) if sitting.party_id < 0 else sitting
