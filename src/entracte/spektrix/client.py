"""The client that makes the four calls over HTTP. The only file here that opens a connection."""

import logging
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Self

import httpx2

from entracte.spektrix import calls, replies
from entracte.spektrix.errors import BadClientName, BadId, BadOrigin, NoAnswer, NoAnswerKind, Strange
from entracte.spektrix.records import Answered, Basket, Customer
from entracte.spektrix.replies import Reply
from entracte.spektrix.signing import authorization, http_date, key_bytes, login_name

USER_AGENT = "Entracte/0.1 (+restaurant reservations; self-hosted)"
LARGEST_REPLY_BYTES = 2_000_000
LARGEST_PORT = 65_535
MOST_ADDRESSES = 4
HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?|\[[0-9a-f:.]+\]", re.ASCII)

# At their debug level the HTTP libraries log addresses and headers; those hold basket ids.
for _name in ("httpx2", "httpcore2"):
    if logging.getLogger(_name).level == logging.NOTSET:
        logging.getLogger(_name).setLevel(logging.WARNING)


class Client:
    """One restaurant's way to its Spektrix system, in System Owner mode.

    `origin` is scheme and host, without a path; `addresses` are where to connect, in this order, so that
    the name is not looked up once more; `key` is the base64 text as issued; `clock` gives the aware time of
    now, for the Date header; `timeout_seconds` bounds each of connecting, waiting and reading. Raises
    BadOrigin, BadClientName, BadLogin or BadKey at once. Redirects are not followed, cookies not kept,
    nothing is tried twice: a caller that tries again gets a fresh date and signature. Every method raises
    SpektrixError and nothing else.
    """

    def __init__(
        self,
        *,
        origin: str,
        client_name: str,
        login: str,
        key: str,
        clock: Callable[[], datetime],
        timeout_seconds: float = 10,
        addresses: Sequence[str] = (),
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._origin = normal_origin(origin)
        self._targets = _targets(self._origin, addresses)
        self._root = f"/{_client_segment(client_name)}/api/v3/"
        self._login = login_name(login)
        self._key = key
        key_bytes(key)
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        # The bare transport: no redirects, no cookies, no proxy that would rewrite Host or Date.
        self._transport = transport or httpx2.HTTPTransport(verify=_certificates())

    def __repr__(self) -> str:
        return f"<Client of {self._origin}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; may be called twice."""
        self._transport.close()

    def basket(self, basket_id: str) -> Basket:
        """Return whose basket this is; NotFound where it expired, was bought or never was.

        May be called twice.
        """
        return replies.basket(self._ask(calls.read_basket(basket_id)))

    def customer(self, customer_id: str) -> Customer:
        """Return the customer's names, e-mail, phones and attributes, to compare in memory.

        May be called twice.
        """
        return replies.customer(self._ask(calls.read_customer(customer_id)))

    def write(self, customer_id: str, attributes: Mapping[str, str | int]) -> Customer | None:
        """Set these attributes in one call; return the customer as it then is, None where the reply has none.

        The values are absolute, so it may be called twice. A 200 does not prove that the write took: compare.
        """
        return replies.written(self._ask(calls.write_customer(customer_id, attributes)))

    def known_good(self) -> Answered:
        """Make the call that works for every right API user; return the difference between the clocks too."""
        return replies.known_good(self._ask(calls.read_payment_types()))

    def _ask(self, call: calls.Call) -> Reply:
        if call.kind not in calls.ALL:
            raise ValueError("This client makes no such call.")
        path = self._root + call.path
        headers, extensions = self._headers(call, path), self._extensions(path)
        return self._send(
            [
                httpx2.Request(call.method, target, headers=headers, content=call.body, extensions=extensions)
                for target in self._targets
            ]
        )

    def _headers(self, call: calls.Call, path: str) -> dict[str, str]:
        date = http_date(self._clock())
        headers = {
            "Host": self._origin.partition("://")[2],
            "Date": date,
            "Authorization": authorization(
                login=self._login,
                key=self._key,
                method=call.method,
                url=self._origin + path,
                date=date,
                body=call.body,
            ),
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": USER_AGENT,
        }
        return headers if call.body is None else {**headers, "Content-Type": "application/json"}

    def _extensions(self, path: str) -> dict[str, object]:
        return {
            # The signed characters go out as they are; a parsed address would be normalised once more.
            "target": path.encode("ascii"),
            "timeout": httpx2.Timeout(self._timeout_seconds).as_dict(),
            # The certificate is checked against the name, whatever address is behind it.
            "sni_hostname": httpx2.URL(self._origin).host.rstrip("."),
        }

    def _send(self, requests: Sequence[httpx2.Request]) -> Reply:
        try:
            return self._exchange(requests)
        except httpx2.DecodingError:
            failure: NoAnswer | Strange = Strange()
        except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
            failure = NoAnswer(_no_answer_kind(error))
        # Raised out here: the library's own errors can hold the request, with its signature.
        raise failure

    def _exchange(self, requests: Sequence[httpx2.Request]) -> Reply:
        response = self._first_answer(requests)
        try:
            body = self._body(response)
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(status=response.status_code, headers=headers, body=body, received_at=self._clock())

    def _first_answer(self, requests: Sequence[httpx2.Request]) -> httpx2.Response:
        """Send the first of these that can connect: what was sent is never sent again."""
        for request in requests[:-1]:
            with suppress(httpx2.ConnectError, httpx2.ConnectTimeout):
                return self._transport.handle_request(request)
        return self._transport.handle_request(requests[-1])

    def _body(self, response: httpx2.Response) -> bytes:
        until = time.monotonic() + self._timeout_seconds
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST_REPLY_BYTES:
                raise Strange(status=response.status_code)
            if time.monotonic() > until:
                raise NoAnswer("timeout")
        return bytes(body)


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


def _targets(origin: str, addresses: Sequence[str]) -> tuple[str, ...]:
    url = httpx2.URL(origin)
    return tuple(str(url.copy_with(host=address)) for address in addresses[:MOST_ADDRESSES]) or (origin,)


def _client_segment(client_name: str) -> str:
    try:
        return calls.encoded(client_name.strip())
    except BadId:
        pass
    raise BadClientName


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates that are trusted; read once, since that takes milliseconds."""
    return httpx2.create_ssl_context()


def _no_answer_kind(error: BaseException) -> NoAnswerKind:
    """Return how it failed, from the chain of what the HTTP library wrapped."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, httpx2.TimeoutException | TimeoutError):
            return "timeout"
        if isinstance(link, socket.gaierror):
            return "name"
        if isinstance(link, ssl.SSLError):
            return "tls"
        if isinstance(link, ConnectionRefusedError):
            return "refused"
        link = link.__cause__ or link.__context__
    return "refused" if isinstance(error, httpx2.ConnectError) else "cut_off"
