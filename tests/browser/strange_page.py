"""A site of a stranger's making: the test writes its pages, and the widget's restaurant has allowed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Locator, Page

from tests.browser.stack import Stack

PROSE = "Dinner is served from half past five, in the long room behind the circle bar, until late. " * 6
SHELL = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>body {{ margin: 16px; font: 16px/1.5 serif }} {style}</style></head>
<body>{body}</body></html>"""


class StrangePage:
    """An outer page as the test writes it. The widget's script is on it only where the test puts it."""

    def __init__(self, page: Page, stack: Stack, origin: str, files: dict[str, tuple[str, str]]) -> None:
        self.page, self.stack, self.origin, self.files = page, stack, origin, files
        self.said_in_console: list[str] = []
        page.on("console", lambda message: self.said_in_console.append(message.text))
        page.on("pageerror", lambda error: self.said_in_console.append(str(error)))

    @property
    def widget(self) -> Locator:
        return self.page.locator("entracte-widget")

    @property
    def script(self) -> str:
        """The script as the snippet loads it."""
        return f'<script src="{self.stack.web}/widget/1/entracte.js" async></script>'

    def element(self, inside: str = "", **attributes: str) -> str:
        """The element with its key, as HTML."""
        written = {"widget": self.stack.widget, **attributes}
        words = " ".join(f'{name}="{text}"' for name, text in written.items())
        return f"<entracte-widget {words}>{inside}</entracte-widget>"

    def serve(self, path: str, text: str, kind: str = "text/javascript") -> None:
        """Put a file on this site."""
        self.files[path] = (text, kind)

    def open(self, body: str, *, style: str = "") -> None:
        """Open a page with this body."""
        self.serve("/", SHELL.format(style=style, body=body), "text/html")
        self.page.goto(f"{self.origin}/")

    @property
    def known_day(self) -> Locator:
        """A day of which the form knows whether it has tables; on a month's last evening none has."""
        return self.widget.locator("td button[class]:not([class=''], .past)").first

    def open_day(self) -> Locator:
        """A day of the next month, which has some whatever day it is."""
        self.widget.get_by_role("button", name="Next month").click()
        return self.widget.locator("td button.open").nth(3)


@contextmanager
def strange_site(page: Page, stack: Stack) -> Iterator[StrangePage]:
    """Run a site on a port of its own, allowed by every widget, until the test ends."""
    files: dict[str, tuple[str, str]] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text, kind = files.get(self.path, ("", "text/plain"))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *words: object) -> None:
            """Leave the test's own output alone."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://strange.localhost:{server.server_address[1]}"
    stack.sql("UPDATE restaurants_widget SET allowed_origins = array_append(allowed_origins, %s)", origin)
    try:
        yield StrangePage(page, stack, origin, files)
    finally:
        server.shutdown()
        server.server_close()
