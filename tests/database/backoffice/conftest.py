"""What do the back office's tests share? The house, people at their desks, and a clock that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import at

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django import Settings

    from tests.database.backoffice.desk import Desk
    from tests.house import House

EVENING = at("2026-12-04 18:00")


@pytest.fixture
def now(settings: Settings) -> datetime:
    """Six o'clock on Friday, 4 December 2026."""
    from entracte import clock

    settings.CLOCK_OFFSET_SECONDS = (EVENING - clock.system_now()).total_seconds()
    return EVENING


@pytest.fixture(autouse=True)
def _mail_server(settings: Settings) -> None:
    """A mail server is named, so letters are put into the outbox; there is no worker to send them."""
    from tests.database.staff_letters import A_MAIL_SERVER

    settings.MAIL_BACKEND = A_MAIL_SERVER


@pytest.fixture
def house(db: None, now: datetime) -> House:
    from tests.house import make_house

    return make_house(now)


@pytest.fixture
def other(house: House, now: datetime) -> House:
    """Another restaurant, of which this one must see nothing."""
    from tests.house import make_house

    return make_house(now, slug="stage-door")


@pytest.fixture
def host(house: House) -> Desk:
    from tests.database.backoffice.desk import Desk

    return Desk(house, "host")


@pytest.fixture
def manager(house: House) -> Desk:
    from tests.database.backoffice.desk import Desk

    return Desk(house, "manager")


@pytest.fixture
def owner(house: House) -> Desk:
    from tests.database.backoffice.desk import Desk

    return Desk(house, "owner")
