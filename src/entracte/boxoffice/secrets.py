"""API keys are stored encrypted with keys from the settings; the newest encrypts, all decrypt."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    # Django's own class takes no types at run time.
    Text = models.TextField


class Unreadable(Exception):
    """A stored secret was encrypted with a key that is no longer in ENTRACTE_KEYS."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("Set ENTRACTE_KEYS: no API key can be kept without an encryption key.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise ImproperlyConfigured("ENTRACTE_KEYS must be Fernet keys: 32 bytes, url-safe base64.") from None


def can_encrypt() -> bool:
    """Say whether this installation has what it takes to keep a secret."""
    try:
        _ring(tuple(settings.ENCRYPTION_KEYS))
    except ImproperlyConfigured:
        return False
    return True


class EncryptedField(Text):
    """A text that is only ever encrypted in the database, and in dumps of it."""

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        return _ring(tuple(settings.ENCRYPTION_KEYS)).encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        if not value:
            return ""
        try:
            return _ring(tuple(settings.ENCRYPTION_KEYS)).decrypt(value.encode()).decode()
        except InvalidToken:
            raise Unreadable("A stored API key cannot be read with the keys in ENTRACTE_KEYS.") from None
