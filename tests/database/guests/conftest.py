"""What do the guests' tests share? The house. Rows are imported late, once the rooms are loaded."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.house import House


@pytest.fixture
def house(db: None) -> "House":
    from tests.builders import NOON_BEFORE
    from tests.house import make_house

    return make_house(NOON_BEFORE)
