"""Can the form be read on any page: direction, text size, colours, a page that stays, a phone to press?"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.pages import opened_page
from tests.browser.stack import Stack
from tests.browser.strange_page import PROSE, StrangePage, strange_site
from tools.chromium import FLAGS, find_chromium

SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""
TEL = "tel:+44-117-496-0123"
FONT_SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"


@pytest.fixture
def phone(strange: StrangePage) -> str:
    """The restaurant's phone, as it is written."""
    strange.stack.sql("UPDATE restaurants_restaurant SET phone = '0117 496 0123'")
    strange.stack.sql("UPDATE restaurants_widget SET integration = 'none'")
    return "0117 496 0123"


def link(strange: StrangePage) -> None:
    """The phone stands in the form as an address to press."""
    expect(strange.widget.get_by_role("link", name=re.compile("0117.496.0123")).first).to_have_attribute(
        "href", TEL
    )


def changed(strange: StrangePage, call: str, **fields: object) -> None:
    """Let Entracte answer a call, and change some fields of its answer on the wire."""

    def change(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), **fields})

    strange.page.route(f"**/{call}", change)


def test_the_form_reads_in_its_own_language_and_direction_whatever_the_pages_are(
    strange: StrangePage,
) -> None:
    strange.open(f'<div dir="rtl" lang="ar">{strange.element(lang="ar")}</div>{strange.script}')
    heading = strange.widget.get_by_role("heading", name=re.compile("^Book a table"))
    expect(heading).to_have_css("direction", "ltr")
    expect(heading).to_have_css("text-align", "start")
    expect(strange.widget.locator(".root")).to_have_attribute("lang", "en")


def test_a_language_that_runs_from_the_right_does_so_on_a_page_from_the_left(strange: StrangePage) -> None:
    english = strange.page.request.get(f"{strange.stack.web}/widget/1/languages/en.json").text()
    allowed = {"Access-Control-Allow-Origin": "*"}
    strange.page.route("**/languages/ar.json", lambda route: route.fulfill(body=english, headers=allowed))
    changed(strange, "settings", language="ar")
    strange.open(strange.element() + strange.script)
    expect(strange.widget.locator(".root")).to_have_attribute("dir", "rtl")
    expect(strange.widget.locator(".root")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("root", ["62.5%", "10px", "40px"])
def test_the_pages_rem_changes_no_size_of_the_form(strange: StrangePage, root: str) -> None:
    strange.open(
        strange.element() + strange.script, style=f"html {{ font-size: {root} }} body {{ font-size: 9px }}"
    )
    assert strange.widget.locator("h2").evaluate(FONT_SIZE) == pytest.approx(22, abs=0.1)
    assert strange.widget.locator("#party").evaluate(FONT_SIZE) == pytest.approx(16, abs=0.1)


def test_the_form_follows_the_text_size_that_the_reader_set(stack: Stack, tmp_path: Path, page: Page) -> None:
    kind = page.context.browser
    assert kind is not None
    context: BrowserContext = kind.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=str(find_chromium()),
        args=[*FLAGS, "--blink-settings=defaultFontSize=32"],
        viewport={"width": 320, "height": 900},
    )
    try:
        with strange_site(context.new_page(), stack) as strange:
            strange.open(strange.element() + strange.script)
            assert strange.widget.locator("h2").evaluate(FONT_SIZE) == pytest.approx(44, abs=0.2)
            far = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert strange.page.evaluate(far) == 0
    finally:
        context.close()


def test_in_forced_colours_only_dates_with_tables_are_outlined(strange: StrangePage) -> None:
    strange.stack.sql("UPDATE restaurants_widget SET integration = 'none'")
    strange.page.emulate_media(forced_colors="active")
    strange.open(strange.element() + strange.script)
    expect(strange.open_day()).to_have_css("border-top-width", "1px")
    drawn = strange.widget.locator("td button:not(.open, .few_left)").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).borderTopWidth)"
    )
    assert set(drawn) <= {"0px"}


@pytest.mark.parametrize("scroller", ["", "html, body { height: 100%; overflow: auto; margin: 0 }"])
def test_the_page_behind_an_open_dialog_does_not_scroll_and_does_afterwards(
    strange: StrangePage, scroller: str
) -> None:
    strange.open(strange.element(mode="button") + f"<p>{PROSE * 60}</p>" + strange.script, style=scroller)
    strange.widget.get_by_role("button", name="Book a table").click()
    expect(strange.widget.get_by_role("dialog")).to_be_visible()
    place = "() => [scrollY, document.body.scrollTop, document.documentElement.scrollTop]"
    strange.page.mouse.move(20, 600)
    strange.page.mouse.wheel(0, 900)
    strange.page.wait_for_timeout(300)
    assert strange.page.evaluate(place) == [0, 0, 0]
    strange.page.keyboard.press("Escape")
    expect(strange.widget.get_by_role("dialog")).to_be_hidden()
    strange.page.mouse.wheel(0, 900)
    strange.page.wait_for_function(f"({place})().some((each) => each > 0)")
    assert strange.page.evaluate("document.documentElement.style.overflow") == ""


def test_a_widget_taken_away_with_its_dialog_open_leaves_a_page_that_scrolls(strange: StrangePage) -> None:
    strange.open(strange.element(mode="button") + f"<p>{PROSE * 60}</p>" + strange.script)
    strange.widget.get_by_role("button", name="Book a table").click()
    expect(strange.widget.get_by_role("dialog")).to_be_visible()
    strange.widget.evaluate("element => element.remove()")
    assert strange.page.evaluate(
        "[document.documentElement.style.overflow, document.body.style.overflow]"
    ) == ["", ""]


