"""What do the tests of own words share? The house of the book's tests."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.house import House


@pytest.fixture
def house(db: None) -> "House":
    from tests.builders import NOON_BEFORE
    from tests.house import make_house

    return make_house(NOON_BEFORE, phone="0117 496 0100")
