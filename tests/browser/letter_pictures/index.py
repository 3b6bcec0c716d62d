"""Which pictures are there? A page of the documentation lists them, written together with them."""

from collections.abc import Iterable

from tests.browser.letter_pictures.camera import FOLDER
from tests.browser.letter_pictures.draw import Drawn
from tests.browser.letter_pictures.own_pages import Step

LOOKS = {"light": "By day", "dark": "By night", "phone": "On a phone", "plain": "Plain text"}
PAGE = FOLDER.parent / "pictures.md"
HEAD = """\
# Pictures

Each letter, and each step of a guest on the page of their booking. `make pictures` draws them and
writes this page.
"""


def write_index(guests: Iterable[Drawn], staff: Iterable[Drawn], steps: Iterable[Step]) -> None:
    """Write the page."""
    parts = [
        HEAD,
        "## A guest’s own page\n",
        _table("own-page", [(each.name, each.title) for each in steps], ("light", "dark")),
        "## Letters to guests\n",
        _table("letters", [(each.name, each.title) for each in guests], tuple(LOOKS)),
        "## Letters to the team\n",
        _table("letters", [(each.name, each.title) for each in staff], tuple(LOOKS)),
    ]
    PAGE.write_text("\n".join(parts))


def _table(folder: str, rows: Iterable[tuple[str, str]], looks: tuple[str, ...]) -> str:
    lines = [f"| | {' | '.join(LOOKS[look] for look in looks)} |", "| --- |" + " --- |" * len(looks)]
    for name, title in rows:
        cells = (f"![{title}, {LOOKS[look].lower()}](pictures/{folder}/{name}-{look}.png)" for look in looks)
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
