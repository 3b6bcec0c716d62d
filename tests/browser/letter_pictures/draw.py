"""How does each letter look? `make pictures` draws it by day, by night and as plain text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from django.utils.translation import override
from playwright.sync_api import Browser, sync_playwright

from entracte.bookings.choices import Status
from entracte.bookings.history import MOVED
from entracte.bookings.history import STATUS as STATUS_CHANGED
from entracte.bookings.models import Booking, Change
from entracte.mail.composing import page_of
from entracte.mail.letters import LETTERS
from entracte.mail.page import LetterPage
from entracte.restaurants.models import Restaurant, Widget
from tools.chromium import FLAGS, find_chromium

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures" / "letters"
WIDTH, PHONE = 720, 375
STARTS_AT = datetime(2026, 12, 4, 19, 30, tzinfo=UTC)
BEFORE = {
    "changed": {"starts_at": "2026-12-03T18:00:00+00:00", "ends_at": "2026-12-03T19:45:00+00:00"},
    "waiting": {"status": "pending_payment"},
}
STATUSES = {
    "waiting": Status.PENDING,
    "deposit_due": Status.PENDING_PAYMENT,
    "cancelled": Status.CANCELLED,
    "thanks": Status.COMPLETED,
}
PLAIN = "<style>pre {{ font: 15px/1.45 monospace; margin: 32px; white-space: pre-wrap }}</style><pre>{}</pre>"


def letters(language: str) -> Iterator[tuple[str, LetterPage]]:
    """Yield each letter about one booking that no database has, in this language."""
    restaurant = Restaurant(
        name="The Prompt Side",
        address="Alder Theatre\n12 Foundry Lane\nBristol BS1 4QX",
        phone="0117 496 0100",
        time_zone="Europe/London",
    )
    for kind in LETTERS:
        booking = Booking(
            restaurant=restaurant,
            widget=Widget(accent="#8a1c2b"),
            code="7QK2M9PX",
            status=STATUSES.get(kind.name, Status.CONFIRMED),
            first_name="Ana",
            party_size=4,
            starts_at=STARTS_AT,
            ends_at=STARTS_AT.replace(hour=21, minute=15),
        )
        what = MOVED if kind.name == "changed" else STATUS_CHANGED
        change = Change(booking=booking, what=what, before=BEFORE.get(kind.name, {}), by_guest=True)
        with override(language):
            letter = page_of(kind.name, booking, change, change.before)
        yield kind.name, letter


def draw(browser: Browser, name: str, letter: LetterPage) -> None:
    """Draw one letter four times."""
    with override("en"):
        html, plain = letter.as_html(), PLAIN.format(escape(letter.as_text()))
    _draw(browser, f"{name}-light", html, WIDTH, is_dark=False)
    _draw(browser, f"{name}-dark", html, WIDTH, is_dark=True)
    _draw(browser, f"{name}-phone", html, PHONE, is_dark=False)
    _draw(browser, f"{name}-plain", plain, WIDTH, is_dark=False)


def _draw(browser: Browser, name: str, html: str, width: int, *, is_dark: bool) -> None:
    size = {"width": width, "height": 100}
    page = browser.new_page(viewport=size, color_scheme="dark" if is_dark else "light")  # type: ignore[arg-type]
    page.set_content(html)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    page.close()


def main() -> None:
    """Draw all of them into the documentation."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        for name, letter in letters("en"):
            draw(browser, name, letter)
        browser.close()
