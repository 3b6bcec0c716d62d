"""Does the form come wherever the snippet ends up, and does the phone stand there where it cannot?"""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.strange_page import PROSE, StrangePage

PHONE = '<p slot="entracte-absent">Call <a href="tel:+441174960123">0117 496 0123</a>.</p>'
MOVED: dict[str, Callable[[str], str]] = {
    "moved": lambda script: '<script src="/js/booking.js"></script>',
    "moved, deferred": lambda script: '<script src="/js/booking.js" defer></script>',
    "moved, to a folder of the same name": lambda script: '<script src="/widget/1/entracte.js"></script>',
    "combined with others": lambda script: '<script src="/all.js" async></script>',
    "as a module": lambda script: '<script type="module" src="/js/booking.js"></script>',
    "imported": lambda script: '<script type="module">import "/js/booking.js";</script>',
    "inlined": lambda script: f"<script>{script}</script>",
    "inlined as a module": lambda script: f'<script type="module">{script}</script>',
    "run from a blob": lambda script: (
        f"<script>const code = {json.dumps(script)}; const made = document.createElement('script');"
        "made.src = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));"
        "document.head.append(made);</script>"
    ),
    "run from a text": lambda script: f"<script>(0, eval)({json.dumps(script)});</script>",
    "put in later": lambda script: (
        "<script>setTimeout(() => { const made = document.createElement('script');"
        "made.src = '/js/booking.js'; document.body.append(made); }, 50);</script>"
    ),
}
OLD_LIBRARY = """<script>
    Array.from = function (list) {
        for (var all = [], i = 0; i < list.length; i++) all.push(list[i]);
        return all;
    };
    Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] };
    Array.prototype.each = function (visit) { this.forEach(visit) };
    Object.prototype.extend = function () { return this };
    Function.prototype.defer = function () { return this };
    Array.prototype.toJSON = function () { return "[" + this.join() + "]" };
    String.prototype.toJSON = function () { return '"' + this + '"' };
    Number.prototype.toJSON = function () { return String(this) };
    Date.prototype.toJSON = undefined;
    window.$ = function () { return null };
</script>"""
OLD_BROWSER = """<script>
    delete AbortSignal.timeout;
    delete Document.prototype.adoptedStyleSheets;
    delete ShadowRoot.prototype.adoptedStyleSheets;
    window.CSSStyleSheet = function () { throw new TypeError("Illegal constructor") };
</script>"""


def built(strange: StrangePage) -> str:
    """The script as it is served."""
    answer = strange.page.request.get(f"{strange.stack.web}/widget/1/entracte.js")
    return str(answer.text())


def sees_form(strange: StrangePage) -> None:
    expect(strange.widget.get_by_role("heading", name="Book a table at The Prompt Side")).to_be_visible()


@pytest.mark.parametrize("way", MOVED)
def test_with_from_the_form_comes_wherever_the_script_ends_up(strange: StrangePage, way: str) -> None:
    script = built(strange)
    for path in ("/js/booking.js", "/widget/1/entracte.js"):
        strange.serve(path, script)
    strange.serve("/all.js", f"window.first = 1;\n{script};\nwindow.last = 1;")
    strange.open(strange.element(PHONE, **{"from": strange.stack.web}) + MOVED[way](script))
    sees_form(strange)
    expect(strange.page.get_by_text("0117 496 0123").first).to_be_hidden()


def test_without_from_a_moved_script_says_what_is_missing_and_leaves_the_phone(strange: StrangePage) -> None:
    strange.serve("/js/booking.js", built(strange))
    strange.open(strange.element(PHONE) + '<script src="/js/booking.js"></script>')
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_visible()
    assert any('from="https://' in line for line in strange.said_in_console)


@pytest.mark.parametrize(
    "attributes",
    [
        "widget=“{key}” from=“{home}”",
        "widget=”{key}” from=‘{home}/’",
        'widget=" {key} " from=" {home}/ "',
        'widget="„{key}“" from="«{home}»"',
        "widget='\u00a0{key}\u200b' from='{home}/widget/1/entracte.js'",
        'widget="&quot;{key}&quot;" from="&amp;quot;{home}&amp;quot;"',
        "widget={key} from={home}",
        "from={home}/// widget=&ldquo;{key}&rdquo; mode=&ldquo;&rdquo;",
    ],
)
def test_curly_quotes_and_blanks_in_the_snippet_are_forgiven(strange: StrangePage, attributes: str) -> None:
    written = attributes.format(key=strange.stack.widget, home=strange.stack.web)
    strange.open(f"<entracte-widget {written}></entracte-widget>{strange.script}")
    sees_form(strange)


