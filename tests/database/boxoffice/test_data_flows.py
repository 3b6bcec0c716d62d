"""Does the page say exactly what is exchanged with Spektrix?"""

import pytest

from entracte.boxoffice.data_flows import NEVER_EXCHANGED, data_flows
from entracte.boxoffice.queries import connection_for
from tests.bridge import Evening

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.rule("R17")
@pytest.mark.rule("R18")
@pytest.mark.rule("D19")
def test_what_crosses_is_four_calls_of_which_one_writes_two_attributes(evening: Evening) -> None:
    lines = data_flows(connection_for(evening.restaurant))
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
