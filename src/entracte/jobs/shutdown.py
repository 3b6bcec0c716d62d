"""How a worker ends when it is asked to: at the latest after its grace, whatever the database does."""

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress

from django.conf import settings

logger = logging.getLogger(__name__)

CANCELLED_AGAIN_SECONDS = 1
STUCK = 1


def jobs_grace_seconds() -> float:
    """How long a running job may go on once the worker was asked to end: its call of Spektrix fits in."""
    return settings.SPEKTRIX_TIMEOUT_SECONDS + 5


def last_seconds() -> float:
    """When a worker that was asked to end is ended, if it still runs."""
    return jobs_grace_seconds() + 5


def end_signal() -> asyncio.Event:
    """Return an event that SIGTERM or SIGINT sets; the process is then gone after `last_seconds`."""
    asked = asyncio.Event()

    def ask() -> None:
        if not asked.is_set():
            asked.set()
            _end_at_the_latest(last_seconds())

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ask)
    return asked


async def wait(asked: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until the end is asked for."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asked.wait(), seconds)


async def cancel(tasks: set[asyncio.Task[None]]) -> None:
    """Cancel these until they have ended, and leave no error of theirs unread.

    Once is not enough: in Python 3.11 `asyncio.wait_for` loses a cancellation that comes just when
    what it waits for is there, and a database that is back gives every waiting task its connection.
    """
    running = tasks
    while running:
        for each in running:
            each.cancel()
        _, running = await asyncio.wait(running, timeout=CANCELLED_AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)


def _end_at_the_latest(seconds: float) -> None:
    """End the process then, if it still runs: a thread that waits for a silent database hears nothing.

    What it was at is put back once its heartbeat is old, as after a kill.
    """

    def end() -> None:
        logger.error("still running %.0f s after it was asked to end; the worker leaves its jobs", seconds)
        os._exit(STUCK)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
