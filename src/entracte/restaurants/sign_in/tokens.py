"""The random word in a link by which somebody gets in: good once, for three days, stored as a digest."""

import hashlib
import secrets
from datetime import timedelta

LINK_LASTS = timedelta(days=3)


def new_token() -> str:
    """Return 43 characters that nobody guesses (256 bits)."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is stored and looked up in place of the token.

    A digest is found by an index, so how long that takes says nothing about any token.
    """
    return hashlib.sha256(token.encode()).hexdigest()
