"""Which steps does a guest take on the page of a booking, and what is pressed to get there?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from entracte.bookings.history import MADE
from entracte.bookings.models import Booking, Change
from entracte.bookings.own_link import Opens, link_of
from tests.browser.letter_pictures.camera import NARROW, Camera


def _nothing(page: Page) -> None:
    """Draw the page as it is opened."""


def _presses(*names: str) -> Callable[[Page], None]:
    def presses(page: Page) -> None:
        for name in names:
            words = re.compile(rf"^\s*{name}".replace(" ", r"\s+"))
            page.locator("a, button, summary").filter(has_text=words).first.click()
            page.wait_for_load_state()

    return presses


def _answers(page: Page) -> None:
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("textbox").fill("Warm bread, and nobody hurried us to the show.")
    page.get_by_role("button").click()
    page.wait_for_load_state()


def _asks_for_link(page: Page) -> None:
    page.get_by_role("textbox").fill("ana.riley@example.org")
    page.get_by_role("button").click()
    page.wait_for_load_state()


@dataclass(frozen=True, slots=True)
class Step:
    """A picture of the own page: what it is called, where it begins, and what is pressed."""

    name: str
    title: str
    address: str
    presses: Callable[[Page], Any] = _nothing


CANCELS = ("Cancel this booking", "Yes, cancel the booking")


def steps(bookings: dict[str, Booking], demands: dict[str, str], web: str) -> list[Step]:
    """Return all steps in the order in which they are drawn; later ones may follow from earlier ones."""
    at = {name: _address(web, booking) for name, booking in bookings.items()}
    asked = {
        name: _address(web, bookings[name], Opens.FEEDBACK) for name in ("visit", "answered", "withdrawn")
    }
    second = _address(web, bookings["open"], Opens.WHEN_AND_WHERE)
    return [
        Step("open", "The booking", at["open"]),
        Step("when-and-where", "The second link: when and where", second),
        Step("change", "Change it: the times of a date", f"{at['open']}/change"),
        Step("no-table", "Another date without a table", f"{at['open']}/change?date=2027-03-22&party_size=2"),
        Step("changed", "Changed", f"{at['open']}/change", _presses("19:30 until")),
        Step("ask", "What needs a person is asked for", f"{at['wish']}/change?date=2026-12-08&party_size=5"),
        Step("wish-waits", "The wish waits", at["wish"]),
        Step("change-not-possible", "The restaurant cannot do it", at["declined"]),
        Step("too-late", "Too late to change or cancel, and running late", at["tonight"]),
        Step("late", "Said to be late", at["tonight"], _presses("15 minutes later")),
        Step("coming", "The reminder asks whether they come", at["reminded"]),
        Step("is-coming", "They are coming", at["reminded"], _presses("Yes, we are coming")),
        Step("cancel", "Cancel it", at["open"], _presses("Cancel this booking")),
        Step("cancelled", "Cancelled, with a minute to take it back", at["open"], _presses(*CANCELS)),
        Step("taken-back", "Taken back", at["open"], _presses("Take my table back")),
        Step("kept", "What is kept", f"{at['leaves']}/kept"),
        Step("asked-for", "Asked for, by letter", f"{at['leaves']}/kept", _presses("Erase me")),
        Step("everything", "The link in the letter: everything", f"{web}{demands['everything']}"),
        Step("sent", "It is on its way", f"{web}{demands['everything']}", _presses("Send me everything")),
        Step("erase", "The link in the letter: erasure", f"{web}{demands['erasure']}"),
        Step("erased", "Erased", f"{web}{demands['erasure']}", _presses("Yes, erase me for good")),
        Step("used-up", "A link of a letter that was used", f"{web}{demands['erasure']}"),
        Step("question", "The question after the visit", asked["visit"]),
        Step("answered", "Answered", asked["answered"], _answers),
        Step("withdrawn", "The question was taken back", asked["withdrawn"]),
        Step("wrong-link", "A cut or wrong link", f"{web}/b/nothing"),
        Step("old-link", "An old link", at["old"]),
        Step("lost-link", "A lost link", f"{web}/b/"),
        Step("lost-link-sent", "Its answer, the same to everybody", f"{web}/b/", _asks_for_link),
    ]


def draw_step(camera: Camera, step: Step) -> None:
    """Draw a step on a phone, by day and by night."""
    camera.page.goto(step.address)
    step.presses(camera.page)
    for scheme in ("light", "dark"):
        camera.draw(f"own-page/{step.name}-{scheme}", width=NARROW, is_dark=scheme == "dark")


def _address(web: str, booking: Booking, opens: Opens = Opens.OWN_PAGE) -> str:
    asking = None
    if opens is Opens.FEEDBACK:
        lines = Change.objects.filter(booking=booking).exclude(what=MADE).order_by("number")
        asking = lines.values_list("number", flat=True).first()
    link = link_of(booking, opens, asking=asking)
    return f"{web}/{link.split('/', 3)[3]}"
