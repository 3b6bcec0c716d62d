"""Does the keyboard keep its place, whatever control of the back office is pressed?

The pages are those of the URLconf, so that a new page is tried without being named.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.evening import Evening, evening_of
from tests.browser.stack import Stack
from tests.browser.urlconf import PAGES, address_of

WIDTHS = (1280, 390)

# A press that leads to another page is no swap: it is pressed, and held back at the very end.
STAYS = """() => {
    addEventListener("click", (event) => {
        if (event.target.closest("a[href]")) event.preventDefault();
    });
    addEventListener("submit", (event) => event.preventDefault());
    print = () => {};
    window.open = () => null;
    let open = 0;
    document.addEventListener("htmx:beforeRequest", () => { open += 1; });
    document.addEventListener("htmx:afterRequest", () => { setTimeout(() => { open -= 1; }, 60); });
    window.pressed = new Set();
    window.isQuiet = () => open === 0;
    window.swaps = () => swapped;
    let swapped = 0;
    document.addEventListener("htmx:afterSwap", () => { swapped += 1; });
    document.addEventListener("htmx:oobAfterSwap", () => { swapped += 1; });
}"""

# Press the next control that was not pressed yet; returns what it was and whether the focus is lost.
PRESS_NEXT = """async (done) => {
    const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const where = (one) => one.getAttribute("href") ?? one.form?.getAttribute("action") ?? "";
    const kind = (one) => [one.tagName, one.name ?? "", one.type === "radio" ? one.value : ""];
    const name = (one) => [...kind(one), where(one), one.textContent.trim().slice(0, 60)]
        .join("|").replace(/\\s+/g, " ");
    const known = new Set(done);
    const next = [...document.querySelectorAll(CONTROLS)].find((one) =>
        one.checkVisibility() && !one.disabled && one.ariaDisabled !== "true" && !one.closest("noscript")
        && one.type !== "hidden" && !known.has(name(one)));
    if (!next) return null;
    const what = name(next), before = window.swaps();
    next.focus();
    if (document.activeElement !== next) return [what, "", false];
    next.click();
    const passes = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
    await passes(0);
    const until = performance.now() + 8000;
    while (!window.isQuiet() && performance.now() < until) await passes(20);
    const at = document.activeElement, isLost = !at || at === document.body || !at.checkVisibility();
    return [what, isLost ? "lost" : "", window.swaps() > before];
}"""


@pytest.fixture(scope="module")
def evening(chromium: Browser, installation: Stack, signed_in: Callable[[str], Any]) -> Iterator[Evening]:
    with evening_of(chromium, installation, signed_in("owner")) as evening:
        yield evening


def opens(page: Page, at: str) -> None:
    page.goto(at)
    page.wait_for_load_state("load")
    page.evaluate(STAYS)


def lost_on(page: Page, at: str, done: list[str]) -> list[str]:
    """Press each control that is not done yet, on a page as it opened; return those that lost the focus."""
    lost = []
    opens(page, at)
    while (found := page.evaluate(PRESS_NEXT, done)) is not None:
        what, outcome, has_swapped = found
        done.append(what)
        if outcome:
            lost.append(what)
        if outcome or (has_swapped and len(done) < 400):
            opens(page, at)
    return lost


@pytest.mark.parametrize("name", PAGES)
def test_after_any_press_the_focus_stands_somewhere(evening: Evening, name: str) -> None:
    """Everything on a wide screen, then what only a phone shows."""
    done: list[str] = []
    for width in WIDTHS:
        evening.shows("light", width)
        assert lost_on(evening.page, address_of(evening, name), done) == []
