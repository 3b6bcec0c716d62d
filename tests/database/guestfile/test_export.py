"""Does the file of a guest hold every word that is kept of them, and nothing of another?"""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from entracte.guestfile.export import zip_of

if TYPE_CHECKING:
    from tests.database.guestfile.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.rule("D40")]


@pytest.mark.parametrize("name", ["everything.html", "everything.json"])
def test_the_file_holds_every_word_and_no_other_guests(story: Callable[..., Story], name: str) -> None:
    from tests.database.guestfile.story import ANAS, LATER

    played = story()
    with ZipFile(BytesIO(zip_of(played.house.restaurant, played.guest, at=LATER))) as bundle:
        text = bundle.read(name).decode()
    assert [word for word in ANAS if word not in text.lower().replace("07700 900101", "7700900101")] == []
    assert "Lima" not in text
    if name.endswith("json"):
        found = json.loads(text)
        assert len(found["bookings"]) == 2
        assert [(each["state"], each["party_size"]) for each in found["wishes"]] == [("declined", 3)]
        assert [each["what"] for each in found["demands"]] == ["everything", "erasure"]
