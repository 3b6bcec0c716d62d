"""The bytes of a reply become a record, or an error.

Nothing is assumed of a reply: any status, headers and bytes give a record or a SpektrixError. Keys are read
in any casing, unknown keys and the `*_Comment` siblings of deprecated ones are passed over.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from entracte.spektrix.calls import ATTRIBUTE_PREFIX
from entracte.spektrix.errors import (
    BadOrigin,
    Forbidden,
    NotFound,
    Outage,
    Refused,
    SpektrixError,
    Strange,
    TooMany,
    Unauthorised,
)
from entracte.spektrix.records import Answered, Basket, Customer, Json

LONGEST_WAIT_SECONDS = 24 * 60 * 60
COMMENT = "_comment"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII)
ERRORS_BY_STATUS: Mapping[int, type[SpektrixError]] = {
    401: Unauthorised,
    404: NotFound,
    408: Outage,
    425: Outage,
    429: TooMany,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and when by our clock. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    received_at: datetime

    @property
    def server_date(self) -> datetime | None:
        """Spektrix's own time, from its Date header; None where it has none or an odd one."""
        return read_http_date(self.headers.get("date", ""))

    @property
    def skew_seconds(self) -> float | None:
        """How far Spektrix's clock is ahead of ours, to the second; negative where it is behind."""
        date = self.server_date
        return None if date is None else (date - self.received_at.replace(microsecond=0)).total_seconds()

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, from Retry-After as seconds or a date, at most a day; None for anything else."""
        text = self.headers.get("retry-after", "").strip()
        if re.fullmatch(r"[0-9]{1,9}", text):
            return float(min(int(text), LONGEST_WAIT_SECONDS))
        at = read_http_date(text)
        if at is None:
            return None
        return min(max((at - self.received_at).total_seconds(), 0.0), float(LONGEST_WAIT_SECONDS))

    @property
    def is_a_page(self) -> bool:
        """True where the body is a web page, as the protection in front of Spektrix sends."""
        declared = "html" in self.headers.get("content-type", "").lower()
        return declared or self.body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def basket(reply: Reply) -> Basket:
    """Return whose basket it is. Raises a SpektrixError."""
    fields = _document(reply)
    found = _id_of(fields, "id") or _id_of(fields, "basketId")
    if not found:
        raise Strange(status=reply.status)
    return Basket(id=found, customer=_reference(reply, _value(fields, "customer")))


def customer(reply: Reply) -> Customer:
    """Return the customer asked for. Raises a SpektrixError."""
    fields = _document(reply)
    found = _id_of(fields, "id")
    if not found:
        raise Strange(status=reply.status)
    return _customer(found, fields)


def written(reply: Reply) -> Customer | None:
    """Return the customer after a write, None where the reply has none (as 204). Raises a SpektrixError."""
    _raise_for_status(reply)
    if not reply.body.strip():
        return None
    fields = _only(_parsed(reply))
    found = _id_of(fields, "id") if isinstance(fields, dict) else ""
    return _customer(found, fields) if found and isinstance(fields, dict) else None


def known_good(reply: Reply) -> Answered:
    """Return how the known-good call was answered, in JSON. Raises a SpektrixError."""
    _raise_for_status(reply)
    if not isinstance(_parsed(reply), list | dict):
        raise Strange(status=reply.status, skew_seconds=reply.skew_seconds)
    return Answered(status=reply.status, server_date=reply.server_date, skew_seconds=reply.skew_seconds)


def read_http_date(text: str) -> datetime | None:
    """Return an HTTP date as an aware instant in UTC; None where it is not one."""
    match = HTTP_DATE.fullmatch(text.strip())
    if match is None or match[2] not in MONTHS:
        return None
    day, year, hour, minute, second = (int(match[group]) for group in (1, 3, 4, 5, 6))
    try:
        return datetime(year, MONTHS.index(match[2]) + 1, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _raise_for_status(reply: Reply) -> None:
    status, wait, skew = reply.status, reply.retry_after, reply.skew_seconds
    if 200 <= status < 300:
        return
    if status == 403:
        raise Forbidden(at_the_edge=reply.is_a_page, status=status, retry_after=wait, skew_seconds=skew)
    kind = ERRORS_BY_STATUS.get(status) or {3: BadOrigin, 4: Refused, 5: Outage}.get(status // 100, Strange)
    raise kind(status=status, retry_after=wait, skew_seconds=skew)


def _parsed(reply: Reply) -> Json:
    try:
        document: Json = json.loads(reply.body)
    except (ValueError, RecursionError):
        document, understood = None, False
    else:
        understood = True
    # Raised out here: the parser's error holds the whole body.
    if not understood:
        raise Strange(status=reply.status, skew_seconds=reply.skew_seconds)
    return document


def _document(reply: Reply) -> dict[str, Json]:
    _raise_for_status(reply)
    document = _only(_parsed(reply))
    if not isinstance(document, dict):
        raise Strange(status=reply.status)
    return document


def _only(document: Json) -> Json:
    """Return the document, or the one element of a list: one public client wraps every payload in a list."""
    return document[0] if isinstance(document, list) and len(document) == 1 else document


def _value(fields: Mapping[str, Json], key: str) -> Json:
    if key in fields:
        return fields[key]
    folded = key.casefold()
    return next((value for name, value in fields.items() if name.casefold() == folded), None)


def _text(value: Json) -> str:
    """Return text that can be compared and stored: no lone surrogates, no NUL, no white space around it."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()


