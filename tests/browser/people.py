"""Who acts in a browser's test? A visitor on the theatre's page, and a host in the back office."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import APIResponse, Locator, Page, expect

from tests.browser.stack import PASSWORD, Stack

HOST_EMAIL = "host@entracte.example"
ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Typed:
    """What somebody types into the widget."""

    first_name: str = "Ana"
    last_name: str = "Riley"
    email: str = "ana.riley@example.org"
    phone: str = "07700 900101"


ANA = Typed()
BEN = Typed("Ben", "Okafor", "ben.okafor@example.org", "020 7946 0102")


def as_written(on: date) -> str:
    """Return a date as the widget shows it to a British browser, which has one month of four letters."""
    return f"{on:%a} {on.day} {'Sept' if on.month == 9 else format(on, '%b')}"


class Visitor:
    """Somebody on the theatre's page, with or without tickets."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page, self.stack = page, stack
        # how the form says an English sentence
        self.says: Callable[[str], str] = str
        self.said_in_console: list[str] = []
        page.on("console", lambda message: self.said_in_console.append(message.text))

    @property
    def widget(self) -> Locator:
        return self.page.locator("entracte-widget")

    def arrive(self, *, looks: bool = True) -> None:
        """Open the theatre's page and look at its widget, which opens by that; or leave it out of sight."""
        self.page.goto(self.stack.theatre)
        self.page.wait_for_selector("body[data-state=ready]")
        if looks:
            self.widget.evaluate("element => element.scrollIntoView()")

    def press_and_reload(self, selector: str) -> None:
        """Press one of the theatre's own buttons; the page opens again after it."""
        button = self.page.locator(selector).first
        self.page.locator("#later").evaluate_all("all => all.forEach(one => one.open = true)")
        with self.page.expect_navigation():
            button.click()
        self.page.wait_for_selector("body[data-state=ready]")

    def sign_in(self, person: Typed) -> None:
        self.press_and_reload(f"[data-sign-in='{person.email}']")

    def add_tickets(self, *, days_ahead: int = 3) -> date:
        """Put two tickets for a performance so many days ahead, or later, into the basket; its date."""
        instance_id, on = self.stack.performance(days_ahead=days_ahead)
        self.press_and_reload(f"[data-add='{instance_id}']")
        return on

    def put_in_basket(self, *instance_ids: str) -> None:
        """Put a ticket for each performance into the basket; the page stays as it is."""
        self.page.evaluate(
            """async (ids) => {
                const answer = await fetch(`${document.body.dataset.api}/basket/tickets`, {
                    method: "POST",
                    credentials: "include",
                    headers: { "Content-Type": "application/json" },
                    body: JSON.stringify(ids.map((instance) => ({ instance }))),
                });
                if (!answer.ok) throw new Error(await answer.text());
            }""",
            list(instance_ids),
        )

    def place_widget(self, **attributes: str) -> None:
        """Put another element in the widget's place, as a theatre would write it: mode="button"."""
        self.widget.evaluate(
            """(element, attributes) => {
                const other = document.createElement("entracte-widget");
                for (const [name, text] of Object.entries(attributes)) other.setAttribute(name, text);
                element.replaceWith(other);
                other.scrollIntoView();
            }""",
            {"widget": self.stack.widget, **attributes},
        )

    def inside(self) -> str:
        """All that the widget holds: its elements, and what stands in its fields."""
        return str(
            self.widget.evaluate(
                """({ shadowRoot }) => shadowRoot.innerHTML
                    + [...shadowRoot.querySelectorAll("input, textarea")].map((field) => field.value)"""
            )
        )

    def read_baskets(self) -> int:
        """How often has the widget read the basket? The theatre's own page reads it without a query."""
        return sum("expand" in call["query"] for call in self.stack.calls("web"))

    def choose(self, start: str = "18:00") -> None:
        """Scroll to the widget and press a time of its first screen."""
        self.widget.evaluate("element => element.scrollIntoView()")
        self.widget.get_by_role("button", name=re.compile(f"^{start}")).first.click()

    def pick_date(self, on: date) -> None:
        """Pick a date from the calendar, which opens by itself where the basket gave no date."""
        field = self.widget.locator("#date")
        self.widget.locator("#date[aria-expanded=true], #date:not(:has-text('Choose a date'))").wait_for()
        if field.get_attribute("aria-expanded") != "true":
            field.click()
        day = self.widget.get_by_role("button", name=re.compile(f"^{on:%A} {on.day} {on:%B} {on.year}"))
        self.turn_to(on)
        day.click()

    def turn_to(self, on: date) -> None:
        """Turn the calendar's pages, forth or back, to the month of this date."""
        expect(self.widget.get_by_role("grid")).to_be_visible()
        while (shown := self._month_shown()) != (on.year, on.month):
            way = "Next month" if shown < (on.year, on.month) else "Previous month"
            self.widget.get_by_role("button", name=way).click()

    def _month_shown(self) -> tuple[int, int]:
        """Return year and month of the page that the calendar shows."""
        day = self.widget.locator("[data-date]").nth(14).get_attribute("data-date")
        shown = date.fromisoformat(str(day))
        return shown.year, shown.month

    def type_details(self, person: Typed) -> None:
        self.widget.get_by_label(self.says("First name")).fill(person.first_name)
        self.widget.get_by_label(self.says("Last name")).fill(person.last_name)
        self.widget.get_by_label(self.says("E-mail")).fill(person.email)
        self.widget.get_by_label(self.says("Phone")).fill(person.phone)

    def submit(self) -> None:
        self.widget.get_by_role("button", name=re.compile(f"^{self.says('Book a table for')}")).click()

    def book(self, person: Typed, start: str = "18:00") -> str:
        """Choose a time, type, submit; returns the booking's code."""
        self.choose(start)
        self.type_details(person)
        self.submit()
        expect(self.widget.get_by_role("heading", name=self.says("Your table is booked"))).to_be_visible()
        return self.code()

    def is_done(self) -> None:
        """Press Done on the card of a booking, which else comes back with the next page."""
        self.widget.get_by_role("button", name=self.says("Done")).click()
        expect(self.widget.locator(".card")).to_have_count(0)

    def code(self) -> str:
        [[code]] = self.stack.sql("SELECT code FROM bookings_booking ORDER BY id DESC LIMIT 1")
        expect(self.widget.get_by_text(code)).to_be_visible()
        return str(code)

    def selected_date(self) -> Locator:
        """Look at the widget, which after a reload may be out of sight and so not open, and at its date."""
        self.widget.evaluate("element => element.scrollIntoView()")
        return self.widget.locator("#date-text")


