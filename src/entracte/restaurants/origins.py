"""A website's address as browsers send it: scheme, name in ASCII, and the port where it is unusual."""

import re
import socket
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, unquote, urlsplit

import idna

USUAL_PORTS = {"http": 80, "https": 443}
LONGEST = 200
LONGEST_NAME, LONGEST_LABEL = 253, 63
# what no browser takes in a name: https://url.spec.whatwg.org/#forbidden-domain-code-point
FORBIDDEN = re.compile(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
# a name that ends so is an address of four numbers or none at all
ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$")


class NotAnOrigin(ValueError):
    """The text is no address of a website, or that of a page; `why` is one of WRONG, STAR, PAGE, LONG."""

    WRONG, STAR, PAGE, LONG = "wrong", "star", "page", "long"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def origin_as_sent(text: str) -> str:
    """Return the origin that a browser names for pages of this address, by https://url.spec.whatwg.org.

    A user and a password in it are left out. Raises NotAnOrigin.
    """
    parts, port = _split(text.strip())
    if "*" in parts.netloc:
        raise NotAnOrigin(NotAnOrigin.STAR)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise NotAnOrigin(NotAnOrigin.PAGE)
    is_usual = port is None or port == USUAL_PORTS[parts.scheme]
    origin = f"{parts.scheme}://{_host(parts)}" + ("" if is_usual else f":{port}")
    if len(origin) > LONGEST:
        raise NotAnOrigin(NotAnOrigin.LONG)
    return origin


def is_origin_as_sent(text: str) -> bool:
    """Say whether a browser could have named this origin, for a page that a widget may be allowed on."""
    try:
        return origin_as_sent(text) == text
    except NotAnOrigin:
        return False


def _split(text: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise NotAnOrigin(NotAnOrigin.WRONG) from None
    if parts.scheme not in USUAL_PORTS or not parts.hostname:
        raise NotAnOrigin(NotAnOrigin.WRONG)
    return parts, port


def _host(parts: SplitResult) -> str:
    address = parts.netloc.rpartition("@")[2]
    if address.startswith("["):
        return _sixth(parts.hostname or "")
    name = _in_ascii(unquote(parts.hostname or ""))
    if ENDS_IN_NUMBER.search(name):
        return _fourth(name)
    labels = name.split(".")
    is_whole = all(0 < len(label) <= LONGEST_LABEL for label in labels) and len(name) <= LONGEST_NAME
    if FORBIDDEN.search(name) or not is_whole:
        raise NotAnOrigin(NotAnOrigin.WRONG)
    return name


def _in_ascii(name: str) -> str:
    """Map a name as browsers do, which take more than registries sell: an underscore, an emoji."""
    try:
        mapped = idna.uts46_remap(name, std3_rules=False, transitional=False).rstrip(".")
        return ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
            for label in mapped.split(".")
        )
    except (idna.IDNAError, UnicodeError):
        raise NotAnOrigin(NotAnOrigin.WRONG) from None


def _fourth(name: str) -> str:
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        raise NotAnOrigin(NotAnOrigin.WRONG) from None


def _sixth(text: str) -> str:
    """Write an IPv6 address as browsers do: in brackets, short, and never with an IPv4 address at its end."""
    try:
        address = IPv6Address(text)
    except AddressValueError:
        raise NotAnOrigin(NotAnOrigin.WRONG) from None
    if address.scope_id:
        raise NotAnOrigin(NotAnOrigin.WRONG)
    if mapped := address.ipv4_mapped:
        high, low = divmod(int(mapped), 1 << 16)
        return f"[::ffff:{high:x}:{low:x}]"
    return f"[{address.compressed}]"
