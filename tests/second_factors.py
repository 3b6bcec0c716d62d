"""Which code does an app on somebody's phone show? Reckoned here by RFC 6238, not by what is tested."""

import base64
import hashlib
import hmac
import re

from django.test import Client

from tests.moments import system_now

PERIOD_SECONDS, DIGITS = 30, 6


def code_of(secret: str, *, periods_ago: int = 0) -> str:
    """Return the code that an app with this secret shows now, or showed some periods ago."""
    counter = int(system_now().timestamp()) // PERIOD_SECONDS - periods_ago
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def wrong_code_of(secret: str) -> str:
    """Return a code that the app shows neither now nor around now."""
    near = {code_of(secret, periods_ago=ago) for ago in range(-3, 4)}
    return next(code for code in map(str, range(100_000, 100_010)) if code not in near)


def set_up_codes(browser: Client) -> tuple[str, list[str]]:
    """Set up an app in a browser that signed in lately; its secret, and the recovery codes."""
    page = browser.get("/accounts/own/codes/").content.decode()
    found = re.search(r'id="secret">([A-Z2-7]+)<', page)
    assert found, page
    answer = browser.post("/accounts/own/codes/", {"code": code_of(found[1])})
    assert answer["Location"] == "/accounts/own/recovery/"
    codes = re.findall(r"<code>(\d{8})</code>", browser.get("/accounts/own/recovery/").content.decode())
    return found[1], codes
