"""What is secret is stored encrypted with keys from the settings; the newest encrypts, all decrypt."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Unreadable(Exception):
    """A stored secret was encrypted with a key that is no longer in ENTRACTE_KEYS."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many secrets are encrypted with the newest key now, and which rows no key can read."""

    number: int
    unreadable: tuple[str, ...]


def encrypt(text: str) -> str:
    """Return the text as it may be stored. Raises ImproperlyConfigured where there is no key."""
    return _ring(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """Return the text that was stored. Raises Unreadable, and ImproperlyConfigured where there is no key."""
    try:
        return _ring(tuple(settings.ENCRYPTION_KEYS)).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise Unreadable("A stored secret cannot be read with the keys in ENTRACTE_KEYS.") from None


def can_encrypt() -> bool:
    """Say whether this installation has what it takes to keep a secret."""
    try:
        _ring(tuple(settings.ENCRYPTION_KEYS))
    except ImproperlyConfigured:
        return False
    return True


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("Set ENTRACTE_KEYS: no secret can be kept without an encryption key.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise ImproperlyConfigured("ENTRACTE_KEYS must be Fernet keys: 32 bytes, url-safe base64.") from None
