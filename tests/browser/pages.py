"""Pages of a real Chromium, each in a browser of its own whose clock is the product's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.moments import clock_offset_seconds

PATIENCE_MS = 30_000
# every way to ask a browser for the time: Date.now(), new Date() and Date()
SHIFTED_CLOCK = """(() => {
    const now = Date.now.bind(Date), shift = %d;
    globalThis.Date = new Proxy(Date, {
        apply: (real) => new real(now() + shift).toString(),
        construct: (real, given) => new real(...(given.length ? given : [now() + shift])),
        get: (real, name) => (name === "now" ? () => now() + shift : Reflect.get(real, name)),
    });
})()"""


@contextmanager
def opened_page(chromium: Browser, **options: Any) -> Iterator[Page]:
    """Open a page in a browser of its own, whose clock is the product's, and close both at the end."""
    usual: dict[str, Any] = {
        "viewport": {"width": options.pop("width", 1280), "height": 900},
        "locale": "en-GB",
    }
    context = chromium.new_context(**usual, **options)
    try:
        context.set_default_timeout(PATIENCE_MS)
        if clock_offset_seconds():
            context.add_init_script(SHIFTED_CLOCK % (clock_offset_seconds() * 1000))
        yield context.new_page()
    finally:
        context.close()
