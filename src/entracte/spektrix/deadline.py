"""One deadline over a whole exchange: when it is over, the connections that it uses are cut."""

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Stream(Protocol):
    """An open connection of the HTTP library."""

    @property
    def get_extra_info(self) -> Callable[[str], object]: ...


class Deadline:
    """The time that one exchange may take, in seconds; use it as a context manager.

    `streams` are the connections that are open already; new ones are added to it. While the exchange runs it
    has a handle of its own of each, since the library's socket moves when TLS begins.
    """

    def __init__(self, seconds: float, streams: list[Stream]) -> None:
        self._until = time.monotonic() + seconds
        self._streams = streams
        self._handles: list[socket.socket] = []
        self._timer = threading.Timer(max(seconds, 0), self._cut)
        self._timer.daemon = True

    @property
    def is_over(self) -> bool:
        """True once the time is used up."""
        return time.monotonic() >= self._until

    def left(self) -> float:
        """Return how many seconds are left, never so few that they would mean no limit."""
        return max(self._until - time.monotonic(), 0.001)

    def trace(self, name: str, info: dict[str, Stream]) -> None:
        """Take in a connection that the HTTP library opened; cut it where it came too late."""
        if name in OPENED:
            self._streams.append(info["return_value"])
            self._take(info["return_value"])
            if self.is_over:
                self._cut()

    def __enter__(self) -> Self:
        for stream in self._streams:
            self._take(stream)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        for each in self._handles:
            each.close()

    def _take(self, stream: Stream) -> None:
        opened = stream.get_extra_info("socket")
        # A connection that was closed, or went on under TLS, has no number any more.
        if isinstance(opened, socket.socket) and opened.fileno() >= 0:
            with suppress(OSError):
                self._handles.append(socket.socket(fileno=os.dup(opened.fileno())))

    def _cut(self) -> None:
        for each in tuple(self._handles):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
