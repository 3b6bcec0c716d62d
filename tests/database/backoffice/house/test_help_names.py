"""Do the pages of help name places, fields and buttons as today's screens call them?"""

import ast
import re
from functools import cache

import pytest

from tests.database.backoffice.desk import Desk
from tests.house_rules.files import ROOT, sources

HELP = sorted((ROOT / "docs/help").glob("*.md"))
NAMED = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*")
PATH = re.compile(r"[^.:;,|(*]+(?: → [^.:;,|)*]+)+")
TABS = re.compile(r'<nav class="tabs".*?</nav>', re.DOTALL)
# Places and words of Spektrix's own screens.
THEIR_PLACES = {"Settings Interface", "Website Admin"}
THEIR_WORDS = {"Settings Administrator", "System Owner", "Text"}
# Said with weight, and no name: each opens or carries its sentence.
STRESSED = {
    *("Make an API user.", "Make the two attributes.", "Make both available to the API"),
    *("List the website.", "Use a custom domain", "every", "start", "by phone", "First and last date"),
    *("How a time sits with the curtain", "Other performances in the basket", "test customer"),
}


def words_of(html: str) -> str:
    return " ".join(re.sub(r"{[%#].*?[%#]}|{{.*?}}|<[^>]+>", " ", html).split())


@cache
def on_screens() -> str:
    """All that pages and forms of the back office and the widget may say, in small letters."""
    pages = [path.read_text() for path in sources(".html")]
    texts = [words_of(page) for page in pages]
    texts += [label for page in pages for label in re.findall(r'=\s*"([^"{]+)"', page)]
    texts += [said for page in pages for said in re.findall(r'{% translate "([^"]+)"', page)]
    for path in sources(".py"):
        if "/entracte/" in path.as_posix():
            texts += said_in(ast.parse(path.read_text()))
    texts.append((ROOT / "embed/src/languages/en.ts").read_text())
    texts.append((ROOT / "embed/src/sentences/early.ts").read_text())
    return "\n".join(texts).lower().replace("’", "'")


def said_in(tree: ast.Module) -> list[str]:
    """The texts of a module, without its docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
    return [node.value for node in constants if isinstance(node.value, str)]


def tabs(owner: Desk, path: str) -> set[str]:
    """The tabs of a page of the rail, as an owner or a manager has them; none where it has no tabs."""
    html = owner.opens(path).content.decode() + Desk(owner.house, "manager").opens(path).content.decode()
    links = [re.findall(r"<a.*?</a>", nav, re.DOTALL) for nav in TABS.findall(html)]
    return {words_of(link) for each in links for link in each}


def rail(owner: Desk) -> dict[str, str]:
    """The pages of the rail by name, with their addresses."""
    html = owner.opens("guests/").content.decode()
    links = re.findall(r'<a class="place"\s+href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {words_of(text).split(" ")[0]: address for address, text in links}


def wrong_paths(owner: Desk, text: str) -> list[str]:
    """The paths of a text that do not begin at a page of the rail and go on at one of its tabs."""
    pages = rail(owner)
    wrong = []
    for path in PATH.findall(text):
        first, second, *rest = (part.strip(' `"').rstrip() for part in path.split("→"))
        first = first.removeprefix("under ").split("under ")[-1].split("from ")[-1].split("with ")[-1].strip()
        if first in THEIR_PLACES:
            continue
        at = pages.get(first, "").removeprefix(owner.address())
        of_page = tabs(owner, at) if first in pages else set()
        if not any(second.startswith(tab) for tab in of_page):
            wrong.append(path.strip())
        wrong += [part for part in rest if part.lower() not in on_screens()]
    return wrong


@pytest.mark.parametrize("path", HELP, ids=lambda path: path.stem)
def test_each_path_begins_in_the_rail_and_leads_on_to_a_tab(owner: Desk, path: str) -> None:
    assert wrong_paths(owner, (ROOT / "docs/help" / path).read_text()) == []


@pytest.mark.parametrize("path", HELP, ids=lambda path: path.stem)
def test_each_name_stands_on_a_screen_of_today(path: str) -> None:
    named = [bold or light for bold, light in NAMED.findall((ROOT / "docs/help" / path).read_text())]
    parts = [part.strip(' "…') for name in named for part in re.split(r" → |, \"| N ", name)]
    known = THEIR_WORDS | STRESSED
    missing = [part for part in parts if part not in known and part.lower() not in on_screens()]
    assert missing == []


@pytest.mark.parametrize("path", HELP, ids=lambda path: path.stem)
def test_a_page_with_tabs_is_never_named_without_the_tab_where_something_stands(
    owner: Desk, path: str
) -> None:
    text = (ROOT / "docs/help" / path).read_text()
    vague = [
        place for place in rail(owner) if re.search(rf"\b(?:is|are|stands?) (?:in|under) {place}\b", text)
    ]
    assert vague == []


@pytest.mark.parametrize(
    "path, is_wrong",
    [
        ("Set-up → Widgets", False),
        ("Settings Interface → Users → API Accounts", False),
        ("Settings → Widgets", True),
        ("Set-up → Seating", True),
        ("Floor → Seating → Holds", False),
        ("Floor → Seating → Sofas", True),
    ],
)
def test_a_path_of_yesterday_is_found(owner: Desk, path: str, is_wrong: bool) -> None:
    assert bool(wrong_paths(owner, f"It is under **{path}**.")) is is_wrong
