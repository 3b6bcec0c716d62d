"""Does a guest's hold go with them as they leave, come back with them, and last a little longer once?"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.pages import opened_page
from tests.browser.people import ANA, Visitor
from tests.browser.stack import Stack, until
from tests.browser.strange_page import strange_site
from tests.browser.test_widget_holds import BOOKED, ENDED, count, is_held, look_for_eight, six
from tests.browser.test_widget_holds import day as day
from tools.chromium import FLAGS, find_chromium

# of dinner, and of no lunch, which some weekdays have
ONLY_SIX = "UPDATE dining_service SET fixed_starts = ARRAY[time '18:00'], is_active = (name = 'Dinner')"


@pytest.fixture
def going_back(chromium: Browser, stack: Stack) -> Iterator[Visitor]:
    """A visitor on a page that may be kept, in a browser that keeps pages as they were left."""
    browser = chromium.browser_type.launch(
        executable_path=str(find_chromium()),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    try:
        with opened_page(browser) as page, strange_site(page, stack) as site:
            site.open(site.element() + site.script)
            yield Visitor(page, stack)
    finally:
        browser.close()


def is_given_up(stack: Stack) -> None:
    until(lambda: count(stack, "bookings_hold") == 0, what="the hold to be given up")


@pytest.mark.parametrize("way", ["another page", "the end of the tab"])
def test_a_guest_who_leaves_gives_the_table_up_at_once(
    visitors: Callable[..., Visitor], stack: Stack, day: date, way: str
) -> None:
    ana = look_for_eight(visitors(), day)
    ana.choose()
    expect(is_held(ana)).to_be_visible()
    if way == "another page":
        ana.page.goto(stack.web)
    else:
        ana.page.close(run_before_unload=True)
    is_given_up(stack)
    expect(six(look_for_eight(visitors(), day))).to_be_visible()


def test_a_guest_who_reloads_the_page_finds_the_table_held_again(
    visitors: Callable[..., Visitor], stack: Stack, day: date
) -> None:
    ana = look_for_eight(visitors(), day)
    ana.choose()
    expect(is_held(ana)).to_be_visible()
    [(before,)] = stack.sql("SELECT key FROM bookings_hold")
    ana.page.reload()
    ana.widget.evaluate("element => element.scrollIntoView()")
    expect(is_held(ana)).to_be_visible()
    until(
        lambda: [key for (key,) in stack.sql("SELECT key FROM bookings_hold")] not in ([], [before]),
        what="one hold, made by the page that came",
    )
    assert count(stack, "bookings_hold") == 1


def test_a_page_that_comes_back_as_it_was_left_holds_again(
    going_back: Visitor, stack: Stack, day: date
) -> None:
    going_back.widget.get_by_label("Party size").select_option("8")
    going_back.pick_date(day)
    going_back.choose()
    expect(is_held(going_back)).to_be_visible()
    going_back.page.goto(stack.web)
    is_given_up(stack)
    going_back.page.evaluate("() => void setTimeout(() => history.back())")
    until(lambda: count(stack, "bookings_hold") == 1, what="the hold to be taken again")


def test_a_page_that_comes_back_after_the_table_went_says_so(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    look_for_eight(visitor, day).choose()
    expect(is_held(visitor)).to_be_visible()
    passes = "(name) => void dispatchEvent(new PageTransitionEvent(name, { persisted: true }))"
    visitor.page.evaluate(passes, "pagehide")
    is_given_up(stack)
    stack.book_by_api(day, "18:00", party_size=8)
    visitor.page.evaluate(passes, "pageshow")
    shown = visitor.widget.get_by_role("alert")
    expect(shown).to_have_text("18:00 has just gone. Here are the times that are left.")


def test_where_only_holds_are_in_the_way_the_words_say_when_to_look_again(
    visitors: Callable[..., Visitor], stack: Stack, day: date
) -> None:
    ana = look_for_eight(visitors(), day)
    stack.edit(ONLY_SIX)
    ana.choose()
    expect(is_held(ana)).to_be_visible()
    ben = visitors(width=390)
    ben.arrive()
    ben.widget.get_by_label("Party size").select_option("8")
    ben.pick_date(day)
    expect(ben.widget.locator(".reason")).to_contain_text("Other guests are booking the last tables on")
    expect(ben.widget.locator(".reason")).to_contain_text("Look again in 5 minutes.")
    expect(ben.widget.get_by_role("group", name="Nearest dates with a table")).to_be_visible()
    ana.page.goto(stack.web)
    is_given_up(stack)
    ben.widget.get_by_role("button", name="Look again").click()
    expect(six(ben)).to_be_visible()


def lasting(seconds: int) -> Callable[[Route], None]:
    """Let the answer on the wire say that the hold lasts so long."""

    def answer(route: Route) -> None:
        real = route.fetch()
        route.fulfill(response=real, json={**real.json(), "seconds": seconds})

    return answer


def test_the_end_is_announced_a_minute_before_and_put_off_once(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.page.route("**/holds", lasting(62))
    look_for_eight(visitor, day).choose()
    expect(is_held(visitor)).to_have_text("Held for you for 2 more minutes.")
    longer = visitor.widget.get_by_role("button", name="Keep it longer")
    expect(longer).to_be_visible()
    expect(visitor.widget.get_by_role("status")).to_have_text("Held for you for one more minute.")
    longer.press("Enter")
    expect(is_held(visitor)).to_have_text("Held for you for 5 more minutes.")
    assert stack.sql("SELECT is_prolonged FROM bookings_hold") == [(True,)]
    expect(longer).to_have_count(0)
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


def test_a_hold_that_cannot_be_put_off_is_said_to_have_ended(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.page.route("**/holds", lasting(30))
    look_for_eight(visitor, day).choose()
    longer = visitor.widget.get_by_role("button", name="Keep it longer")
    expect(longer).to_be_visible()
    stack.sql("UPDATE bookings_hold SET expires_at = expires_at - interval '1 hour'")
    longer.click()
    expect(visitor.widget.locator("section").get_by_text(ENDED)).to_be_visible()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
