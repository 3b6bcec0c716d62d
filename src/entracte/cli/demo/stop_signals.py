"""SIGTERM and Ctrl-C, turned into an exception once and ignored afterwards."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class StopAsked(BaseException):
    """Somebody asked this process to end, by Ctrl-C or SIGTERM."""


@contextmanager
def raise_when_asked_to_stop() -> Iterator[None]:
    """Turn SIGTERM and SIGINT into `StopAsked` in the main thread; later ones are ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        ignore_stop_signals()
        raise StopAsked

    before = {name: signal.signal(name, stop) for name in STOP_SIGNALS}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def ignore_stop_signals() -> None:
    """Ignore SIGTERM and SIGINT from now on."""
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)
