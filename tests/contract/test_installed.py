"""Does the package alone, in an empty environment without Node.js, open every page and take a booking?"""

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.urls import resolve, reverse

from entracte.backoffice.house.help_pages import PAGES
from tests.browser.stack import PASSWORD, Stack
from tests.contract.installation import ask, offered, submit
from tests.contract.installed import InstalledStack, build, copied_tree, install
from tests.database.security.doors import READ
from tests.submits import a_submit
from tools.catalogues import languages

# asked for by a script, with what somebody types
ASKED_BY_SCRIPTS = {"end", "list", "slots", "look_up", "fill_in", "story", "work", "waiting"}
# of which the restaurant has none at first
ROWS = (
    "INSERT INTO dining_closure (restaurant_id, key, name, first_date, last_date) "
    "SELECT id, 'repairs', 'Repairs', '2040-01-01', '2040-01-02' FROM restaurants_restaurant",
    "INSERT INTO dining_specialday (restaurant_id, key, name, first_date, last_date, keeps_usual) "
    "SELECT id, 'gala', 'Gala', '2040-02-01', '2040-02-01', true FROM restaurants_restaurant",
)
SLUG, OWNER = "prompt-side", "owner@entracte.example"
LEADS_TO = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)')
SIGNS_OUT = "/accounts/logout/"


@pytest.fixture(scope="module")
def installed(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[InstalledStack]:
    folder = tmp_path_factory.mktemp("installed")
    tree = copied_tree(folder)
    built = build(tree)
    assert built.returncode == 0, built.stderr[-3000:]
    [wheel] = (tree / "dist").glob("*.whl")
    stack = InstalledStack(database_url, folder, install(wheel, folder))
    try:
        yield stack.start()
    finally:
        stack.stop()


def run(stack: InstalledStack, script: str) -> str:
    done = subprocess.run(
        [stack.python, "-c", script],
        cwd=stack.folder,
        env=stack.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def get(browser: OpenerDirector, address: str) -> str:
    """Open a page and return it; any other status than 200 fails with its address."""
    try:
        with browser.open(address, timeout=30) as answer:
            return str(answer.read().decode(errors="replace"))
    except HTTPError as error:
        raise AssertionError(f"{urlsplit(address).path} answers {error.code}") from None


def signed_in(stack: Stack) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = get(browser, f"{stack.web}/accounts/login/")
    token = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', page)
    assert token is not None
    typed = {"login": OWNER, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    with browser.open(f"{stack.web}/accounts/login/", urlencode(typed).encode(), timeout=30) as answer:
        assert urlsplit(answer.url).path != "/accounts/login/"
    return browser


def kind_of(address: str) -> str:
    """Return the name of the address: two parties' pages are one kind, a file is a kind of its own."""
    path = urlsplit(address).path
    return path if path.startswith(("/static/", "/widget/")) else str(resolve(path).view_name or path)


def walk(stack: Stack) -> set[str]:
    """Follow every link of every kind of page, and load what the pages load; return the kinds."""
    # a list that nothing leads to while it is empty
    browser, seen, ahead = signed_in(stack), set[str](), ["/", reverse("backoffice:misfits", args=[SLUG])]
    while ahead:
        address = ahead.pop()
        kind = kind_of(address)
        if kind in seen or address.startswith(SIGNS_OUT):
            continue
        seen.add(kind)
        ahead += [unescape(each) for each in LEADS_TO.findall(get(browser, stack.web + address))]
    return seen


def test_the_package_runs_alone(installed: InstalledStack) -> None:
    where = run(installed, "import entracte; print(entracte.__file__)")
    assert Path(where).is_relative_to(Path(installed.python).parents[1])
    assert run(installed, "import shutil; print(shutil.which('node'))") == "None"


def test_every_page_opens_with_all_that_it_loads(installed: InstalledStack) -> None:
    for row in ROWS:
        installed.sql(row)
    seen = walk(installed)
    pages = {name.removeprefix("backoffice:") for name in seen}
    assert ", ".join(sorted(set(READ) - pages - ASKED_BY_SCRIPTS)) == ""
    assert [name for name in seen if name.endswith(".css")] != []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_help_is_carried(installed: InstalledStack, name: str) -> None:
    answer = ask(installed, "GET", f"/help/{name}/")
    assert (answer.status, b"<h1>" in answer.body) == (200, True)


def test_the_languages_are_carried(installed: InstalledStack) -> None:
    code = "import entracte, pathlib; print(*pathlib.Path(entracte.__file__).parent.glob('locale/*/*/*'))"
    listed = subprocess.run([installed.python, "-c", code], capture_output=True, text=True, check=True).stdout
    assert [Path(name).suffix for name in listed.split()] == [".mo" for _ in languages()]


def test_the_script_is_carried_and_a_table_is_booked(installed: InstalledStack) -> None:
    for path in ("entracte.js", "look.css", "languages/en.json"):
        answer = ask(installed, "GET", f"/widget/1/{path}")
        assert (answer.status, len(answer.body) > 500) == (200, True)
    booked = submit(installed, a_submit(starts_at=offered(installed)[0]))
    assert booked.status == 201
    assert installed.sql("SELECT code FROM bookings_booking WHERE email LIKE 'ana.lima@%%'") == [
        (booked.json["code"],)
    ]


@pytest.mark.parametrize("name", ["widget/static/widget/1/entracte.js", "locale/en/LC_MESSAGES/django.mo"])
def test_a_package_without_what_make_builds_is_refused(name: str, tmp_path: Path) -> None:
    tree = copied_tree(tmp_path)
    (tree / "src/entracte" / name).unlink()
    built = build(tree)
    assert built.returncode != 0
    assert "is not built: run `make wheel`" in built.stderr