def _id_of(fields: Mapping[str, Json], key: str) -> str:
    return _id(_value(fields, key))


def _id(value: Json) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value)


def _reference(reply: Reply, value: Json) -> Customer | None:
    """Return the customer on a basket: from an object, an object with an id only, a bare id, or None."""
    if isinstance(value, dict):
        found = _id_of(value, "id")
        if found:
            return _customer(found, value)
        is_empty = not any(value.values())
    else:
        found = _id(value)
        if found:
            return Customer(id=found)
        is_empty = value is None or isinstance(value, str)
    if not is_empty:
        raise Strange(status=reply.status)
    return None


def _customer(found: str, fields: Mapping[str, Json]) -> Customer:
    flat, listed = _attributes(fields), _listed(fields)
    known = {name.casefold() for name in flat}
    only_listed = {name: value for name, value in listed.items() if name.casefold() not in known}
    return Customer(
        id=found,
        first_name=_text(_value(fields, "firstName")),
        last_name=_text(_value(fields, "lastName")),
        email=_text(_value(fields, "email")),
        phone=_text(_value(fields, "phone")),
        mobile=_text(_value(fields, "mobile")),
        attributes=MappingProxyType({**flat, **only_listed}),
        listed=frozenset(only_listed),
    )


def _attributes(fields: Mapping[str, Json]) -> dict[str, Json]:
    names = {name.casefold() for name in fields}
    return {
        name: value
        for name, value in fields.items()
        if name.casefold().startswith(ATTRIBUTE_PREFIX)
        and not (name.casefold().endswith(COMMENT) and name.casefold().removesuffix(COMMENT) in names)
    }


def _listed(fields: Mapping[str, Json]) -> dict[str, Json]:
    """Return the attributes of a list of `{name, value}`, under the keys that they would have flat."""
    found: dict[str, Json] = {}
    listed = _value(fields, "attributes")
    for each in listed if isinstance(listed, list) else ():
        name = _text(_value(each, "name")) if isinstance(each, dict) else ""
        bare = "".join(letter for letter in _without_prefix(name) if letter.isalnum())
        if bare and isinstance(each, dict):
            found.setdefault(ATTRIBUTE_PREFIX + bare, _value(each, "value"))
    return found


def _without_prefix(name: str) -> str:
    has_prefix = name.casefold().startswith(ATTRIBUTE_PREFIX)
    return name[len(ATTRIBUTE_PREFIX) :] if has_prefix else name
