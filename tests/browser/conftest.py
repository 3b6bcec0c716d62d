"""What does a browser's test stand on? One Chromium, one installation, and a fresh evening each time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.pages import PATIENCE_MS, opened_page
from tests.browser.people import Host, Visitor
from tests.browser.stack import Stack
from tests.browser.strange_page import StrangePage, strange_site
from tools.chromium import FLAGS, find_chromium

ON_NO_DATE = {
    # how pages look and read, and where the form stands
    *("test_backoffice_pages", "test_long_names", "test_widget_layout", "test_widget_snippet"),
    *("test_widget_reading", "test_widget_languages"),
    # where the focus stands after a press
    *("test_backoffice_focus", "test_backoffice_focus_in_list"),
    # who signs in, and by what
    *("test_entrance", "test_join_by_passkey", "test_own_sign_in", "test_passkeys"),
    "test_backoffice_signed_out",
    # what a network loses on the way
    "test_widget_offline",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is played on an evening some days ahead."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem not in ON_NO_DATE:
            item.add_marker(pytest.mark.dates)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def installation(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp("stack")
    stack = Stack(database_url, folder)
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture
def stack(installation: Stack) -> Stack:
    """The installation with an empty book, a new box office and nothing in its record."""
    installation.begin_evening()
    return installation


@pytest.fixture
def visitors(chromium: Browser, stack: Stack) -> Iterator[Callable[..., Visitor]]:
    """A maker of visitors whose browsers differ: `visitors(width=390, timezone_id="Asia/Tokyo")`."""
    with ExitStack() as opened:
        yield lambda **options: Visitor(opened.enter_context(opened_page(chromium, **options)), stack)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with opened_page(chromium) as page:
        yield page


@pytest.fixture
def visitor(page: Page, stack: Stack) -> Visitor:
    """Somebody on the theatre's page."""
    return Visitor(page, stack)


@pytest.fixture
def strange(page: Page, stack: Stack) -> Iterator[StrangePage]:
    """A page on somebody's own site."""
    with strange_site(page, stack) as strange:
        yield strange


@pytest.fixture
def host(chromium: Browser, stack: Stack) -> Iterator[Host]:
    """The host, signed in to the back office in a browser of their own."""
    with opened_page(chromium) as page:
        host = Host(page, stack)
        host.sign_in()
        yield host


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, installation: Stack) -> Callable[[str], Any]:
    """The cookies of a signed-in member, by role; all sign in once, and no test ends that for the next."""
    columns = "session_key, session_data, expire_date"

    @cache
    def first(role: str) -> tuple[Any, Any]:
        with opened_page(chromium) as page:
            Host(page, installation).sign_in(f"{role}@entracte.example")
            state = page.context.storage_state()
        [key] = [each["value"] for each in state["cookies"] if each["name"] == "entracte_session"]
        rows = installation.sql(f"SELECT {columns} FROM django_session WHERE session_key = %s", key)
        return state, rows[0]

    def cookies_of(role: str) -> Any:
        state, row = first(role)
        installation.sql(
            f"INSERT INTO django_session ({columns}) VALUES (%s, %s, %s) ON CONFLICT (session_key) "
            "DO UPDATE SET session_data = excluded.session_data, expire_date = excluded.expire_date",
            *row,
        )
        return state

    return cookies_of


@pytest.fixture
def members(
    chromium: Browser, stack: Stack, signed_in: Callable[[str], Any]
) -> Iterator[Callable[..., Host]]:
    """A maker of signed-in members of the team, each in a browser of their own: `members("owner")`."""
    with ExitStack() as opened:
        yield lambda role, **options: Host(
            opened.enter_context(opened_page(chromium, storage_state=signed_in(role), **options)), stack
        )
