"""Ports of this machine that a test's own servers may listen on."""

import os
import random
import socket
from contextlib import closing
from itertools import count

# below the ports that systems give to outgoing connections
FIRST, PER_WORKER, WORKERS = 20_000, 500, 24
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
_numbers = count(random.SystemRandom().randrange(PER_WORKER))


def free_port() -> int:
    """Return a port that has no listener now, from a range that no other parallel worker uses."""
    for _ in range(PER_WORKER):
        port = FIRST + _worker * PER_WORKER + next(_numbers) % PER_WORKER
        with closing(socket.socket()) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("every port of this worker is taken")