def test_a_button_is_understood_in_curly_quotes_too(strange: StrangePage) -> None:
    strange.open(strange.element(mode="“Button” ", style="display:block;min-height:624px") + strange.script)
    strange.widget.get_by_role("button", name="Book a table").click()
    sees_form(strange)
    assert strange.widget.evaluate("element => element.getBoundingClientRect().height") < 100


def test_a_key_that_comes_after_the_element_or_changes_starts_the_form(strange: StrangePage) -> None:
    query = "UPDATE restaurants_widget SET language = 'en', accent = '#0a5c4a' WHERE key <> %s RETURNING key"
    [[other_key]] = strange.stack.sql(query, strange.stack.widget)
    strange.open(f"<entracte-widget>{PHONE}</entracte-widget>" + strange.script)
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_visible()
    strange.widget.evaluate("(element, key) => element.setAttribute('widget', key)", strange.stack.widget)
    sees_form(strange)
    strange.widget.evaluate("(element) => element.setAttribute('widget', 'nosuchwidgetkey0')", None)
    expect(strange.widget.get_by_role("alert")).to_have_text("This booking form is not available.")
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_visible()
    strange.widget.evaluate("(element, key) => element.setAttribute('widget', key)", other_key)
    sees_form(strange)
    expect(strange.widget.locator(".root")).to_have_css("--set", "#0a5c4a")
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_hidden()


@pytest.mark.dates
@pytest.mark.parametrize("strangeness", [OLD_LIBRARY, OLD_BROWSER], ids=["an old library", "an old browser"])
def test_a_table_is_booked_on_a_page_with(strange: StrangePage, strangeness: str) -> None:
    strange.stack.sql("UPDATE restaurants_widget SET integration = 'none'")
    strange.open(strangeness + strange.element() + strange.script)
    strange.open_day().click()
    strange.widget.get_by_role("button", name="18:00").first.click()
    slot = strange.widget.locator(".primary")
    expect(slot).to_have_css("background-color", "rgb(138, 28, 43)")
    for label, text in (("First name", "Ana"), ("Last name", "Riley"), ("E-mail", "ana@example.org")):
        strange.widget.get_by_label(label).fill(text)
    strange.widget.get_by_label("Phone").fill("07700 900101")
    slot.click()
    expect(strange.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    [[name]] = strange.stack.sql("SELECT first_name FROM bookings_booking ORDER BY id DESC LIMIT 1")
    assert name == "Ana"


def test_where_the_script_does_not_come_the_phone_stands(strange: StrangePage) -> None:
    strange.open(strange.element(PHONE) + '<script src="/not-there.js" async></script>')
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_visible()


def test_where_the_form_cannot_be_loaded_the_phone_stays(strange: StrangePage) -> None:
    strange.stack.sql("UPDATE restaurants_widget SET allowed_origins = ARRAY['https://a.example']")
    strange.open(strange.element(PHONE) + strange.script)
    expect(strange.widget.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(strange.page.get_by_role("link", name="0117 496 0123")).to_be_visible()


def test_a_tag_closed_by_a_slash_hides_nothing_of_the_page(strange: StrangePage) -> None:
    key = strange.stack.widget
    strange.page.set_viewport_size({"width": 900, "height": 900})
    strange.open(f'{strange.script}<entracte-widget widget="{key}" /><p id="prose">{PROSE}</p><b>The end</b>')
    sees_form(strange)
    prose = strange.page.locator("#prose")
    expect(prose).to_be_visible()
    expect(strange.page.get_by_text("The end")).to_be_visible()
    assert prose.evaluate("element => element.getBoundingClientRect().width") > 800
    expect(prose).to_have_css("font-size", "16px")


@pytest.mark.parametrize("inside", [PHONE, ""], ids=["with a phone", "without"])
def test_in_a_frame_without_an_origin_nothing_is_asked_and_the_phone_stays(
    strange: StrangePage, inside: str
) -> None:
    asked: list[str] = []
    strange.page.on("request", lambda request: asked.append(request.url))
    strange.serve("/frame", f"<!doctype html><body>{strange.element(inside)}{strange.script}", "text/html")
    strange.open('<iframe sandbox="allow-scripts" src="/frame" width="400" height="400"></iframe>')
    frame = strange.page.frame_locator("iframe")
    words = frame.get_by_role("link") if inside else frame.get_by_text("This booking form is not available.")
    expect(words).to_be_visible()
    assert not any("/api/" in url for url in asked)
