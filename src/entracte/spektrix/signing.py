"""The signature by which a call proves to Spektrix who sends it.

The scheme is described at integrate.spektrix.com/docs/authentication: HMAC-SHA1 under the decoded key, over
the method, the whole address, the date and, for anything but GET, the MD5 of the body, joined by line feeds.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime
from email.utils import format_datetime

from entracte.spektrix.errors import BadKey, BadLogin

SCHEME = "SpektrixAPI3"


def authorization(*, login: str, key: str, method: str, url: str, date: str, body: bytes | None) -> str:
    """Return the whole value of the Authorization header.

    `key` is base64 text as issued; white space in it is ignored, as around `login`. `url` is absolute, with
    its query, exactly as it goes on the wire; `date` is the very text of the Date header. A GET is signed
    without its body. Any other method always signs a body: None counts as empty, because Spektrix is said to
    assume one even then (public clients differ on that, so our own client always sends at least `{}`). Raises
    BadKey or BadLogin; neither has what was passed. May be called any number of times.
    """
    name = login_name(login)
    secret = key_bytes(key)
    verb = method.upper()
    lines = [verb, url, date]
    if verb != "GET":
        lines.append(_base64(hashlib.md5(body or b"", usedforsecurity=False).digest()))
    signature = hmac.new(secret, "\n".join(lines).encode("utf-8"), hashlib.sha1).digest()
    return f"{SCHEME} {name}:{_base64(signature)}"


def login_name(login: str) -> str:
    """Return the login name, trimmed. Raises BadLogin where it is empty or cannot stand in a header."""
    name = login.strip()
    if not name or not name.isascii() or not name.isprintable():
        raise BadLogin
    return name


def key_bytes(key: str) -> bytes:
    """Return the secret of an issued API key. Raises BadKey, which has no secret, where it is not base64."""
    try:
        secret = base64.b64decode("".join(key.split()), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    # Raised out here: an error raised above would keep one that has the key.
    if not secret:
        raise BadKey
    return secret


def http_date(at: datetime) -> str:
    """Return an aware instant as the Date header has it: `Tue, 03 Mar 2026 18:45:09 GMT`, always English."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
