"""The evening of the tests that settle without Spektrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bridge import Evening


@pytest.fixture
def evening(db: None) -> Evening:
    """A restaurant whose Spektrix does not answer; what has to be settled here is settled without it."""
    # This file is read before Django is set up; the packages can only be imported after.
    from tests.bridge import an_evening, connect

    opened = an_evening()
    connect(opened.restaurant)
    return opened
