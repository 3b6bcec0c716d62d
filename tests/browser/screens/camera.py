"""What draws one page at every width, by day and by night, and how it looks under the pointer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

WIDTHS = (390, 820, 1280)
# each change of colours paints all of the page afresh, so that two runs round its edges alike
SCHEMES: tuple[Literal["dark"], Literal["light"]] = ("dark", "light")
# narrower screens are touched, wider ones have a pointer
WIDEST_TOUCHED = 820
HEIGHT = 900
PAPER = 794
POINTED = "a, button, summary, input, select, textarea, label, tr, li, .pick, .bar"
DRAWN = """async () => {
    await document.fonts.ready;
    for (let times = 0; times < 2; times += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
}"""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to draw, and which screens: all whose name begins so."""

    folder: Path
    beginning: str = ""

    def includes(self, name: str) -> bool:
        return name.startswith(self.beginning)


class Camera:
    """Draws a page into `NAME-WIDTH-SCHEME.png` below a folder, where its name is wanted."""

    def __init__(self, page: Page, wish: Wish) -> None:
        self.page, self.wish = page, wish
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("DOM.enable")
        self._wire.send("CSS.enable")

    def look(self, width: int, scheme: Literal["light", "dark"] = "light") -> None:
        """Change width, pointer and colours, and wait until they are drawn."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        is_touched = width <= WIDEST_TOUCHED
        self._wire.send("Emulation.setTouchEmulationEnabled", {"enabled": is_touched, "maxTouchPoints": 1})
        self.page.emulate_media(color_scheme=scheme, media="screen")
        self.page.evaluate(DRAWN)

    def draw(self, name: str) -> None:
        """Draw the page as it stands in every look, then with all of it pointed at."""
        for width in WIDTHS:
            for scheme in SCHEMES:
                self.look(width, scheme)
                self._shoot(f"{name}-{width}-{scheme}")
        self.look(WIDTHS[-1], "dark")
        with _Pointed(self._wire):
            self.look(WIDTHS[-1])
            self._shoot(f"{name}-{WIDTHS[-1]}-pointed")

    def print(self, name: str) -> None:
        """Draw the page as paper shows it."""
        self.look(PAPER)
        self.page.emulate_media(media="print")
        self.page.evaluate(DRAWN)
        self._shoot(f"{name}-paper")
        self.look(WIDTHS[-1])

    def _shoot(self, name: str) -> None:
        self.page.screenshot(
            path=self.wish.folder / f"{name}.png", full_page=True, animations="disabled", caret="hide"
        )


class _Pointed:
    """While it lasts, everything that can be pressed looks as under the pointer and with the focus."""

    def __init__(self, wire: Any) -> None:
        self._wire = wire
        self._nodes: list[int] = []

    def __enter__(self) -> None:
        root = self._wire.send("DOM.getDocument")["root"]["nodeId"]
        found = self._wire.send("DOM.querySelectorAll", {"nodeId": root, "selector": POINTED})
        self._nodes = found["nodeIds"]
        self._force("hover", "focus", "focus-visible")

    def __exit__(self, *_: object) -> None:
        self._force()

    def _force(self, *classes: str) -> None:
        for node in self._nodes:
            self._wire.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(classes)})
