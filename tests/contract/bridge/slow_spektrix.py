"""How does a Spektrix answer that never comes to an end? Byte by byte, or hint by hint."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

Way = Literal["headers", "hints", "body", "silent"]


def _drip(connection: socket.socket, way: Way, stop: threading.Event) -> None:
    with connection, suppress(OSError):
        connection.recv(65536)
        if way == "body":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not stop.wait(0.05):
            if way == "hints":
                connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
            elif way != "silent":
                connection.sendall(b"x" if way == "body" else b"H")


@contextmanager
def slow_spektrix(way: Way = "headers") -> Iterator[str]:
    """Listen on a port of its own; the address."""
    listener, stop = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_drip, args=(connection, way, stop), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)
        time.sleep(0.1)
