"""Does an outage leave one line a cause and minute, and does everything else keep its own line?"""

import io
import logging
import sys
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.exceptions import DisallowedHost
from django.db import InternalError, OperationalError

from entracte.log_causes import AWAY, OneLineACause
from entracte.log_format import FormatterWithoutValues

REFUSED = "connection refused"


class Log:
    """A log with the product's filter and format, whose clock the test turns."""

    def __init__(self) -> None:
        self.text = io.StringIO()
        self.now = 1_000_000.0
        self.handler = logging.StreamHandler(self.text)
        self.handler.addFilter(OneLineACause())
        self.handler.setFormatter(FormatterWithoutValues("%(levelname)s %(name)s %(message)s"))

    def write(
        self, name: str, message: str, *args: Any, error: Exception | None = None, **extra: Any
    ) -> None:
        exc_info = _raised(error) if error is not None else None
        record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, exc_info)
        record.created = self.now
        for field, value in extra.items():
            setattr(record, field, value)
        self.handler.handle(record)

    @property
    def lines(self) -> list[str]:
        return self.text.getvalue().splitlines()


def _raised(error: Exception) -> Any:
    try:
        raise error
    except type(error):
        return sys.exc_info()


def django_error(cause: psycopg.Error, kind: type[Exception] = OperationalError) -> Exception:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


@pytest.fixture
def log() -> Log:
    return Log()


def test_failed_requests_of_an_outage_are_one_line_a_minute_that_counts_the_others(log: Log) -> None:
    for number in range(40):
        error = django_error(psycopg.OperationalError(f"{REFUSED}\nhint {number}"))
        log.write("django.request", "%s: %s", "Service Unavailable", f"/page/{number}", error=error)
    assert log.lines == [
        f"ERROR django.request Service Unavailable: /page/0 (psycopg.OperationalError: {REFUSED})"
    ]
    log.now += 61
    error = django_error(psycopg.OperationalError(REFUSED))
    log.write("django.request", "%s: %s", "Service Unavailable", "/late", error=error)
    assert log.lines[1:] == [
        f"ERROR django.request Service Unavailable: /late (psycopg.OperationalError: {REFUSED})"
        " (and 39 times more since the last such line)"
    ]


def test_another_cause_has_its_own_line(log: Log) -> None:
    for text in (REFUSED, "the database system is starting up", REFUSED):
        log.write("django.request", "failed", error=django_error(psycopg.OperationalError(text)))
    assert len(log.lines) == 2


@pytest.mark.parametrize(
    "cause, kind",
    [
        (psycopg.errors.DiskFull("could not extend file"), OperationalError),
        (psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"), InternalError),
        (psycopg.errors.AdminShutdown("terminating connection"), OperationalError),
        (psycopg.errors.InternalError_("could not extend file: File too large"), InternalError),
        (psycopg.errors.TooManyConnections("sorry, too many clients already"), OperationalError),
    ],
)
def test_whatever_keeps_the_database_from_serving_is_one_line(
    cause: psycopg.Error, kind: type[Exception], log: Log
) -> None:
    for _ in range(3):
        log.write("django.request", "failed", error=django_error(cause, kind))
        log.write("entracte.jobs.worker", "failed", error=cause)
    assert [line.split()[1] for line in log.lines] == ["django.request", "entracte.jobs.worker"]


@pytest.mark.parametrize(
    "error",
    [
        django_error(psycopg.errors.DeadlockDetected("deadlock detected")),
        django_error(psycopg.errors.UndefinedTable("no table"), InternalError),
        ZeroDivisionError(),
    ],
)
def test_a_bug_keeps_its_traceback_each_time(error: Exception, log: Log) -> None:
    for _ in range(2):
        log.write("django.request", "failed", error=error)
    assert sum(line.startswith("Traceback") for line in log.lines) >= 2
    assert log.lines.count("ERROR django.request failed") == 2


def quiet_503(log: Log, number: int) -> None:
    log.write("django.request", "Service Unavailable: %s", f"/api/{number}", status_code=503)


def pool(log: Log, number: int) -> None:
    log.write("psycopg.pool", "error connecting in 'pool-%s': %s\nIs it running?", number, REFUSED)


def broken(log: Log, number: int) -> None:
    log.write("psycopg.pool", "discarding broken connection: <psycopg.Connection [BAD] at 0x%x>", number)


def duty(log: Log, number: int) -> None:
    log.write(
        "entracte.jobs.duties",
        "the database does not answer; %s waits",
        f"duty {number}",
        cause=AWAY["cause"],
    )


@pytest.mark.parametrize("write", [quiet_503, pool, broken, duty])
def test_what_libraries_and_duties_say_of_an_outage_is_one_line_too(
    write: Callable[[Log, int], None], log: Log
) -> None:
    for number in range(12):
        write(log, number)
    assert len(log.lines) == 1


def test_a_strange_host_is_one_line_without_a_traceback(log: Log) -> None:
    for host in ("evil.example", "evil.example", "worse.example"):
        log.write("django.security.DisallowedHost", f"Invalid host: '{host}'", error=DisallowedHost(host))
    assert log.lines == [
        "ERROR django.security.DisallowedHost Invalid host: 'evil.example'",
        "ERROR django.security.DisallowedHost Invalid host: 'worse.example'",
    ]


def test_other_lines_are_all_written(log: Log) -> None:
    for _ in range(3):
        log.write("entracte.jobs.rescue", "job 1 was left by a dead worker and runs again")
        log.write("django.request", "Internal Server Error: /x", status_code=500)
    assert len(log.lines) == 6
