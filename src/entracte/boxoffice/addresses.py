"""May this address be called at all? Only https on public addresses, so that nobody makes us call ourselves.

A name is looked up when a connection is saved and again before each call. Between that look and the
connection's own the answer could still change; no secret but a signature would reach such a host.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

from entracte.spektrix.client import normal_origin
from entracte.spektrix.errors import BadOrigin

NOT_HTTPS = "The address must begin with https://."
NOT_PUBLIC = "The address leads into a private network. Enter the address that Spektrix gave."
MALFORMED = "Enter an address such as https://system.spektrix.com, without anything after the host."


class ForbiddenOrigin(BadOrigin):
    """The API address is not https on a public address."""

    sentence = NOT_PUBLIC


def callable_origin(text: str) -> str:
    """Return the origin in its normal form. Raises BadOrigin; ForbiddenOrigin where it must not be called."""
    origin = normal_origin(text)
    if objection(origin):
        raise ForbiddenOrigin
    return origin


def objection(origin: str) -> str:
    """Return why this normal origin must not be called, or nothing. An unknown name is no objection."""
    parts = urlsplit(origin)
    addresses = _addresses(parts.hostname or "")
    if settings.ALLOW_LOOPBACK_ORIGINS and addresses and all(address.is_loopback for address in addresses):
        return ""
    if parts.scheme != "https":
        return NOT_HTTPS
    return "" if all(address.is_global and not address.is_multicast for address in addresses) else NOT_PUBLIC


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [_unwrapped(ipaddress.ip_address(str(row[4][0]).partition("%")[0])) for row in found]


def _unwrapped(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return inner or address
