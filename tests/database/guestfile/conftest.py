"""Whose data do the tests erase and give out? Those of somebody with many words, who books twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.database.guestfile.story import Story


@pytest.fixture
def story(db: None) -> Callable[..., Story]:
    """Play the story of a guest, of Ana or of somebody without a name."""
    from tests.database.guestfile.story import a_story

    def play(*, named: bool = True, whole: bool = True) -> Story:
        return a_story(named=named, whole=whole)

    return play
