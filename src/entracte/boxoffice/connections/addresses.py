"""Only https on public addresses may be called, so that no setting makes this server call itself.

A name is looked up when a connection is saved and again before each call, which then goes to the very
addresses that were looked at: a name that answers differently the next time leads nowhere else.
"""

import ipaddress
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from entracte.spektrix.errors import BadOrigin
from entracte.spektrix.origin import normal_origin

NOT_HTTPS = "The address must begin with https://."
NOT_PUBLIC = "The address leads into a private network. Enter the address that Spektrix gave."
MALFORMED = "Enter an address such as https://system.spektrix.com, without anything after the host."
# Addresses that a gateway turns into the IPv4 address in their last 32 bits: RFC 6052, RFC 4291
EMBEDDING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenOrigin(BadOrigin):
    """The API address is not https on a public address."""

    sentence = NOT_PUBLIC


@dataclass(frozen=True, slots=True)
class Reachable:
    """An origin in its normal form, and where its name leads now; nowhere where the name is unknown."""

    origin: str
    addresses: tuple[str, ...]


class LookupSlow(Exception):
    """The name server gave no answer in the time that a whole exchange may take."""


def callable_origin(text: str) -> Reachable:
    """Return what may be called.

    Raises BadOrigin; ForbiddenOrigin where it must not be called; LookupSlow where the name server is silent.
    """
    origin = normal_origin(text)
    addresses = _addresses(urlsplit(origin).hostname or "")
    if _why_forbidden(origin, addresses):
        raise ForbiddenOrigin
    return Reachable(origin, tuple(str(address) for address in addresses))


def tidy_origin(text: str, *, seconds: float | None = None) -> tuple[str, str]:
    """Return an address in its normal form, and why it must not be saved, or nothing; empty stays empty.

    The name is looked up, which takes `seconds` at most, or as long as an exchange may.
    """
    if not text.strip():
        return "", ""
    try:
        origin = normal_origin(text)
    except BadOrigin:
        return text, MALFORMED
    return origin, why_forbidden(origin, seconds=seconds)


def why_forbidden(origin: str, *, seconds: float | None = None) -> str:
    """Return why this normal origin must not be called, or nothing. An unknown name is not forbidden.

    The look-up takes `seconds` at most, or as long as an exchange may.
    """
    try:
        return _why_forbidden(origin, _addresses(urlsplit(origin).hostname or "", seconds))
    except LookupSlow:
        return _why_forbidden(origin, [])


def _why_forbidden(origin: str, addresses: list[Address]) -> str:
    if settings.ALLOW_LOOPBACK_ORIGINS and addresses and all(address.is_loopback for address in addresses):
        return ""
    if not origin.startswith("https://"):
        return NOT_HTTPS
    return "" if all(_is_public(address) for address in addresses) else NOT_PUBLIC


def _is_public(address: Address) -> bool:
    inner = address.sixtofour if isinstance(address, ipaddress.IPv6Address) else None
    if any(address in network for network in EMBEDDING if network.version == address.version):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not address.is_multicast and (inner is None or _is_public(inner))


def _addresses(host: str, seconds: float | None = None) -> list[Address]:
    # Whatever a name server says, these are this machine: RFC 6761, 6.3
    if f".{host.rstrip('.')}".endswith(".localhost"):
        return [ipaddress.IPv4Address("127.0.0.1")]
    parsed = [ipaddress.ip_address(text.partition("%")[0]) for text in _looked_up(host, seconds)]
    return list(dict.fromkeys(_unwrapped(address) for address in parsed))


def _looked_up(host: str, seconds: float | None) -> list[str]:
    """Ask the name server in a thread of its own, since nothing else ends that wait."""
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            found.extend(str(row[4][0]) for row in rows)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(settings.SPEKTRIX_TIMEOUT_SECONDS if seconds is None else max(seconds, 0))
    if thread.is_alive():
        raise LookupSlow
    return found


def _unwrapped(address: Address) -> Address:
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return inner or address
