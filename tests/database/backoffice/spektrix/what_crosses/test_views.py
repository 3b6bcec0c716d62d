"""Is every call that crosses shown?"""

import pytest

from entracte.spektrix.calls import ALL
from tests.database.backoffice.desk import Desk


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.rule("R17")
@pytest.mark.rule("R18")
@pytest.mark.rule("D19")
def test_what_crosses_lists_the_calls_of_the_client_and_what_never_does(manager: Desk) -> None:
    page = manager.sees("spektrix/what-crosses/")
    assert [each.name for each in ALL if each.purpose not in page] == []
    assert {each.path for each in ALL} == {"baskets/{id}", "customers/{id}", "custom-payment-types"}
    assert "A ticket never becomes a booking." in page
    assert "Yes, only this" in page
