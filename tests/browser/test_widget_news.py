"""Does a guest agree to news by a tick of their own, and by nothing else?"""

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.people import ANA, Visitor, in_days
from tests.browser.stack import Stack

BOOKED = "Your table is booked"
WORDING = "The Alder Room may write to me about suppers in the theatre, once a month at most."


@pytest.fixture
def day(visitor: Visitor, stack: Stack) -> date:
    """A restaurant that asks, and a visitor who stands before the times of a day."""
    stack.edit("UPDATE restaurants_restaurant SET asks_for_news = true, news_wording = %s", WORDING)
    on = in_days(3, stack=stack)
    visitor.arrive()
    visitor.pick_date(on)
    return on


def tick(visitor: Visitor) -> Locator:
    return visitor.widget.get_by_role("checkbox", name=WORDING)


def agreed(stack: Stack) -> list[tuple[str, bool | None]]:
    return stack.sql("SELECT news_consent, news_consent_at = created_at FROM bookings_booking ORDER BY id")


def test_the_tick_is_never_ticked_beforehand_and_what_is_not_ticked_is_not_kept(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.choose()
    expect(tick(visitor)).not_to_be_checked()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert agreed(stack) == [("", None)]


def test_a_tick_by_the_keyboard_is_kept_with_the_words_on_the_page(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.choose()
    visitor.type_details(ANA)
    visitor.widget.get_by_label("Requests").press("Tab")
    expect(tick(visitor)).to_be_focused()
    visitor.page.keyboard.press("Space")
    assert violations(visitor.page, "entracte-widget") == []
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert agreed(stack) == [(WORDING, True)]


def test_the_tab_does_not_remember_the_tick(visitor: Visitor, stack: Stack, day: date) -> None:
    visitor.choose()
    visitor.type_details(ANA)
    tick(visitor).check()
    visitor.page.reload()
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.widget.get_by_label("First name")).to_have_value(ANA.first_name)
    expect(tick(visitor)).not_to_be_checked()
    tick(visitor).check()
    visitor.widget.get_by_role("button", name="Start again").click()
    visitor.pick_date(day)
    visitor.choose()
    expect(tick(visitor)).not_to_be_checked()


def test_words_that_were_changed_while_the_form_was_open_are_agreed_to_by_nobody(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.choose()
    visitor.type_details(ANA)
    tick(visitor).check()
    stack.edit("UPDATE restaurants_restaurant SET news_wording = 'Write to me every day.'")
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert agreed(stack) == [("", None)]
