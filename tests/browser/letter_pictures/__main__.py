"""Draw letters and guests' pages into the documentation, in an installation whose clock stands still."""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.browser.letter_pictures.camera import Camera
from tests.browser.screens.stage import Stage
from tests.browser.screens.still import stand_still
from tests.conftest import CLUSTER
from tools.chromium import FLAGS, find_chromium


def draw(stage: Stage) -> None:
    """Let everything happen, then draw it; a browser's driver and the database do not meet in one thread."""
    os.environ["DATABASE_URL"] = stage.database_url
    django.setup()
    stand_still()
    evening, letters, pages = (
        import_module(f"tests.browser.letter_pictures.{name}") for name in ("evening", "draw", "own_pages")
    )
    tonight = evening.Evening.of_the_demo()
    guests, staff = letters.to_guests(), evening.to_staff(tonight)
    wish = evening.letter_about_a_wish()
    guests = [wish if each.name == wish.name else each for each in guests]
    bookings = evening.bookings_of_guests(tonight)
    guests.append(evening.reminder_that_asks())
    demands = evening.demands_of(tonight, bookings["leaves"])
    steps = pages.steps(bookings, demands, stage.web)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=[*FLAGS, "--lang=en-GB"]
        )
        camera = Camera(browser.new_page(locale="en-GB", timezone_id="Europe/London"))
        for letter in [*guests, *staff]:
            letters.draw_letter(camera, letter)
        for step in steps:
            pages.draw_step(camera, step)
        browser.close()
    import_module("tests.browser.letter_pictures.index").write_index(guests, staff, steps)


def main() -> None:
    """Start an installation of its own, and draw what is written and shown in it."""
    assert CLUSTER is not None, "unset TEST_DATABASE_URL: the pictures bring their own database"
    CLUSTER.start()
    os.environ["ENTRACTE_CLOCK_OFFSET_SECONDS"] = "0"
    with tempfile.TemporaryDirectory() as files:
        stage = Stage(CLUSTER.prepare(), Path(files))
        try:
            stage.set_up()
            stage.start_mailbox()
            stage.start_web()
            draw(stage)
        finally:
            stage.stop()


if __name__ == "__main__":
    main()
