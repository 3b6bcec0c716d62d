"""A worker process: it runs jobs and duties, and gives signs of life."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from django.conf import settings
from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker
from psycopg import OperationalError
from psycopg_pool import AsyncConnectionPool

from entracte.jobs import shutdown
from entracte.jobs.database_away import errors_of_the_queue
from entracte.jobs.duties import Duty, duties, perform
from entracte.jobs.sql import FORGET_PULSES, IS_ANY_DUE, PULSE
from entracte.jobs.worker_pulse import keep_jobs_at_once, worker_name
from entracte.log_causes import AWAY

logger = logging.getLogger(__name__)

DATABASE_AGAIN_SECONDS = 2


def run(*, concurrency: int | None = None, until_empty: bool = False) -> None:
    """Run jobs until SIGTERM or SIGINT, or with `until_empty` until none is due, whatever a job announced.

    The worker fetches through connections of its own; what handlers announce goes through Django's,
    in their own transaction. A database that goes away is waited for;
    with `until_empty` it raises DatabaseAway.
    """
    at_once = concurrency or settings.WORKER_CONCURRENCY
    keep_jobs_at_once(at_once)
    with errors_of_the_queue():
        asyncio.run(_empty(at_once) if until_empty else _stay(at_once))


async def _empty(concurrency: int) -> None:
    """Procrastinate ends when it finds no job, though one that still runs may announce the next."""
    async with _open_app() as worker_app, _beside(_pulse(worker_app)):
        while await _is_any_due(worker_app):
            await _worker(worker_app, concurrency, wait=False).run()  # type: ignore[no-untyped-call]


async def _stay(concurrency: int) -> None:
    asked = shutdown.end_signal()
    while not asked.is_set():
        with suppress(ConnectorException, OperationalError):
            await _work_until(asked, concurrency)
        if not asked.is_set():
            logger.warning("the database does not answer; the worker begins again once it does", extra=AWAY)
            await shutdown.wait(asked, DATABASE_AGAIN_SECONDS)


async def _work_until(asked: asyncio.Event, concurrency: int) -> None:
    """Work until asked to stop, which lets the running jobs end; sooner where the database goes away."""
    async with (
        _open_app() as worker_app,
        _beside(_pulse(worker_app), *(_attend(duty) for duty in duties)),
    ):
        worker = _worker(worker_app, concurrency, wait=True)
        work = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
        ear = asyncio.create_task(asked.wait())
        await asyncio.wait([work, ear], return_when=asyncio.FIRST_COMPLETED)
        ear.cancel()
        # not by cancelling, which is lost while the worker registers, and cuts jobs off when repeated
        worker.stop()  # type: ignore[no-untyped-call]
        await work


@asynccontextmanager
async def _open_app() -> AsyncIterator[DjangoApp]:
    """Open an app with connections of its own; its first query waits for them, not the opening."""
    async with AsyncConnectionPool(
        name="worker",
        kwargs=connector_params(),
        timeout=settings.DATABASE_WAIT_SECONDS,
        check=AsyncConnectionPool.check_connection,
        open=False,
    ) as pool:
        connector = PsycopgConnector()
        await connector.open_async(pool)
        worker_app = DjangoApp(connector=connector)
        worker_app.tasks = app.tasks
        yield worker_app


async def _is_any_due(worker_app: DjangoApp) -> bool:
    row = await worker_app.connector.execute_query_one_async(IS_ANY_DUE)
    return bool(row["is_any_due"])


def _worker(worker_app: DjangoApp, concurrency: int, *, wait: bool) -> Worker:
    options: WorkerOptions = {
        **worker_app.worker_defaults,
        "wait": wait,
        "concurrency": concurrency,
        "install_signal_handlers": False,
        "listen_notify": wait,
        "fetch_job_polling_interval": 1.0,
        "update_heartbeat_interval": settings.STALLED_AFTER_SECONDS / 4,
        "stalled_worker_timeout": settings.STALLED_AFTER_SECONDS,
        "shutdown_graceful_timeout": shutdown.jobs_grace_seconds(),
        "delete_jobs": "successful",
    }
    return Worker(app=worker_app, **options)


@asynccontextmanager
async def _beside(*coroutines: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Keep these going until the block ends."""
    running = {asyncio.create_task(each) for each in coroutines}
    try:
        yield
    finally:
        await shutdown.cancel(running)


async def _pulse(worker_app: DjangoApp) -> None:
    name = worker_name()
    while True:
        try:
            await worker_app.connector.execute_query_async(PULSE, name=name)
            await worker_app.connector.execute_query_async(FORGET_PULSES)
        except ConnectorException:
            logger.warning("the database does not answer; the worker waits for it", extra=AWAY)
        await asyncio.sleep(settings.WORKER_PULSE_SECONDS)


async def _attend(duty: Duty) -> None:
    while True:
        await asyncio.to_thread(perform, duty)
        await asyncio.sleep(duty.seconds())
