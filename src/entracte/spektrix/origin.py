"""The address of a Spektrix system in its normal form, and where to connect for it."""

import re
from collections.abc import Sequence

import httpx2

from entracte.spektrix.errors import BadOrigin

LARGEST_PORT = 65_535
MOST_ADDRESSES = 4
HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?|\[[0-9a-f:.]+\]", re.ASCII)


def normal_origin(origin: str) -> str:
    """Return scheme, host and port as in a Host header: lower case, no default port, no slash at the end.

    Raises BadOrigin where there is a path, a query, a name before the host, or no http(s) host at all.
    Whether the host is one that may be called is the caller's question.
    """
    try:
        url = httpx2.URL(origin.strip())
    except (httpx2.InvalidURL, ValueError):
        url = httpx2.URL("")
    host = url.netloc.decode("ascii").removesuffix(f":{url.port}") if url.port else url.netloc.decode("ascii")
    plain = url.path in ("", "/") and not (url.query or url.fragment or url.userinfo)
    plain = plain and (url.port or 0) <= LARGEST_PORT
    if url.scheme not in ("http", "https") or not plain or not HOST.fullmatch(host):
        raise BadOrigin
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def targets(origin: str, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses to connect to, in order: the origin itself where none is named."""
    url = httpx2.URL(origin)
    return tuple(str(url.copy_with(host=address)) for address in addresses[:MOST_ADDRESSES]) or (origin,)
