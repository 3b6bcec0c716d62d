"""Does the signature come out as public clients make it?"""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from entracte.spektrix.errors import BadKey, BadLogin
from entracte.spektrix.signing import authorization, http_date

KNOWN = json.loads((Path(__file__).parents[2] / "contract" / "vectors.json").read_text("utf-8"))
VECTORS = KNOWN["vectors"]


def signed(**changes: Any) -> str:
    call: dict[str, Any] = {
        "login": KNOWN["login"],
        "key": KNOWN["key"],
        "method": "GET",
        "url": VECTORS[0]["url"],
        "date": VECTORS[0]["date"],
        "body": None,
    }
    return authorization(**{**call, **changes})


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_every_known_answer_is_reproduced(vector: dict[str, Any]) -> None:
    body = None if vector["body"] is None else vector["body"].encode()
    header = signed(method=vector["method"], url=vector["url"], date=vector["date"], body=body)
    assert header == f"SpektrixAPI3 {KNOWN['login']}:{vector['signature']}"


def test_a_get_is_signed_without_its_body() -> None:
    assert signed(body=b"{}") == signed(body=None)


def test_no_body_on_another_method_is_signed_as_an_empty_one() -> None:
    assert signed(method="DELETE", body=None) == signed(method="DELETE", body=b"")
    assert signed(method="DELETE", body=b"") != signed(method="DELETE", body=b"{}")


def test_the_method_is_signed_in_capitals() -> None:
    assert signed(method="patch", body=b"{}") == signed(method="PATCH", body=b"{}")


@pytest.mark.parametrize("spoil", ["  {}", "{}\n", "\t{} \r\n"])
def test_stray_spaces_around_key_and_login_do_not_matter(spoil: str) -> None:
    assert signed(key=spoil.format(KNOWN["key"]), login=spoil.format(KNOWN["login"])) == signed()


def test_a_key_pasted_over_two_lines_is_taken_as_one() -> None:
    assert signed(key=KNOWN["key"][:20] + "\r\n  " + KNOWN["key"][20:]) == signed()


@pytest.mark.parametrize("key", ["", "  ", "not base64!", "abc", "pässwört", "c2VjcmV0\u200b"])
def test_a_key_that_is_not_base64_is_refused_without_being_repeated(key: str) -> None:
    with pytest.raises(BadKey) as caught:
        signed(key=key)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert caught.value.args == (caught.value.plain,)
    assert not key.strip() or key not in repr(caught.value)


@pytest.mark.parametrize("login", ["", " ", "a\nb: c", "kassé"])
def test_a_login_that_cannot_stand_in_a_header_is_refused(login: str) -> None:
    with pytest.raises(BadLogin):
        signed(login=login)


def test_a_login_with_odd_characters_is_kept_as_it_is() -> None:
    assert signed(login="HOUSE\\api user").startswith("SpektrixAPI3 HOUSE\\api user:")


def test_the_date_is_written_in_utc_and_english_with_two_digits_for_the_day() -> None:
    at = datetime(2026, 3, 3, 19, 45, 9, 999_999, tzinfo=timezone(timedelta(hours=1)))
    assert http_date(at) == "Tue, 03 Mar 2026 18:45:09 GMT"
