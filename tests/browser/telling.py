"""How does a guest go through a story? By keyboard alone or not, in English or in the pseudo-language."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Page, Route, expect

from entracte.widget.script import BUILT
from tests.browser.axe import violations
from tests.browser.people import ANA, Visitor
from tests.browser.stack import Stack
from tests.browser.test_widget_access import tab_to, wait_for_focus
from tests.pseudo_language import english_in
from tools.catalogues import in_accents

MOST_TABS = 60
EVERYWHERE = {"Access-Control-Allow-Origin": "*"}
FOCUSED = "document.activeElement.innerText?.trim().replace(/\\s+/g, ' ')"
# all that a page says, to the eye and to the ear
WORDS = """() => [document.title, document.body.textContent,
    ...[...document.querySelectorAll("*")].flatMap((each) => [each.ariaLabel, each.title, each.placeholder])
].filter(Boolean).join("\\n")"""
# what the form speaks is no language of ours, so letters speak the restaurant's
FORM, RESTAURANTS = "xa", "en-xa"
COMMENT = "Warm bread"
NAMES = (
    *("The Prompt Side", "Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX"),
    *(ANA.first_name, ANA.last_name, ANA.email, COMMENT),
)


@dataclass(frozen=True)
class Telling:
    """On how wide a screen, by keyboard alone or not, and in the pseudo-language or in English."""

    width: int
    by_keyboard: bool
    is_pseudo: bool

    def begins(self, stack: Stack, pseudo_folder: Path) -> None:
        """Let letters and the guest's pages speak the language of the story."""
        if self.is_pseudo:
            shutil.copytree(pseudo_folder, stack.languages, dirs_exist_ok=True)
            stack.sql("UPDATE restaurants_restaurant SET locale = %s", RESTAURANTS)

    def says(self, sentence: str) -> str:
        """Return a sentence as it is said in this story."""
        return in_accents(sentence) if self.is_pseudo else sentence

    def books(self, visitor: Visitor) -> str:
        """Let somebody with a ticket book a table at six; the booking's code."""
        if self.is_pseudo:
            _speak(visitor.page)
        visitor.says = self.says
        visitor.arrive()
        visitor.sign_in(ANA)
        visitor.add_tickets()
        if not self.by_keyboard:
            return visitor.book(ANA)
        keys = visitor.page.keyboard
        visitor.widget.evaluate("element => element.scrollIntoView()")
        expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
        tab_to(visitor, "BUTTON 18:00")
        keys.press("Enter")
        wait_for_focus(visitor, "H2 Your details")
        for name, text in vars(ANA).items():
            tab_to(visitor, name)
            keys.type(text)
        keys.press("Enter")
        wait_for_focus(visitor, "H2 Your table is booked")
        return visitor.code()

    def presses(self, page: Page, name: str) -> None:
        """Press the link, the button or the summary that is called so."""
        said = self.says(name)
        if self.by_keyboard:
            _tab_until(page, lambda: page.evaluate(FOCUSED) == said)
            page.keyboard.press("Enter")
        else:
            words = r"\s+".join(re.escape(each) for each in said.split())
            page.locator("a, button, summary").filter(has_text=re.compile(rf"^\s*{words}\s*$")).click()

    def answers(self, page: Page) -> None:
        """Choose the second of the five, and add a few words."""
        if self.by_keyboard:
            _tab_until(page, lambda: page.evaluate("document.activeElement.type") == "radio")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
            page.keyboard.type(COMMENT)
        else:
            page.get_by_role("radio").nth(1).check()
            page.get_by_role("textbox").fill(COMMENT)
        self.presses(page, "Send my answer")

    def follows(self, letter: dict[str, Any], name: str, page: Page, stack: Stack) -> Page:
        """Open a letter on the page of the mailbox, and press its link: the page that it opens."""
        page.goto(f"{stack.mailbox.url}/letters/{letter['number']}")
        words = page.frame_locator("iframe")
        link = words.get_by_role("link", name=self.says(name))
        expect(link).to_be_visible()
        with page.context.expect_page() as opened:
            if self.by_keyboard:
                _tab_until(page, lambda: link.and_(words.locator(":focus")).count() == 1)
                page.keyboard.press("Enter")
            else:
                link.click()
        opened.value.wait_for_load_state()
        return opened.value

    def sees(self, page: Page, heading: str) -> None:
        """Wait for the page with this heading, and look at it."""
        expect(page.get_by_role("heading", name=self.says(heading), level=1)).to_be_visible()
        self.looks_at(page)

    def looks_at(self, page: Page) -> None:
        """See that a page fits the screen, and is all in its language or has nothing wrong for axe."""
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        if self.is_pseudo:
            assert english_in(page.evaluate(WORDS), *NAMES) == []
        else:
            assert violations(page) == []

    def reads(self, letter: dict[str, Any]) -> dict[str, Any]:
        """See that a letter is all in its language: its texts, and its calendar's file."""
        if self.is_pseudo:
            html = re.sub(r"<style.*?</style>|<[^>]*>", " ", letter["html"], flags=re.DOTALL)
            texts = [letter["subject"], letter["text"], unescape(html)]
            for event in events_of(letter):
                texts += [str(event["SUMMARY"]), str(event["DESCRIPTION"])]
            assert [english_in(each, *NAMES) for each in texts] == [[]] * len(texts)
        return letter


def events_of(letter: dict[str, Any]) -> list[Any]:
    """Return the events in the calendar's file of a letter."""
    return [
        event for file in letter["attachments"] for event in Calendar.from_ical(file["text"]).walk("VEVENT")
    ]


def _tab_until(page: Page, is_there: Callable[[], bool]) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if is_there():
            return
    raise AssertionError("no tab leads there")


def _speak(page: Page) -> None:
    """Let the settings name a language of the form that has its sentences in accents."""

    def settings(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "language": FORM})

    texts = json.loads((BUILT / "languages" / "en.json").read_text())
    spoken = json.dumps({key: _in_accents(text) for key, text in texts.items()})
    page.route("**/settings", settings)
    page.route(
        f"**/languages/{FORM}.json",
        lambda route: route.fulfill(body=spoken, content_type="application/json", headers=EVERYWHERE),
    )


def _in_accents(text: Any) -> Any:
    """A sentence about a count has several forms."""
    if isinstance(text, dict):
        return {name: in_accents(form) for name, form in text.items()}
    return in_accents(text)
