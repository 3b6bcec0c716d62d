"""What do the tests of the guests' pages share? The house, a clock that is set, and a guest with a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import NOON_BEFORE

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.database.guestpages.own_page import OwnPage
    from tests.house import House


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    """The restaurant at noon of 3 December 2026."""
    from entracte import clock
    from tests.house import make_house

    settings.CLOCK_OFFSET_SECONDS = (NOON_BEFORE - clock.system_now()).total_seconds()
    return make_house(NOON_BEFORE, phone="0117 496 0123")


@pytest.fixture
def guest(house: House) -> OwnPage:
    """Ana, who booked for two on Friday at seven."""
    from tests.database.guestpages.own_page import OwnPage
    from tests.house import book

    return OwnPage(house, book(house, NOON_BEFORE, requests="A quiet corner"))
