"""May this installation serve anybody? Not without its secrets, nor with an address that is none."""

from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32
HOW = "docs/running.md says how to make one"


def objection() -> str:
    """Return why not, in a sentence for whoever sets the environment, or nothing. Never repeats a secret."""
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:
        return f"ENTRACTE_SECRET_KEY is not set: {HOW}"
    if len(secret) < SHORTEST_SECRET:
        return f"ENTRACTE_SECRET_KEY needs {SHORTEST_SECRET} characters or more: {HOW}"
    if not settings.ENCRYPTION_KEYS:
        return f"ENTRACTE_KEYS is not set: {HOW}"
    if not all(_is_fernet_key(key) for key in settings.ENCRYPTION_KEYS):
        return f"ENTRACTE_KEYS holds something that is no key: {HOW}"
    if not _is_origin(settings.PUBLIC_URL):
        return "ENTRACTE_PUBLIC_URL is not an address such as https://book.example.org, without a path"
    return ""


def _is_fernet_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_whole and text == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
