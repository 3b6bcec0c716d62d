"""Does the guest read on the own page what is kept of them, and nothing of the profile?"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from entracte.guestfile.what_is_kept import WHAT_IS_KEPT
from tests.database.backoffice.desk import text_of

if TYPE_CHECKING:
    from tests.database.guestpages.own_page import OwnPage


@pytest.mark.rule("D40")
def test_the_page_says_of_each_kind_what_why_and_how_long(guest: OwnPage) -> None:
    assert "What we keep about you" in guest.sees()
    answer = guest.client.get(f"{guest.address()}/kept")
    text = html.unescape(text_of(answer))
    for each in WHAT_IS_KEPT:
        assert f"{each.what} {each.why}" in text
    assert text.count("Until the restaurant erases it.") == len(WHAT_IS_KEPT) - 2
    assert "Lima" not in text


def test_it_is_read_and_never_sent_to(guest: OwnPage) -> None:
    assert guest.sends("kept").status_code == 405
