"""What does each letter to a guest look like? Laid out about one booking that no database has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from django.utils.translation import override

from entracte.bookings.choices import Status
from entracte.bookings.history import MOVED
from entracte.bookings.history import STATUS as STATUS_CHANGED
from entracte.bookings.models import Booking, Change
from entracte.mail.composing import page_of
from entracte.mail.letters import LETTERS
from entracte.mail.page import LetterPage
from entracte.restaurants.models import Restaurant, Widget
from tests.browser.letter_pictures.camera import NARROW, WIDE, Camera

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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter that is to be drawn: its file's name, its title, and its two texts."""

    name: str
    title: str
    html: str
    text: str


def letters(language: str) -> Iterator[tuple[str, LetterPage]]:
    """Yield each letter to a guest, in this language."""
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


def to_guests() -> list[Drawn]:
    """Return all letters to guests, in English."""
    titles = {kind.name: kind.title for kind in LETTERS}
    with override("en"):
        return [Drawn(name, titles[name], page.as_html(), page.as_text()) for name, page in letters("en")]


def draw_letter(camera: Camera, letter: Drawn) -> None:
    """Draw one letter by day, by night, on a phone and as plain text."""
    camera.set(letter.html)
    for scheme in ("light", "dark"):
        camera.draw(f"letters/{letter.name}-{scheme}", width=WIDE, is_dark=scheme == "dark")
    camera.draw(f"letters/{letter.name}-phone", width=NARROW)
    camera.set(PLAIN.format(escape(letter.text)))
    camera.draw(f"letters/{letter.name}-plain", width=WIDE)
