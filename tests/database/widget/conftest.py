"""What do the tests of the widget's API share? The house, a page with its widget, and a clock that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import NOON_BEFORE

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.database.widget.page import Page
    from tests.house import House


@pytest.fixture
def house(db: None) -> House:
    from tests.house import make_house

    return make_house(NOON_BEFORE)


@pytest.fixture
def page(house: House, settings: Settings) -> Page:
    """The widget without an integration, at noon of 3 December 2026."""
    from entracte import clock
    from tests.database.widget.page import Page

    settings.CLOCK_OFFSET_SECONDS = (NOON_BEFORE - clock.system_now()).total_seconds()
    return Page(house)


@pytest.fixture
def bridged(page: Page) -> Page:
    """The widget whose integration is Spektrix, on the same page."""
    from tests.database.widget.page import Page

    return Page(page.house, "spektrix")
