"""Whether a worker is alive, as /readyz and the back office show it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from entracte.jobs.models import WorkerPulse


def silent_since(now: datetime) -> datetime | str | None:
    """Return None while a worker is heard of, else since when none was: an instant, or "the start"."""
    seen_at: datetime | None = WorkerPulse.objects.aggregate(last=Max("seen_at"))["last"]
    if seen_at is None:
        return "the start"
    if now - seen_at > timedelta(seconds=settings.WORKER_SILENT_SECONDS):
        return seen_at
    return None
