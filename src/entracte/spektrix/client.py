"""The client that makes the four calls over HTTP. The only file here that opens a connection."""

import logging
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Self, TypeVar

import httpx2

from entracte.spektrix import calls, replies
from entracte.spektrix.deadline import Deadline, Stream
from entracte.spektrix.errors import (
    BadAttribute,
    BadClientName,
    BadId,
    NoAnswer,
    SpektrixError,
    Strange,
)
from entracte.spektrix.failures import no_answer_kind
from entracte.spektrix.gate import CallGate, OpenCallGate
from entracte.spektrix.origin import normal_origin, targets
from entracte.spektrix.records import Answered, Basket, Customer
from entracte.spektrix.replies import Reply
from entracte.spektrix.signing import authorization, http_date, key_bytes, login_name

USER_AGENT = "Entracte/0.1 (+restaurant reservations; self-hosted)"
LARGEST_REPLY_BYTES = 2_000_000
Result = TypeVar("Result")

# At their debug level the HTTP libraries log addresses and headers; those hold basket ids.
for _name in ("httpx2", "httpcore2"):
    if logging.getLogger(_name).level == logging.NOTSET:
        logging.getLogger(_name).setLevel(logging.WARNING)


class Client:
    """One restaurant's way to its Spektrix system, in System Owner mode.

    `origin` is scheme and host, without a path; `addresses` are where to connect, in this order, so that
    the name is not looked up once more; `key` is the base64 text as issued; `clock` gives the aware time of
    now, for the Date header; `timeout_seconds` bounds each exchange from the look-up of the name to the last
    byte, and `spent_seconds` of the first are used up already. `gate` says when a call may go out. Raises
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
        spent_seconds: float = 0,
        addresses: Sequence[str] = (),
        transport: httpx2.BaseTransport | None = None,
        gate: CallGate | None = None,
    ) -> None:
        self._origin = normal_origin(origin)
        self._targets = targets(self._origin, addresses)
        self._root = f"/{_client_segment(client_name)}/api/v3/"
        self._login = login_name(login)
        self._key = key
        key_bytes(key)
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        self._spent_seconds = spent_seconds
        self._gate = gate or OpenCallGate()
        self._streams: list[Stream] = []
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
        return self._answer(calls.READ_BASKET, lambda: calls.read_basket(basket_id), replies.basket)

    def customer(self, customer_id: str) -> Customer:
        """Return the customer's names, e-mail, phones and attributes, to compare in memory.

        May be called twice.
        """
        return self._answer(calls.READ_CUSTOMER, lambda: calls.read_customer(customer_id), replies.customer)

    def write(self, customer_id: str, attributes: Mapping[str, str | int]) -> Customer | None:
        """Set these attributes in one call; return the customer as it then is, None where the reply has none.

        The values are absolute, so it may be called twice. A 200 does not prove that the write took: compare.
        """
        return self._answer(
            calls.WRITE_CUSTOMER, lambda: calls.write_customer(customer_id, attributes), replies.written
        )

    def known_good(self) -> Answered:
        """Make the call that works for every right API user; return the difference between the clocks too."""
        return self._answer(calls.READ_PAYMENT_TYPES, calls.read_payment_types, replies.known_good)

    def _answer(
        self, kind: calls.CallKind, call: Callable[[], calls.Call], read: Callable[[Reply], Result]
    ) -> Result:
        """Make the call and read its reply; an error says at which kind of call it was met."""
        try:
            ready = call()
            self._gate.wait()
            result = read(self._ask(ready))
        except SpektrixError as error:
            error.call = kind.name
            if not isinstance(error, BadId | BadAttribute):
                self._gate.failed(error)
            raise
        self._gate.answered()
        return result

    def _ask(self, call: calls.Call) -> Reply:
        if call.kind not in calls.ALL:
            raise ValueError("This client makes no such call.")
        return self._send(call, self._root + call.path)

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

    def _extensions(self, path: str, deadline: Deadline) -> dict[str, object]:
        return {
            # The signed characters go out as they are; a parsed address would be normalised once more.
            "target": path.encode("ascii"),
            "timeout": httpx2.Timeout(deadline.left()).as_dict(),
            "trace": deadline.trace,
            # The certificate is checked against the name, whatever address is behind it.
            "sni_hostname": httpx2.URL(self._origin).host.rstrip("."),
        }

    def _send(self, call: calls.Call, path: str) -> Reply:
        failure: NoAnswer | Strange
        with Deadline(self._timeout_seconds - self._spent_seconds, self._streams) as deadline:
            self._spent_seconds = 0
            try:
                return self._exchange(call, path, deadline)
            except httpx2.DecodingError:
                failure = Strange()
            except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
                failure = NoAnswer("timeout" if deadline.is_over else no_answer_kind(error))
        # Raised out here: the library's own errors can hold the request, with its signature.
        raise failure

    def _exchange(self, call: calls.Call, path: str, deadline: Deadline) -> Reply:
        response = self._first_answer(call, path, deadline)
        try:
            body = self._body(response)
        finally:
            response.close()
        if deadline.is_over:
            raise NoAnswer("timeout")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(status=response.status_code, headers=headers, body=body, received_at=self._clock())

    def _first_answer(self, call: calls.Call, path: str, deadline: Deadline) -> httpx2.Response:
        """Send to the first address that can be connected to: what was sent is never sent again."""
        headers = self._headers(call, path)
        for target in self._targets[:-1]:
            with suppress(httpx2.ConnectError, httpx2.ConnectTimeout):
                return self._transport.handle_request(self._request(call, path, target, headers, deadline))
        last = self._targets[-1]
        return self._transport.handle_request(self._request(call, path, last, headers, deadline))

    def _request(
        self, call: calls.Call, path: str, target: str, headers: dict[str, str], deadline: Deadline
    ) -> httpx2.Request:
        extensions = self._extensions(path, deadline)
        return httpx2.Request(call.method, target, headers=headers, content=call.body, extensions=extensions)

    def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST_REPLY_BYTES:
                raise Strange(status=response.status_code)
        return bytes(body)


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
