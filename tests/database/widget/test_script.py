"""Does any site get the script from an address that lasts, small, and again only when it changed?"""

import gzip
from pathlib import Path

import pytest
from django.test import Client

from entracte.widget import script

ADDRESS = "/widget/1/entracte.js"
KILOBYTE = 1024


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script of the test's own in place of the built one."""
    path = tmp_path / "entracte.js"
    path.write_text("'use strict';" * 100)
    monkeypatch.setattr(script, "BUILT", path)
    script._script.cache_clear()
    yield path
    script._script.cache_clear()


def test_any_site_may_load_the_script(built: Path) -> None:
    answer = Client().get(ADDRESS, headers={"Origin": "https://www.anywhere.example"})
    assert (answer.status_code, answer.content) == (200, built.read_bytes())
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert dict(answer.cookies) == {}


def test_who_takes_gzip_gets_it_packed(built: Path) -> None:
    answer = Client().get(ADDRESS, headers={"Accept-Encoding": "br, gzip"})
    assert (answer["Content-Encoding"], answer["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.content) == built.read_bytes()
    assert int(answer["Content-Length"]) == len(answer.content) < 200
    assert "Content-Encoding" not in Client().get(ADDRESS)


@pytest.mark.parametrize("form", ["{}", '"older", {}', "*"])
def test_an_unchanged_script_is_not_sent_again(built: Path, form: str) -> None:
    first = Client().get(ADDRESS)
    again = Client().get(ADDRESS, headers={"If-None-Match": form.format(first["ETag"])})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert (again["Cache-Control"], again["Vary"]) == ("public, max-age=300", "Accept-Encoding")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_changed_script_is_sent(built: Path) -> None:
    first = Client().get(ADDRESS)
    built.write_text("'changed'")
    script._script.cache_clear()
    again = Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (200, b"'changed'")


def test_a_script_that_was_not_built_is_a_clear_error(built: Path) -> None:
    built.unlink()
    answer = Client().get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/javascript")
    assert b"make demo" in answer.content
    built.write_text("'there now'")
    assert Client().get(ADDRESS).status_code == 200


def test_the_script_is_only_read() -> None:
    assert Client().post(ADDRESS).status_code == 405


def test_the_script_is_under_15_kilobytes_in_all() -> None:
    assert script.BUILT.exists(), "the widget is built by `make demo` or `make test`"
    assert len(gzip.compress(script.BUILT.read_bytes(), 9)) < 15 * KILOBYTE
