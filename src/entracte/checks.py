"""The checks that an installation passes before it serves anybody: Django's system checks, for deployment."""

import re
from collections.abc import Sequence
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured

INSTALLATION, WEB = "installation", "web"
SHORTEST_SECRET = 32
HOW = "docs/running.md says how to make one"
NO_PROXY_NAMED = (
    "ENTRACTE_TRUSTED_PROXIES is not set, so all guests behind the proxy would share one limit: "
    "name the proxy's addresses, or write none where browsers reach this process themselves"
)


def problems(*, serves_guests: bool = False) -> list[str]:
    """Return what these checks find, in sentences for whoever sets the environment; no secret among them."""
    tags = [INSTALLATION, WEB] if serves_guests else [INSTALLATION]
    found = run_checks(tags=tags, include_deployment_checks=True)
    return [message.msg for message in sorted(found, key=lambda message: str(message.id))]


@register(INSTALLATION, deploy=True)
def check_secret_key(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find a secret key that is missing or short."""
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:
        return [Error(f"ENTRACTE_SECRET_KEY is not set: {HOW}", id="entracte.E001")]
    if len(secret) >= SHORTEST_SECRET:
        return []
    return [
        Error(f"ENTRACTE_SECRET_KEY needs {SHORTEST_SECRET} characters or more: {HOW}", id="entracte.E002")
    ]


@register(INSTALLATION, deploy=True)
def check_encryption_keys(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find keys at rest that are missing or malformed."""
    if not settings.ENCRYPTION_KEYS:
        return [Error(f"ENTRACTE_KEYS is not set: {HOW}", id="entracte.E003")]
    if all(_is_fernet_key(key) for key in settings.ENCRYPTION_KEYS):
        return []
    return [Error(f"ENTRACTE_KEYS holds something that is no key: {HOW}", id="entracte.E004")]


@register(INSTALLATION, deploy=True)
def check_public_url(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find an address that browsers cannot reach."""
    if _is_origin(settings.PUBLIC_URL):
        return []
    sentence = "ENTRACTE_PUBLIC_URL is not an address such as https://book.example.org, without a path"
    return [Error(sentence, id="entracte.E005")]


@register(INSTALLATION, deploy=True)
def check_proxies(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find trusted proxies that are no addresses."""
    if all(_is_network(each) for each in settings.TRUSTED_PROXIES):
        return []
    sentence = "ENTRACTE_TRUSTED_PROXIES holds something that is no address and no network such as 10.0.0.0/8"
    return [Error(sentence, id="entracte.E006")]


@register(INSTALLATION, deploy=True)
def check_mail(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find an address for letters that names no way to send them, and a sender that is no address."""
    found: list[CheckMessage] = []
    if settings.MAIL_URL and not settings.MAIL_BACKEND:
        found.append(
            Error(
                "ENTRACTE_MAIL_URL names no mail server: docs/running.md lists the forms", id="entracte.E008"
            )
        )
    if settings.MAIL_BACKEND and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", settings.MAIL_FROM):
        found.append(Error("ENTRACTE_MAIL_FROM is not an e-mail address", id="entracte.E009"))
    return found


@register(WEB, deploy=True)
def check_proxy_is_named(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Find a proxy that ends TLS and is not named: to the limits all its guests would be one."""
    if settings.TRUSTED_PROXIES or settings.HAS_NO_PROXY or not settings.PUBLIC_URL.startswith("https://"):
        return []
    return [Error(NO_PROXY_NAMED, id="entracte.E007")]


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


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
