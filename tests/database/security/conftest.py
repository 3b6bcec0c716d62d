"""What do the tests of security share? Two restaurants, each with something behind every address."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import transaction

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.database.security.doors import Place


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Place]]:
    """Both restaurants, written once for all tests of a file: each test works in a part that is undone."""
    from tests.database.security.doors import make_place

    with django_db_blocker.unblock(), transaction.atomic():
        yield {slug: make_place(slug) for slug in ("prompt-side", "stalls-bar")}
        transaction.set_rollback(True)


@pytest.fixture
def here(places: dict[str, Place], db: None) -> Place:
    """The restaurant whose team the tests belong to."""
    return deepcopy(places["prompt-side"])


@pytest.fixture
def elsewhere(places: dict[str, Place], db: None) -> Place:
    """Another restaurant on the same installation."""
    return deepcopy(places["stalls-bar"])


@pytest.fixture(autouse=True)
def _nothing_counted(request: pytest.FixtureRequest) -> None:
    """Begin with no sign-in tried yet, as far as the limits know."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()
