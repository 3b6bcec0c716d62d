"""The wire, for the tests of the client."""

from collections.abc import Iterator

import pytest

from tests.unit.spektrix.wire import Wire, open_wire


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as opened:
        yield opened
