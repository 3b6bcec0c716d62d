"""Does the widget stand well on any page? Beside another, under a strict policy, and where it may not be."""

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.people import Visitor, as_written
from tests.browser.stack import Stack

LARGEST_BYTES = 15 * 1024
ADD_BESIDE = """(element, widget) => {
    const other = document.createElement("entracte-widget");
    other.setAttribute("widget", widget);
    other.id = "other";
    element.after(other);
    other.scrollIntoView();
}"""
ACCENT = "element => getComputedStyle(element.shadowRoot.querySelector('.probe')).backgroundColor"


@pytest.mark.rule("R1")
def test_two_widgets_on_one_page_have_each_their_own_settings(visitor: Visitor, stack: Stack) -> None:
    query = (
        "UPDATE restaurants_widget SET allowed_origins = ARRAY[%s], accent = '#0a5c4a', integration = 'none' "
        "WHERE key <> %s RETURNING key"
    )
    [[other_key]] = stack.sql(query, stack.theatre, stack.widget)
    performance, show = stack.performance(days_ahead=3)
    visitor.arrive(looks=False)
    visitor.put_in_basket(performance)
    visitor.place_widget(id="one")
    visitor.widget.evaluate(ADD_BESIDE, other_key)
    one, other = visitor.page.locator("#one"), visitor.page.locator("entracte-widget#other")
    expect(one.locator("#date-text")).to_have_text(as_written(show))
    expect(other.locator("#date-text")).to_have_text("Choose a date")
    expect(other.get_by_role("grid")).to_be_visible()
    assert one.evaluate(ACCENT) == "rgb(138, 28, 43)"
    assert other.evaluate(ACCENT) == "rgb(10, 92, 74)"
    assert visitor.read_baskets() == 1


def test_an_unknown_widget_says_that_it_is_not_there(visitor: Visitor) -> None:
    visitor.arrive()
    visitor.place_widget(widget="nosuchwidgetkey0")
    expect(visitor.widget.get_by_role("alert")).to_have_text("This booking form is not available.")
    expect(visitor.widget.get_by_role("button")).to_have_count(0)


def test_on_a_site_that_is_not_allowed_the_form_stays_away_until_it_is(
    visitor: Visitor, stack: Stack
) -> None:
    stack.sql("UPDATE restaurants_widget SET allowed_origins = ARRAY['https://elsewhere.example']")
    visitor.arrive()
    expect(visitor.widget.get_by_role("alert")).to_contain_text("could not be loaded")
    assert any("allowed sites" in line for line in visitor.said_in_console)
    assert visitor.read_baskets() == 0
    stack.sql("UPDATE restaurants_widget SET allowed_origins = ARRAY[%s]", stack.theatre)
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(visitor.widget.get_by_role("heading", name="Book a table at The Prompt Side")).to_be_visible()


def test_a_strict_content_security_policy_is_enough(visitor: Visitor, stack: Stack) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{stack.outer_port}/", timeout=10) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    visitor.arrive()
    visitor.place_widget(mode="button")
    visitor.widget.get_by_role("button", name="Book a table").click()
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    assert not any("Content Security Policy" in line for line in visitor.said_in_console)


def test_the_page_may_change_colours_shapes_and_type(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive()
    visitor.put_in_basket(stack.performance(days_ahead=3)[0])
    visitor.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`entracte-widget { --entracte-accent: #ffd166; --entracte-radius: 20px;
                --entracte-font: monospace } entracte-widget::part(slot) { border-style: dotted }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    visitor.place_widget()
    slot = visitor.widget.get_by_role("button", name="18:00")
    expect(slot).to_have_css("border-style", "dotted")
    expect(slot).to_have_css("border-radius", "20px")
    expect(slot).to_have_css("font-family", "monospace")
    slot.click()
    book = visitor.widget.get_by_role("button", name="Book a table for 2")
    expect(book).to_have_css("background-color", "rgb(255, 209, 102)")
    expect(book.locator("span")).to_have_css("color", "rgb(17, 17, 17)")


def test_the_whole_script_stays_small_on_the_wire(stack: Stack) -> None:
    request = urllib.request.Request(f"{stack.web}/widget/1/entracte.js", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.read()) < LARGEST_BYTES
