"""Draw every screen into a folder, or compare two such folders pixel by pixel."""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from tests.browser.people import Host, Visitor
from tests.browser.screens.book import Book
from tests.browser.screens.camera import HEIGHT, Camera, Wish
from tests.browser.screens.compare import compare
from tests.browser.screens.guests import draw_simulator, draw_widget
from tests.browser.screens.pages import CHANGING, HOST, OWNER, PRINTED, STRANGER, Screen
from tests.browser.screens.stage import Stage
from tests.browser.screens.still import EVENING
from tests.conftest import CLUSTER
from tools.chromium import FLAGS, find_chromium

PATIENCE_MS = 15_000
VIEWPORT: ViewportSize = {"width": 1280, "height": HEIGHT}


@contextmanager
def _opened(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser of its own whose clock stands still."""
    context = browser.new_context(
        locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce", viewport=VIEWPORT
    )
    context.set_default_timeout(PATIENCE_MS)
    context.clock.set_fixed_time(EVENING)
    # list and story refresh themselves, and would take what is being drawn away
    context.route(re.compile(r"/list/\?|/story/"), lambda route: route.fulfill(status=204))
    yield context
    context.close()


def _draw_screens(host: Host, camera: Camera, screens: tuple[Screen, ...], keys: dict[str, str]) -> None:
    for screen in screens:
        if not camera.wish.includes(screen.name):
            continue
        camera.look(1280)
        host.page.goto(host.stack.web + screen.address.format(**keys), wait_until="networkidle")
        if screen.presses:
            screen.presses(host.page)
            host.page.wait_for_load_state("networkidle")
        host.page.mouse.move(0, 0)
        camera.draw(screen.name)


def _draw_house(browser: Browser, stage: Stage, wish: Wish) -> dict[str, str]:
    """Draw the back office as a stranger, a host and the owner see it; returns the keys of the book."""
    with _opened(browser) as context:
        owner = Host(context.new_page(), stage)
        owner.sign_in("owner@entracte.example")
        keys = Book(stage, owner).fill(Visitor(context.new_page(), stage)) | stage.links()
        context.pages[1].close()
        camera = Camera(owner.page, wish)
        _draw_screens(owner, camera, OWNER, keys)
        for screen in PRINTED:
            owner.page.goto(stage.web + screen.address.format(**keys), wait_until="networkidle")
            camera.print(screen.name)
        _draw_screens(owner, camera, CHANGING, keys)
    with _opened(browser) as context:
        host = Host(context.new_page(), stage)
        camera = Camera(host.page, wish)
        _draw_screens(host, camera, STRANGER, keys)
        host.sign_in()
        _draw_screens(host, camera, HOST, keys)
    return keys


def _draw_guests(browser: Browser, stage: Stage, wish: Wish, closed: date) -> None:
    with _opened(browser) as context:
        visitor = Visitor(context.new_page(), stage)
        camera = Camera(visitor.page, wish)
        draw_widget(visitor, camera, closed)
        draw_simulator(visitor, camera)


def draw(wish: Wish) -> None:
    """Start an installation of its own, and draw its screens."""
    assert CLUSTER is not None, "unset TEST_DATABASE_URL: the pictures bring their own database"
    CLUSTER.start()
    os.environ["ENTRACTE_CLOCK_OFFSET_SECONDS"] = "0"
    wish.folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with tempfile.TemporaryDirectory() as files, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        stage = Stage(CLUSTER.prepare(), Path(files))
        try:
            stage.start()
            keys = _draw_house(browser, stage, wish)
            _draw_guests(browser, stage, wish, date.fromisoformat(keys["closed_day"]))
        finally:
            stage.stop()
            browser.close()


def main() -> int:
    """Draw, or compare and return 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("var/screens"), help="where to draw")
    parser.add_argument("--only", default="", metavar="NAME", help="the screens whose names begin so")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("ONE", "OTHER"), help="folders to compare")
    given = parser.parse_args()
    if not given.compare:
        draw(Wish(given.folder, given.only))
        return 0
    lines = compare(*given.compare)
    sys.stdout.write("\n".join([*lines, ""]))
    return 1 if len(lines) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
