"""Are passkeys offered where browsers know them, and is everything else that is sent refused?"""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.restaurants.models import Account
from tests.signed_in import let_in
from tests.soft_passkey import SoftKeeper

NOTHING = {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}
HALF = {**NOTHING, "response": {"clientDataJSON": "AA", "attestationObject": "AA", "userHandle": "AA"}}
SIGNED = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "////"}
SENT = (
    *("", "x", "7²", "\0", "{}", "[]", '"a"', "null", "1e999", "[" * 100_000, '{"a":"\\u0000"}'),
    *(json.dumps(each) for each in (NOTHING, HALF, {**NOTHING, "response": SIGNED})),
    *(json.dumps({**NOTHING, "response": 3, "id": None}), json.dumps({**HALF, "rawId": {}})),
)
PARTS = ("id", "rawId", "type", "clientDataJSON", "attestationObject")


@pytest.fixture(autouse=True)
def cook(settings: Settings, db: None) -> Account:
    settings.ALLOWED_HOSTS = ["*"]
    caches["default"].clear()
    return Account.objects.create(email="cook@example.org", created_at=clock.now())


@pytest.mark.parametrize(
    "host, public_url, are_offered",
    [
        ("localhost", "http://127.0.0.1:8000", True),
        ("localhost:8000", "http://localhost:8000", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", False),
        ("192.168.1.20", "https://192.168.1.20", False),
        ("[::1]:8000", "http://[::1]:8000", False),
        ("book.example.org", "https://book.example.org", True),
        ("book.example.org", "http://book.example.org", False),
        ("localhost.example.org", "http://localhost.example.org", False),
    ],
)
def test_passkeys_are_offered_by_https_and_on_localhost_and_never_at_a_bare_address(
    cook: Account, settings: Settings, host: str, public_url: str, are_offered: bool
) -> None:
    settings.PUBLIC_URL = public_url
    browser = Client(HTTP_HOST=host)
    assert ("Sign in with a passkey" in browser.get("/accounts/login/").content.decode()) is are_offered
    options = browser.get("/accounts/login/passkey/", headers={"Accept": "application/json"})
    assert options.status_code == (200 if are_offered else 302)
    let_in(browser, cook)
    assert ("Add a passkey" in browser.get("/accounts/own/").content.decode()) is are_offered
    assert browser.get("/accounts/own/passkeys/new/").status_code == (200 if are_offered else 302)


@pytest.mark.parametrize("sent", SENT)
def test_what_no_passkey_signed_signs_nobody_in_and_is_answered(sent: str) -> None:
    browser = Client(HTTP_HOST="localhost")
    browser.get("/accounts/login/passkey/", headers={"Accept": "application/json"})
    answer = browser.post("/accounts/login/passkey/", {"credential": sent}, follow=True)
    assert (answer.status_code, "not known here" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("sent", SENT)
def test_what_no_passkey_made_is_not_added_and_is_answered(cook: Account, sent: str) -> None:
    browser = Client(HTTP_HOST="localhost")
    let_in(browser, cook)
    browser.get("/accounts/own/passkeys/new/")
    answer = browser.post(
        "/accounts/own/passkeys/new/", {"credential": sent, "name": "a\0\u202eb" + "x" * 999}
    )
    said = answer.content.decode()
    assert (answer.status_code, "valid JSON" in said, "This field" in said) == (200, False, False)
    assert not Authenticator.objects.exists()


def with_nul(passkey: dict[str, Any], part: str) -> dict[str, Any]:
    """A passkey with a letter amid one of its texts that reading the text as bytes passes over."""
    of = passkey if part in passkey else passkey["response"]
    of[part] = f"{of[part][:4]}\0{of[part][4:]}"
    return passkey


def stored_with_nul() -> bool:
    return any("\\u0000" in json.dumps(row.data) for row in Authenticator.objects.all())


@pytest.mark.parametrize("part", PARTS)
def test_letters_that_do_not_belong_in_a_passkey_are_never_stored(cook: Account, part: str) -> None:
    browser, address = Client(HTTP_HOST="localhost"), "/accounts/own/passkeys/new/"
    let_in(browser, cook)
    found = re.search(r'id="js_data"[^>]*>(.*?)</script>', browser.get(address).content.decode())
    assert found
    made = SoftKeeper().made_for(json.loads(found[1])["creation_options"]["publicKey"])
    answer = browser.post(address, {"credential": json.dumps(with_nul(made, part)), "name": "phone"})
    assert answer.status_code < 500
    assert not stored_with_nul()


def test_somebody_elses_passkey_is_not_removed(cook: Account) -> None:
    other = Account.objects.create(email="other@example.org", created_at=clock.now())
    data = {"name": "theirs", "credential": {}}
    theirs = Authenticator.objects.create(user=other, type="webauthn", data=data)
    browser = Client(HTTP_HOST="localhost")
    let_in(browser, cook)
    for number in (theirs.pk, 10**30):
        for send in (browser.get, browser.post):
            assert send(f"/accounts/own/passkeys/{number}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_sign_ins_by_passkey_from_one_address_are_limited() -> None:
    asked = [Client(HTTP_HOST="localhost").get("/accounts/login/passkey/").status_code for _ in range(42)]
    assert (asked[0], asked[-1]) == (302, 429)
