"""Ports of 127.0.0.1: taken or free, answering or not."""

import socket
from collections.abc import Mapping

from entracte.cli.errors import CannotRun


def refuse_taken_ports(ports: Mapping[str, int]) -> None:
    """Raise CannotRun for the first port that another process already listens on; the key is its setting."""
    if len(set(ports.values())) < len(ports):
        raise CannotRun(f"{', '.join(ports)} must differ from one another")
    for setting, port in ports.items():
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen()
            except (OSError, OverflowError):
                raise CannotRun(f"port {port} is taken: set {setting}=…") from None


def answers(port: int) -> bool:
    """Return whether something accepts connections on this port."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0
