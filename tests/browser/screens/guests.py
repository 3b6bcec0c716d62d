"""The widget on the theatre's page, drawn in its main states, and the simulator's own view."""

import urllib.request
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import ANA, Visitor
from tests.browser.screens.camera import Camera
from tests.browser.stack import CLIENT, until

# ids and times of calls are never the same twice
STEADY = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data } = walker.currentNode;
        const timed = data.replace(/18:\\d\\d(:\\d\\d)?/, "18:20");
        walker.currentNode.data = timed.replace(/I-\\w{4}-\\w{4}/, "I-ABCD-1234");
    }
}"""
# a code is random, and stands on the last screen
ONE_CODE = """({ shadowRoot }, code) => {
    const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(code, "ABC234");
}"""


def draw_widget(visitor: Visitor, camera: Camera, closed: object) -> None:
    """Draw the calendar, the times, a date without any, the form, its errors, the booking, the button."""
    screens: dict[str, Callable[[], object]] = {
        "theatre": visitor.arrive,
        "widget-calendar": lambda: _open(visitor),
        "widget-closed": lambda: visitor.pick_date(closed),  # type: ignore[arg-type]
        "widget-times": lambda: _see_times(visitor),
        "widget-form": lambda: _hold(visitor),
        "widget-errors": visitor.submit,
        "widget-booked": lambda: _book(visitor),
        "widget-button": lambda: visitor.place_widget(mode="button"),
        "widget-unknown": lambda: visitor.place_widget(widget="nosuchwidgetkey0"),
    }
    for name, reach in screens.items():
        reach()
        visitor.page.wait_for_load_state("networkidle")
        visitor.page.mouse.move(0, 0)
        if camera.wish.includes(name):
            camera.draw(name)


def _open(visitor: Visitor) -> None:
    visitor.place_widget()
    expect(visitor.widget.get_by_role("grid")).to_be_visible()


def _see_times(visitor: Visitor) -> None:
    # the tab remembers the date that was picked by hand, which no show's date takes the place of
    visitor.page.evaluate("sessionStorage.clear()")
    visitor.sign_in(ANA)
    visitor.add_tickets(days_ahead=4)
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()


def _hold(visitor: Visitor) -> None:
    visitor.choose("18:00")
    expect(visitor.widget.locator("section").get_by_text("Held for you for")).to_be_visible()


def _book(visitor: Visitor) -> None:
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    visitor.widget.evaluate(ONE_CODE, visitor.code())


def draw_simulator(visitor: Visitor, camera: Camera) -> None:
    """Draw the page on which the simulator shows its baskets, faults and calls."""
    if not camera.wish.includes("simulator"):
        return
    stack = visitor.stack
    unsettled = "SELECT 1 FROM boxoffice_claim WHERE settled_at IS NULL"
    until(lambda: stack.sql(unsettled) == [], what="the last claim")
    stack.control("DELETE", "calls")
    urllib.request.urlopen(f"{stack.simulator}/{CLIENT}/api/v3/instances", timeout=10).close()
    # its script would bring the words of the moment back
    visitor.page.route("**/view.js", lambda route: route.abort())
    visitor.page.goto(stack.simulator)
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate(STEADY)
    camera.draw("simulator")
