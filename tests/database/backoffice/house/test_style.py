"""Does every page of the back office load few sheets, all of which are there?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.database.security.doors import READ, make_place

if TYPE_CHECKING:
    from tests.database.answer import Answer
    from tests.database.security.doors import Place

MOST_SHEETS = 5
SHEET = re.compile(r'<link[^>]*rel="stylesheet"[^>]*href="/static/([^"]+)"')
# addresses that answer a part of a page to a page that is open already
PARTS = {"end", "list", "slots", "look_up", "fill_in", "story"}
STRANGERS = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/help/troubleshooting/")


@pytest.fixture
def here(db: None) -> Place:
    """A restaurant with something behind every address."""
    return make_place("prompt-side")


def sheets(answer: Answer) -> list[str]:
    return SHEET.findall(answer.content.decode())


def assert_few_and_there(found: list[str]) -> None:
    missing = [sheet for sheet in found if finders.find(sheet) is None]
    assert (1 <= len(found) <= MOST_SHEETS, missing) == (True, [])


@pytest.mark.parametrize("name", [name for name in READ if name not in PARTS])
def test_a_page_loads_at_most_five_sheets_that_exist(here: Place, name: str) -> None:
    assert_few_and_there(sheets(here.browser("owner").get(here.address(name))))


@pytest.mark.parametrize("address", STRANGERS)
def test_a_page_for_strangers_loads_at_most_five_sheets_that_exist(db: None, address: str) -> None:
    assert_few_and_there(sheets(Client().get(address)))


def test_a_page_that_is_not_there_is_drawn_too(here: Place) -> None:
    answer = here.browser("owner").get(here.address("tonight") + "nothing/")
    assert answer.status_code == 404
    assert_few_and_there(sheets(answer))
