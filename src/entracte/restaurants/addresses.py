"""The address that a request comes from, when trusted proxies pass it on."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# One household or one phone has a network of this size: https://www.rfc-editor.org/rfc/rfc6177
ONE_SUBSCRIBER = 64
# One site, such as an office or a rented server, is given a network of this size: the same page.
ONE_SITE = 48

# So many IPv4 addresses are shared out among several sites.
FEW_SITES = 24


def trusted_networks() -> tuple[IPv4Network | IPv6Network, ...]:
    """Return ENTRACTE_TRUSTED_PROXIES as networks. Raises ImproperlyConfigured for a wrong one."""
    return _networks(tuple(settings.TRUSTED_PROXIES))


@lru_cache(maxsize=8)
def _networks(texts: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        raise ImproperlyConfigured(f"ENTRACTE_TRUSTED_PROXIES: {error}") from None


def client_address(request: HttpRequest) -> str:
    """Return the nearest address that is not a trusted proxy; of an IPv6 one its subscriber's network.

    X-Forwarded-For is read from its right end, and only behind proxies named in ENTRACTE_TRUSTED_PROXIES.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    while forwarded and _is_trusted(nearest):
        nearest = forwarded.pop()
    address = _address(nearest)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, ONE_SUBSCRIBER), strict=False))
    return nearest if address is None else str(address)


def masked_address(request: HttpRequest) -> str:
    """Return a keyed hash of the address: enough to count by, nothing to read back."""
    return salted_hmac("entracte.widget.address", client_address(request), algorithm="sha256").hexdigest()


def masked_network(request: HttpRequest) -> str:
    """Return a keyed hash of the site's network around an IPv6 address; of an IPv4 one it is the address."""
    address = client_address(request)
    if ":" in address:
        address = str(ip_network(address).supernet(new_prefix=ONE_SITE))
    return salted_hmac("entracte.widget.network", address, algorithm="sha256").hexdigest()


def network_around(request: HttpRequest) -> str:
    """Return the first address of the network around, of a site's size; '' where there is none."""
    address = client_address(request)
    try:
        network = ip_network(address)
    except ValueError:
        return ""
    size = ONE_SITE if network.version == 6 else FEW_SITES
    return str(network.supernet(new_prefix=size).network_address)


def _is_trusted(text: str) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in trusted_networks())


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address; some proxies write its port after it, and some write IPv4 as IPv6."""
    bare = re.sub(r"^\[(.*)\](:\d+)?$|^([^:]*):\d+$", r"\1\3", text)
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
