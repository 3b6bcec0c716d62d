"""How do the guest's and the host's screens look today? `python -m tests.browser.pictures` draws them."""

import os
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from entracte import clock
from tests.browser.people import ANA, Host, Visitor
from tests.browser.stack import Stack
from tests.builders import LONDON
from tests.conftest import CLUSTER
from tools.chromium import FLAGS, find_chromium

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
GUEST_WIDTH, GUEST_HEIGHT = 1120, 900
HOST_WIDTH, HOST_HEIGHT = 1280, 900
AROUND = 28
PRESSES = (("Arrived", "Priya"), ("Seated", "Priya"), ("Arrived", "Tom"), ("Arrived", "Ines"))
FIRST_DAYS_AHEAD = range(2, 9)
MONDAY, TUESDAY = 0, 1


def _page(browser: Browser, width: int, height: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    return context.new_page()


def draw_guest(browser: Browser, stack: Stack) -> None:
    """Draw the theatre's page with the show's date, a Monday or Tuesday, selected in the widget."""
    visitor = Visitor(_page(browser, GUEST_WIDTH, GUEST_HEIGHT), stack)
    stack.sql("UPDATE restaurants_widget SET shows_curtain = true WHERE key = %s", stack.widget)
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets(days_ahead=next(days for days in FIRST_DAYS_AHEAD if _is_quiet(stack, days)))
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
    visitor.page.mouse.move(0, 0)
    top = visitor.page.locator(".basket").evaluate("element => element.offsetTop") - AROUND
    bottom = visitor.page.locator(".dinner").evaluate("element => element.offsetTop + element.offsetHeight")
    visitor.page.screenshot(
        path=PICTURES / "guest.png",
        animations="disabled",
        full_page=True,
        clip={"x": 0, "y": top, "width": GUEST_WIDTH, "height": bottom + AROUND - top},
    )


def _is_quiet(stack: Stack, days_ahead: int) -> bool:
    return stack.performance(days_ahead=days_ahead)[1].weekday() in (MONDAY, TUESDAY)


def book_for_tonight(browser: Browser, stack: Stack) -> str:
    """Let Ana book a late table after tonight's show, with her tickets in the basket; the booking's code."""
    visitor = Visitor(_page(browser, GUEST_WIDTH, GUEST_HEIGHT), stack)
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets(days_ahead=0)
    visitor.widget.evaluate("element => element.scrollIntoView()")
    code = visitor.book(ANA, "20:30")
    assert stack.claim_of(code) == ("verified", "")
    return code


def draw_host(browser: Browser, stack: Stack) -> None:
    """Draw the evening at twenty past six: some seated, one late, and Ana's booking opened beside."""
    code = book_for_tonight(browser, stack)
    host = Host(_page(browser, HOST_WIDTH, HOST_HEIGHT), stack)
    host.sign_in()
    host.page.goto(f"{stack.web}/r/prompt-side/")
    for step, name in PRESSES:
        host.rests()
        host.page.get_by_role("button", name=re.compile(f"^{step}.*{name}")).last.click()
        host.page.wait_for_load_state("networkidle")
    host.page.goto(f"{stack.web}/r/prompt-side/")
    host.page.locator(f"a[href*='{code}']").first.click()
    expect(host.page.get_by_text("verified").first).to_be_visible()
    host.page.wait_for_load_state("networkidle")
    host.page.screenshot(path=PICTURES / "host.png", animations="disabled")


def seconds_to_the_evening() -> int:
    """Return how far the product's clock must be shifted to stand at 18:20 in London today."""
    now = clock.system_now().astimezone(LONDON)
    return round((now.replace(hour=18, minute=20, second=0) - now).total_seconds())


def main() -> None:
    """Start an installation of its own with the demo's bookings, and draw both."""
    assert CLUSTER is not None, "unset TEST_DATABASE_URL: the pictures bring their own database"
    CLUSTER.start()
    os.environ["ENTRACTE_CLOCK_OFFSET_SECONDS"] = str(seconds_to_the_evening())
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        stack = Stack(CLUSTER.prepare(), Path(folder))
        try:
            stack.start()
            draw_guest(browser, stack)
            draw_host(browser, stack)
        finally:
            stack.stop()
            browser.close()


if __name__ == "__main__":
    main()
