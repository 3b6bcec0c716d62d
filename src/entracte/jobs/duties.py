"""Duties: what is done every so often, each by one worker at a time."""

import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, connection, transaction

from entracte.jobs.sql import TRY_DUTY
from entracte.log_causes import AWAY

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """A function without arguments that is called about every `seconds`, in a transaction of its own."""

    name: str
    seconds: Callable[[], float]
    function: Callable[[], object]


duties: list[Duty] = []


def every(seconds: Callable[[], float]) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a duty; `seconds` is asked again each time, so that it may read a setting.

    Put duties into a module that the room's `handlers` imports. They must be safe to repeat.
    """

    def register(function: Callable[[], object]) -> Callable[[], object]:
        name = f"{function.__module__}.{function.__qualname__}"
        duties.append(Duty(name, seconds, function))
        return function

    return register


def perform(duty: Duty) -> None:
    """Do a duty now, unless another worker is at it. Called in a thread of its own."""
    try:
        with transaction.atomic():
            if _is_ours(duty.name):
                duty.function()
    except (OperationalError, InterfaceError):
        logger.warning("the database does not answer; %s waits", duty.name, extra=AWAY)
    except Exception:
        logger.exception("%s failed", duty.name)
    finally:
        connection.close()


def _is_ours(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TRY_DUTY, [zlib.crc32(name.encode()) - 2**31])
        row = cursor.fetchone()
    return bool(row and row[0])
