"""Can everybody use the widget? By keyboard alone, by ear, and with nothing for axe to find."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.people import ANA, Visitor, as_written
from tests.origins import SENT_AS

MOST_TABS = 120
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at.id || at.tagName} ${at.ariaLabel ?? at.textContent}`.trim();
}"""


def focused(visitor: Visitor) -> str:
    """Return the focused element's id, or its tag, and its words."""
    return str(visitor.page.evaluate(FOCUSED))


def tab_to(visitor: Visitor, wanted: str) -> None:
    """Press Tab until the focused element's id and words begin so."""
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        if focused(visitor).startswith(wanted):
            return
    raise AssertionError(f"Tab does not reach {wanted}; it stands on {focused(visitor)}")


def wait_for_focus(visitor: Visitor, wanted: str) -> None:
    """Wait until the focused element's id and words begin so."""
    visitor.page.wait_for_function(f"(wanted) => ({FOCUSED})().startsWith(wanted)", arg=wanted)


def test_a_table_is_booked_by_keyboard_alone(visitor: Visitor) -> None:
    keys = visitor.page.keyboard
    visitor.arrive()
    show = visitor.add_tickets()
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.selected_date()).to_have_text(as_written(show))
    heard = visitor.widget.get_by_role("status")
    expect(heard).to_have_text(re.compile(rf"times for 2 people on {show:%A} {show.day} {show:%B}"))
    tab_to(visitor, "party")
    keys.press("ArrowDown")
    expect(heard).to_have_text(re.compile("times for 3 people"))
    keys.press("Tab")
    wait_for_focus(visitor, "date")
    keys.press("Enter")
    wait_for_focus(visitor, f"BUTTON {show:%A} {show.day} {show:%B}")
    keys.press("ArrowRight")
    keys.press("ArrowLeft")
    keys.press("Escape")
    wait_for_focus(visitor, "date")
    keys.press("Space")
    wait_for_focus(visitor, f"BUTTON {show:%A} {show.day} {show:%B}")
    keys.press("ArrowDown")
    keys.press("Enter")
    wait_for_focus(visitor, "date")
    expect(visitor.selected_date()).not_to_have_text(as_written(show))
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
    tab_to(visitor, "BUTTON 18:00")
    keys.press("Space")
    wait_for_focus(visitor, "H2 Your details")
    for name in ("first_name", "last_name", "email", "phone"):
        keys.press("Tab")
        wait_for_focus(visitor, name)
        keys.type(getattr(ANA, name))
    keys.press("Enter")
    wait_for_focus(visitor, "H2 Your table is booked")
    visitor.code()


def test_a_field_left_empty_takes_the_focus_and_says_what_to_do(visitor: Visitor) -> None:
    visitor.arrive()
    visitor.add_tickets()
    visitor.choose()
    visitor.widget.get_by_label("First name").fill("Ana")
    visitor.submit()
    last_name = visitor.widget.get_by_label("Last name")
    expect(last_name).to_be_focused()
    expect(last_name).to_have_attribute("aria-invalid", "true")
    expect(last_name).to_have_accessible_description("Write your last name.")
    visitor.page.keyboard.type("R")
    expect(last_name).not_to_have_attribute("aria-invalid", "true")
    visitor.widget.get_by_role("button", name="Change party, date or time").click()
    visitor.choose("19:00")
    expect(visitor.widget.get_by_label("First name")).to_have_value("Ana")


def test_axe_looks_inside_the_widget(visitor: Visitor) -> None:
    visitor.arrive()
    visitor.widget.evaluate("({ shadowRoot }) => shadowRoot.append(document.createElement('input'))")
    assert any("entracte-widget" in one and "label" in one for one in violations(visitor.page))


@pytest.mark.parametrize(
    "width,mode,ground",
    [
        (390, "inline", "white"),
        (1280, "inline", "black"),
        (390, "button", "black"),
        (1280, "button", "white"),
    ],
)
def test_axe_finds_nothing_on_any_screen(
    visitors: Callable[..., Visitor], width: int, mode: str, ground: str
) -> None:
    visitor = visitors(width=width)
    visitor.stack.sql("UPDATE restaurants_widget SET shows_curtain = true, shows_other_performances = true")
    visitor.arrive()
    if ground == "black":
        visitor.page.locator("#dinner").evaluate(
            "({ style }) => { style.background = '#111'; style.color = '#ddd' }"
        )
    earlier, _ = visitor.stack.performance(days_ahead=3)
    later, _ = visitor.stack.performance(days_ahead=5)
    visitor.put_in_basket(earlier, later)
    visitor.place_widget(mode=mode)
    if mode == "button":
        assert violations(visitor.page, "entracte-widget") == []
        visitor.widget.get_by_role("button", name="Book a table").click()
    else:
        visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.widget.get_by_role("heading", name="Your other shows")).to_be_visible()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
    assert violations(visitor.page, "entracte-widget") == []
    visitor.widget.locator("#date").click()
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    expect(visitor.widget.get_by_role("gridcell", selected=True)).to_be_visible()
    assert violations(visitor.page, "entracte-widget") == []
    visitor.choose()
    visitor.submit()
    expect(visitor.widget.get_by_label("First name")).to_be_focused()
    assert violations(visitor.page, "entracte-widget") == []
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    assert violations(visitor.page, "entracte-widget") == []


@pytest.mark.rule("R2")
def test_behind_a_button_each_press_opens_the_form_and_reads_the_basket_once(visitor: Visitor) -> None:
    visitor.arrive(looks=False)
    performance, show = visitor.stack.performance(days_ahead=3)
    visitor.put_in_basket(performance)
    visitor.place_widget(mode="button")
    opener = visitor.widget.get_by_role("button", name="Book a table")
    expect(opener).to_be_visible()
    visitor.stack.control("DELETE", "calls")
    opener.click()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    assert visitor.read_baskets() == 1
    visitor.page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.click()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    visitor.widget.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()
    assert visitor.read_baskets() == 2


def test_a_browser_names_each_site_as_it_is_kept(page: Page) -> None:
    named = page.evaluate("addresses => addresses.map((each) => new URL(each).origin)", list(SENT_AS))
    assert named == list(SENT_AS.values())