class Host:
    """A member of the team in the back office."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page, self.stack = page, stack

    def sign_in(self, email: str = HOST_EMAIL, password: str = PASSWORD) -> None:
        self.page.goto(f"{self.stack.web}/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/r/prompt-side/**")

    def address(self, path: str = "") -> str:
        return f"{self.stack.web}/r/prompt-side/{path}"

    def opens(self, path: str = "") -> None:
        self.page.goto(self.address(path))

    def status_of(self, path: str) -> int:
        """Open a page and return the status of its answer."""
        answer = self.page.goto(self.address(path))
        assert answer is not None
        return answer.status

    def open_booking(self, code: str) -> None:
        self.opens(f"bookings/{code}/")

    @property
    def beside(self) -> Locator:
        """What is opened beside the list."""
        return self.page.locator("#beside")

    @property
    def bar(self) -> Locator:
        """The bar that says what was done."""
        return self.page.locator("#bars")

    def line(self, name: str) -> Locator:
        """The line of the list with this name."""
        return self.page.locator(".diary tbody tr").filter(has_text=name)

    def press(self, name: str) -> None:
        """Press one of the booking's steps, in its menu where it does not stand outside."""
        step = self.beside.get_by_role("button", name=name, exact=True)
        if not step.count() or not step.first.is_visible():
            self.page.get_by_label("More for this booking").click()
        self.rests()
        step.first.click()

    def rests(self) -> None:
        """Wait until the last press has rested, so that the next one counts."""
        expect(self.page.locator("[data-rests] [aria-disabled=true]")).to_have_count(0)

    def complete(self, code: str) -> None:
        """Open the booking, press Completed before its start, and confirm."""
        self.open_booking(code)
        self.press("Completed")
        self.page.get_by_role("button", name="Yes, completed").click()
        self.stack.wait_for_status(code, "completed")

    def steps(self) -> list[str]:
        """Every step that the opened booking offers, those in the menu included."""
        return self.beside.locator("button[name=to]").all_text_contents()

    def sends(self, path: str, **typed: str) -> APIResponse:
        """Send a form with this member's session, past the page."""
        cookies = {one["name"]: one["value"] for one in self.page.context.cookies()}
        form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": cookies["entracte_csrf"], **typed}
        return self.page.request.post(self.address(path), form=form)

    def takes(self, on: date, start: str = "18:00", *, party: int = 2, **who: str) -> str:
        """Take a booking by phone, quickly; its code."""
        starts_at = datetime.combine(on, time.fromisoformat(start), ZONE).isoformat()
        names = {"first_name": ANA.first_name, "last_name": ANA.last_name, "email": ANA.email, **who}
        wish = {"party_size": str(party), "date": on.isoformat(), "starts_at": starts_at}
        answer = self.sends("bookings/new/", **wish, **names)
        assert answer.status == 200, answer.text()
        return answer.url.rstrip("/").rsplit("/", 1)[-1]


def in_days(days: int, *, stack: Stack) -> date:
    """Return a date so many days from today, by the installation's clock."""
    return stack.today() + timedelta(days=days)
