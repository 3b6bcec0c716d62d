"""Any site gets the script, look and languages from addresses that last; again only when they changed."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from entracte.widget import script

ADDRESS = "/widget/1/entracte.js"
LANGUAGE = "/widget/1/languages/en.json"
LOOK = "/widget/1/look.css"
EXTRAS = "/widget/1/extras.js"
KILOBYTE = 1024


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A script and a language of the test's own in place of the built ones."""
    path = tmp_path / "entracte.js"
    path.write_text("'use strict';" * 100)
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en.json").write_text('{"party": "Party size"}')
    monkeypatch.setattr(script, "BUILT", tmp_path)
    script._packed.cache_clear()
    yield path
    script._packed.cache_clear()


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
    script._packed.cache_clear()
    again = Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (200, b"'changed'")


def test_a_script_that_was_not_built_is_a_clear_error(built: Path) -> None:
    built.unlink()
    answer = Client().get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/javascript")
    assert b"make demo" in answer.content
    built.write_text("'there now'")
    assert Client().get(ADDRESS).status_code == 200


def test_a_language_is_served_as_the_script_is(built: Path) -> None:
    answer = Client().get(LANGUAGE, headers={"Origin": "https://www.anywhere.example"})
    assert (answer.status_code, answer.json()) == (200, {"party": "Party size"})
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    names = ("Cache-Control", "Vary", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")
    assert [answer[name] for name in names] == [Client().get(ADDRESS)[name] for name in names]
    again = Client().get(LANGUAGE, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_look_is_served_as_the_script_is(built: Path) -> None:
    (built.parent / "look.css").write_text("p{margin:0}")
    answer = Client().get(LOOK, headers={"Origin": "https://www.anywhere.example"})
    assert (answer.status_code, answer.content) == (200, b"p{margin:0}")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get(LOOK, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    (built.parent / "look.css").unlink()
    script._packed.cache_clear()
    assert Client().get(LOOK).status_code == 503


def test_the_extras_are_served_as_the_script_is(built: Path) -> None:
    (built.parent / "extras.js").write_text("export {}")
    answer = Client().get(EXTRAS, headers={"Origin": "https://www.anywhere.example"})
    assert (answer.status_code, answer.content) == (200, b"export {}")
    names = ("Content-Type", "Cache-Control", "Vary", "Access-Control-Allow-Origin")
    assert [answer[name] for name in names] == [Client().get(ADDRESS)[name] for name in names]
    (built.parent / "extras.js").unlink()
    script._packed.cache_clear()
    assert Client().get(EXTRAS).status_code == 503


@pytest.mark.parametrize("code", ["xx", "EN", "en-GB"])
def test_a_language_that_the_form_does_not_speak_is_not_there(built: Path, code: str) -> None:
    assert Client().get(LANGUAGE.replace("en.", f"{code}.")).status_code == 404


def test_a_language_that_was_not_built_is_an_error_of_ours(built: Path) -> None:
    (built.parent / "languages" / "en.json").unlink()
    assert Client().get(LANGUAGE).status_code == 503


@pytest.mark.parametrize("address", [ADDRESS, LOOK, LANGUAGE])
def test_they_are_only_read(address: str) -> None:
    assert Client().post(address).status_code == 405


def test_the_script_is_under_15_kilobytes_in_all() -> None:
    built = script.BUILT / "entracte.js"
    assert built.exists(), "the widget is built by `make demo` or `make test`"
    assert len(gzip.compress(built.read_bytes(), 9)) < 15 * KILOBYTE
