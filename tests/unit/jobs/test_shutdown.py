"""Does a task end that lost its first cancellation, as any wait for a connection may in Python 3.11?"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from entracte.jobs import shutdown


def runs(work: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: the browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _a_lost_cancellation() -> None:
    """Cancel just when what the task waits for is there, and its wait has not gone on yet."""
    back, handed = asyncio.Event(), asyncio.Event()

    async def connection() -> None:
        await back.wait()
        handed.set()

    async def pulse() -> None:
        await asyncio.wait_for(connection(), 60)
        while True:
            await asyncio.sleep(60)

    task = asyncio.create_task(pulse())
    await asyncio.sleep(0.05)
    back.set()
    while not handed.is_set():
        await asyncio.sleep(0)
    await asyncio.wait_for(shutdown.cancel({task}), 20)
    assert task.cancelled()


def test_a_task_ends_though_its_connection_came_just_when_it_was_cancelled() -> None:
    runs(_a_lost_cancellation())


def test_the_error_of_a_cancelled_task_is_nobody_elses() -> None:
    async def stumble() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            raise ZeroDivisionError

    async def end_it() -> None:
        task = asyncio.create_task(stumble())
        await asyncio.sleep(0)
        await shutdown.cancel({task})

    runs(end_it())
