"""Which Spektrix do the tests of the bridge talk to? One simulator for all of them, made new for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.contract.simulator import KEY, Simulator

if TYPE_CHECKING:
    from tests.bridge import Evening


@pytest.fixture(scope="session")
def running_simulator() -> Iterator[Simulator]:
    with Simulator(key=KEY) as simulator:
        yield simulator


@pytest.fixture
def spektrix(running_simulator: Simulator) -> Simulator:
    """The simulator as on its first day, without faults, with no call recorded, and both attributes there."""
    running_simulator.control("POST", "reset", {"calls": True})
    return running_simulator


@pytest.fixture
def evening(request: pytest.FixtureRequest, spektrix: Simulator) -> Evening:
    """The demo restaurant, connected to the simulator, on a database of the test's own."""
    # This file is read before Django is set up; the rooms can only be imported after.
    from tests.bridge import an_evening, connect

    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    request.getfixturevalue("transactional_db" if commits else "db")
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    opened = an_evening()
    connect(opened.restaurant, spektrix.url)
    return opened
