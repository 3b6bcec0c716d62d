"""What do the tests of security share? Two restaurants, each with something behind every address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from tests.database.security.doors import Place


@pytest.fixture
def here(db: None) -> Place:
    """The restaurant whose team the tests belong to."""
    from tests.database.security.doors import make_place

    return make_place("prompt-side")


@pytest.fixture
def elsewhere(db: None) -> Place:
    """Another restaurant on the same installation."""
    from tests.database.security.doors import make_place

    return make_place("stalls-bar")


@pytest.fixture(autouse=True)
def _nothing_counted(request: pytest.FixtureRequest) -> None:
    """Begin with no sign-in tried yet, as far as the limits know."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()
