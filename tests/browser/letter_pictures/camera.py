"""What draws a page into the documentation, as high as it is."""

from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
WIDE, NARROW = 720, 375
LOWEST = 100


class Camera:
    """Draws what a page shows into files below `docs/pictures`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def set(self, html: str) -> None:
        """Show these texts in place of a page of a server."""
        self.page.goto("about:blank")
        self.page.set_content(html)

    def draw(self, name: str, *, width: int, is_dark: bool = False) -> None:
        """Draw the page into a file of this name."""
        path = FOLDER / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.set_viewport_size({"width": width, "height": LOWEST})
        self.page.emulate_media(color_scheme="dark" if is_dark else "light")
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
