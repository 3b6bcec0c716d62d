"""How a call failed that got no reply, from the chain of what the HTTP library wrapped."""

import socket
import ssl

import httpx2

from entracte.spektrix.errors import NoAnswerKind


def no_answer_kind(error: BaseException) -> NoAnswerKind:
    """Return how it failed, as one of the kinds that staff are shown."""
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
