"""From which address does a request come, when proxies that are trusted stand in between?"""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

type_network = ipaddress.IPv4Network | ipaddress.IPv6Network


@lru_cache(maxsize=8)
def _networks(texts: tuple[str, ...]) -> tuple[type_network, ...]:
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


def _is_trusted(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def client_address(request: HttpRequest) -> str:
    """Return the nearest address that is not a trusted proxy.

    X-Forwarded-For is read from its right end, and only behind proxies named in ENTRACTE_TRUSTED_PROXIES.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    while forwarded and _is_trusted(nearest):
        nearest = forwarded.pop()
    return nearest


def masked_address(request: HttpRequest) -> str:
    """Return a keyed hash of the address: enough to count by, nothing to read back."""
    return salted_hmac("entracte.widget.address", client_address(request), algorithm="sha256").hexdigest()
