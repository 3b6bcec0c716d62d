"""Who does the stored work? A worker process: it runs jobs and duties, and gives signs of life."""

import asyncio
import logging
import os
import socket

from django.conf import settings
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from entracte.jobs.duties import Duty, duties, perform

logger = logging.getLogger(__name__)

PULSE = """
INSERT INTO jobs_workerpulse (name, seen_at) VALUES (%(name)s, now())
ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
"""
FORGET = "DELETE FROM jobs_workerpulse WHERE seen_at < now() - interval '7 days'"


def run(*, concurrency: int | None = None, until_empty: bool = False) -> None:
    """Run jobs until SIGTERM or SIGINT, or with `until_empty` until none is due.

    The worker fetches through connections of its own; what handlers announce goes through Django's,
    in their own transaction.
    """
    asyncio.run(_run(_worker_app(), concurrency or settings.WORKER_CONCURRENCY, until_empty))


def _worker_app() -> DjangoApp:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    worker_app = DjangoApp(connector=connector.get_worker_connector())
    worker_app.tasks = app.tasks
    return worker_app


async def _run(worker_app: DjangoApp, concurrency: int, until_empty: bool) -> None:
    async with worker_app.open_async():
        name = f"{socket.gethostname()}:{os.getpid()}"
        beside = [asyncio.create_task(_pulse(worker_app, name))]
        if not until_empty:
            beside += [asyncio.create_task(_attend(duty)) for duty in duties]
        try:
            await worker_app.run_worker_async(
                wait=not until_empty,
                concurrency=concurrency,
                install_signal_handlers=not until_empty,
                listen_notify=not until_empty,
                fetch_job_polling_interval=1.0,
                update_heartbeat_interval=settings.STALLED_AFTER_SECONDS / 4,
                stalled_worker_timeout=settings.STALLED_AFTER_SECONDS,
                shutdown_graceful_timeout=settings.SPEKTRIX_TIMEOUT_SECONDS + 5,
                delete_jobs="successful",
            )
        finally:
            for each in beside:
                each.cancel()
            await asyncio.gather(*beside, return_exceptions=True)


async def _pulse(worker_app: DjangoApp, name: str) -> None:
    while True:
        try:
            await worker_app.connector.execute_query_async(PULSE, name=name)
            await worker_app.connector.execute_query_async(FORGET)
        except ConnectorException:
            logger.warning("the database does not answer; the worker waits for it")
        await asyncio.sleep(settings.WORKER_PULSE_SECONDS)


async def _attend(duty: Duty) -> None:
    while True:
        await asyncio.to_thread(perform, duty)
        await asyncio.sleep(duty.seconds())