@pytest.mark.parametrize("integration", ["none", "spektrix"])
def test_the_prose_below_does_not_jump_when_the_form_comes(strange: StrangePage, integration: str) -> None:
    strange.stack.sql("UPDATE restaurants_widget SET integration = %s", integration)
    strange.page.set_viewport_size({"width": 390, "height": 844})
    strange.page.add_init_script(f"({SHIFTS})()")
    absent = '<p slot="entracte-absent">Call <a href="tel:1">1</a>.</p>'
    snippet = strange.element(absent, style="display:block;min-height:624px")
    strange.open(f"<h1>Dinner</h1>{strange.script}{snippet}<p>{PROSE * 3}</p>")
    expect(strange.widget.get_by_role("grid")).to_be_visible()
    expect(strange.known_day).to_be_visible()
    strange.page.wait_for_timeout(500)
    assert strange.page.evaluate("shifted") < 0.02


@pytest.mark.parametrize("state", ["full", "no_table_for_party", "closed", "too_soon", "too_far"])
def test_a_date_without_tables_names_the_phone(strange: StrangePage, phone: str, state: str) -> None:
    changed(strange, "offers*", offers=[], state=state, nearest=[])
    strange.open(strange.element() + strange.script)
    strange.widget.locator("td button:not(.past)").last.click()
    link(strange)


def test_where_nothing_is_booked_online_the_phone_is_named(strange: StrangePage, phone: str) -> None:
    changed(strange, "settings", largest_party=0)
    strange.open(strange.element() + strange.script)
    expect(strange.widget.get_by_text("cannot be booked online")).to_be_visible()
    link(strange)


def test_the_largest_party_that_is_booked_online_names_the_phone_for_more(
    strange: StrangePage, phone: str
) -> None:
    strange.open(strange.element() + strange.script)
    expect(strange.widget.get_by_role("grid")).to_be_visible()
    sizes = strange.widget.locator("#party option").count()
    strange.widget.get_by_label("Party size").select_option(index=sizes - 1)
    link(strange)


REFUSED = {"code": "unavailable", "message": "No.", "fields": {}}


@pytest.mark.parametrize("call", ["settings", "offers", "days"])
def test_an_answer_that_asks_to_wait_is_waited_for_and_then_asked_again(
    strange: StrangePage, phone: str, call: str
) -> None:
    asked: list[float] = []

    def refuse_once(route: Route) -> None:
        asked.append(float(strange.page.evaluate("performance.now()")))
        if len(asked) > 1:
            route.continue_()
            return
        headers = {
            "Access-Control-Allow-Origin": strange.origin,
            "Access-Control-Expose-Headers": "Retry-After",
            "Retry-After": "2",
        }
        route.fulfill(status=503, json=REFUSED, headers=headers)

    strange.page.route(f"**/{call}*", refuse_once)
    strange.open(strange.element() + strange.script)
    if call == "offers":
        strange.open_day().click()
    if call != "days":
        expect(strange.widget.get_by_text("could not be loaded").first).to_be_visible()
        expect(strange.widget.get_by_text("Check your connection")).to_have_count(0)
        strange.widget.get_by_role("button", name="Try again").click()
    shown = strange.widget.locator(".slot").first if call == "offers" else strange.known_day
    expect(shown).to_be_visible()
    assert len(asked) == 2
    assert asked[1] - asked[0] > 1500


def test_off_line_the_connection_is_named_and_back_on_line_all_comes_by_itself(
    strange: StrangePage, phone: str
) -> None:
    strange.open(strange.element() + strange.script)
    day = strange.open_day()
    expect(day).to_be_visible()
    strange.page.context.set_offline(True)
    day.click()
    expect(strange.widget.get_by_text("Check your connection").first).to_be_visible()
    link(strange)
    strange.page.context.set_offline(False)
    expect(strange.widget.locator(".slot").first).to_be_visible()


def test_back_on_line_a_form_that_did_not_load_comes_by_itself(chromium: Browser, stack: Stack) -> None:
    with opened_page(chromium) as page, strange_site(page, stack) as strange:
        strange.open(strange.element(hidden="") + strange.script)
        page.wait_for_function("Boolean(customElements.get('entracte-widget'))")
        page.context.set_offline(True)
        strange.widget.evaluate("element => element.removeAttribute('hidden')")
        expect(strange.widget.get_by_role("alert")).to_contain_text("Check your connection")
        page.context.set_offline(False)
        expect(strange.widget.get_by_role("heading", name=re.compile("^Book a table"))).to_be_visible()


@pytest.mark.parametrize(
    "sentence, address", [("", ""), ("We keep it a year.", "https://www.example.org/privacy")]
)
def test_at_the_button_stands_what_becomes_of_what_is_typed(
    strange: StrangePage, phone: str, sentence: str, address: str
) -> None:
    strange.stack.sql(
        "UPDATE restaurants_restaurant SET privacy_sentence = %s, privacy_link = %s", sentence, address
    )
    strange.open(strange.element() + strange.script)
    strange.open_day().click()
    strange.widget.get_by_role("button", name="18:00").first.click()
    expect(strange.widget.get_by_text(sentence or "for your booking only, allergies too.")).to_be_visible()
    more = strange.widget.get_by_role("link", name="More about privacy")
    if address:
        expect(more).to_have_attribute("href", address)
    else:
        expect(more).to_have_count(0)
