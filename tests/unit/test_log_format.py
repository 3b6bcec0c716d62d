"""Does a traceback in the log name the kind and the place of each exception, and never a value?"""

import logging
import sys

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from entracte.availability.refusals import SlotGone
from entracte.log_format import FormatterWithoutValues
from tests.routes import all_routes

SECRET = "ana@example.org"


def logged(error: Exception, *, cause: Exception | None = None, context: Exception | None = None) -> str:
    """What a line says of an exception that was raised from another, or while another was dealt with."""
    try:
        try:
            if context is not None:
                raise context
        finally:
            if cause is not None:
                raise error from cause
            raise error
    except type(error):
        record = logging.LogRecord("entracte", logging.ERROR, "x.py", 1, "It %s", ("broke",), sys.exc_info())
    return FormatterWithoutValues("%(levelname)s %(message)s").format(record)


def test_the_line_names_kind_and_place() -> None:
    lines = logged(KeyError(SECRET)).splitlines()
    assert lines[:2] == ["ERROR It broke", "Traceback (most recent call last):"]
    assert lines[2].startswith(f'  File "{__file__}", line ')
    assert lines[-1] == "KeyError"


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid: {SECRET}"),
        psycopg.errors.UniqueViolation(f"duplicate key\nDETAIL:  Key (email)=({SECRET}) already exists."),
        psycopg.errors.DataException(f'invalid input syntax for type integer: "{SECRET}"'),
        psycopg.OperationalError(f"deadlock detected\nDETAIL:  {SECRET}"),
        TypeError(f"Field 'id' expected a number but got {SECRET!r}."),
    ],
)
def test_no_message_that_may_hold_a_value_is_printed(error: Exception) -> None:
    for line in (logged(error), logged(LookupError(), cause=error), logged(LookupError(), context=error)):
        assert SECRET not in line
        assert type(error).__qualname__ in line


@pytest.mark.parametrize(
    "error, line",
    [
        (
            psycopg.errors.DeadlockDetected("deadlock detected\nhint"),
            "psycopg.errors.DeadlockDetected: 40P01 deadlock detected",
        ),
        (psycopg.errors.UniqueViolation("x"), "psycopg.errors.UniqueViolation: 23505"),
        (ImproperlyConfigured("no key"), "django.core.exceptions.ImproperlyConfigured: no key"),
        (ModuleNotFoundError("No module named 'x'"), "ModuleNotFoundError: No module named 'x'"),
        (SlotGone(), "entracte.availability.refusals.SlotGone: slot_gone"),
    ],
)
def test_what_helps_and_holds_no_value_is_printed(error: Exception, line: str) -> None:
    assert logged(error).splitlines()[-1] == line


def test_the_causes_come_first_and_a_hidden_context_is_left_out() -> None:
    shown = logged(KeyError(), cause=IndexError(), context=ZeroDivisionError())
    assert [
        line for line in shown.splitlines() if line in ("KeyError", "IndexError", "ZeroDivisionError")
    ] == [
        "IndexError",
        "KeyError",
    ]


def test_a_text_that_another_handler_kept_is_not_used() -> None:
    error = ValueError(SECRET)
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "It broke", (), (ValueError, error, None))
    logging.Formatter().format(record)
    kept = record.exc_text
    assert SECRET in str(kept)
    assert SECRET not in FormatterWithoutValues().format(record)
    assert record.exc_text == kept


@pytest.mark.parametrize("route", sorted(route for route in all_routes() if "<str:token>" in route))
def test_an_address_that_lets_somebody_in_is_named_without_what_lets_them(route: str) -> None:
    """As Django and gunicorn name the address of a request that met a bug or an outage."""
    secret = "K7PQ2M9X.1.cOtNUfwD1s2jdkwFCabLJfbaTI9mL_Qi3e2rjGlu0JQ"
    path = "/" + route.replace("<str:token>", secret)
    for line in ("%s: %s", "%s %s", "%s: '%s'"):
        record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, line, ("Error", path), None)
        written = FormatterWithoutValues("%(message)s").format(record)
        assert secret not in written
        assert path.partition(secret)[0] in written
