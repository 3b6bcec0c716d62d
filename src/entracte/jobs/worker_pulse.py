"""Whether a worker is alive, as /readyz and the back office show it, and how the others know this one."""

import os
import socket
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from entracte import clock
from entracte.jobs.models import WorkerPulse

_concurrency: list[int] = []


def worker_name() -> str:
    """Return the name of this process among the workers."""
    return f"{socket.gethostname()}:{os.getpid()}"


def jobs_at_once() -> int:
    """Return how many jobs a worker does at once: this process where it is one, else as the setting says."""
    return _concurrency[-1] if _concurrency else settings.WORKER_CONCURRENCY


def keep_jobs_at_once(number: int) -> None:
    """Keep how many jobs this process does at once."""
    _concurrency[:] = [number]


def dead_workers(names: Collection[str]) -> list[str]:
    """Return which of these workers gave signs of life once, and none for too long."""
    since = clock.system_now() - timedelta(seconds=settings.STALLED_AFTER_SECONDS)
    return list(WorkerPulse.objects.filter(name__in=names, seen_at__lt=since).values_list("name", flat=True))


def silent_since(now: datetime) -> datetime | str | None:
    """Return None while a worker is heard of, else since when none was: an instant, or "the start"."""
    seen_at: datetime | None = WorkerPulse.objects.aggregate(last=Max("seen_at"))["last"]
    if seen_at is None:
        return "the start"
    if now - seen_at > timedelta(seconds=settings.WORKER_SILENT_SECONDS):
        return seen_at
    return None
