"""When a job is tried again: capped exponential back-off with jitter, never sooner than asked."""

import random
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from entracte import clock


class TryLater(Exception):
    """A handler's word that the work should be tried again.

    `after_seconds` is how long to wait, as people may have read; None leaves it to the back-off.
    """

    def __init__(self, reason: str, after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


def wait_seconds(*, tries: int, at_least: float | None) -> float:
    """Return the wait before the next try, in seconds; `tries` is how many have been made before."""
    longest: float = min(settings.RETRY_CAP_SECONDS, settings.RETRY_FIRST_SECONDS * 2 ** min(tries, 30))
    jittered = longest * random.uniform(0.5, 1)
    return max(jittered, at_least or 0)


class Patience(BaseRetryStrategy):
    """Tries again what said so, or met a database that was away. Anything else is a bug; see `rescue`."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        wait = exception.after_seconds if isinstance(exception, TryLater) else None
        if not isinstance(exception, TryLater | OperationalError | InterfaceError):
            return None
        if wait is None:
            wait = wait_seconds(tries=job.attempts, at_least=None)
        return RetryDecision(retry_at=clock.system_now() + timedelta(seconds=wait))
