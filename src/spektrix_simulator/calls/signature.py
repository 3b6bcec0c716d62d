"""The check of a signature in owner mode, by a routine of the simulator's own.

Source: the authentication page of Spektrix's integration docs, and five public clients that agree on it.
That every non-GET needs the line with the body's hash is inferred; the width of the window is a guess.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SCHEME = "SpektrixAPI3"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The parts of a request that a signature covers, as they came over the wire."""

    method: str
    url: str
    date: str | None
    authorization: str | None
    body: bytes


def expected_signature(*, key: str, method: str, url: str, date: str, body: bytes) -> str:
    """Return the signature that the holder of the base64 key would send."""
    lines = [method.upper(), url, date]
    if method.upper() != "GET":
        lines.append(base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode())
    digest = hmac.new(base64.b64decode(key), "\n".join(lines).encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def signature_error(
    signed: SignedRequest, *, login: str, key: str, now: datetime, skew: timedelta
) -> str | None:
    """Return what is wrong with the signature, or None when it is good."""
    if not signed.authorization:
        return "no Authorization header"
    scheme, _, rest = signed.authorization.partition(" ")
    sent_login, colon, signature = rest.rpartition(":")
    if scheme != SCHEME or not colon:
        return "the Authorization header is not of the form SpektrixAPI3 login:signature"
    if not signed.date:
        return "no Date header"
    expected = expected_signature(
        key=key, method=signed.method, url=signed.url, date=signed.date, body=signed.body
    )
    login_matches = hmac.compare_digest(sent_login.encode(), login.encode())
    if not (hmac.compare_digest(signature.encode(), expected.encode()) and login_matches):
        return "login or signature is wrong"
    return _date_error(signed.date, now, skew)


def _date_error(date: str, now: datetime, skew: timedelta) -> str | None:
    try:
        sent = parsedate_to_datetime(date)
    except ValueError:
        return "the Date header is not a date"
    if sent.tzinfo is None:
        sent = sent.replace(tzinfo=UTC)
    if abs(now - sent) > skew:
        return f"the Date header is more than {skew.total_seconds() / 60:g} minutes off"
    return None
