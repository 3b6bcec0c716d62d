"""An exception in a log line: its kind and where it was raised, never what somebody typed."""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from entracte.log_causes import cause_of, outage_in

# What these say is about code or the connection; any other message may repeat a value. So the database
# names the whole row that it refuses: https://www.postgresql.org/docs/current/protocol-error-fields.html
SAFE = frozenset({"ImportError", "NameError", "AttributeError", "ImproperlyConfigured", "OperationalError"})
OURS = "entracte."
# who has the address of such a page gets in: the signed part of a link never stands in a line
LETS_IN = re.compile(r"(/(?:b|w|f|k|invitation|new-password)/)[^/\s?]+")
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def lines_on_stderr(*, root: str, ours: str) -> dict[str, Any]:
    """Return Django's LOGGING: one line each on stderr, without personal data and keys; two levels."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "entracte.log_format.FormatterWithoutValues", "fmt": LINE}},
        "filters": {"causes": {"()": "entracte.log_causes.OneLineACause"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["causes"]}
        },
        "root": {"handlers": ["stderr"], "level": root},
        "loggers": {"entracte": {"level": ours}, "django.request": {"level": "ERROR"}},
    }


class FormatterWithoutValues(logging.Formatter):
    """A formatter that prints tracebacks with the kinds of their exceptions, and few of their messages.

    Of an address that lets somebody in it leaves out what lets them.
    """

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept its own text of the traceback on the record.
        kept, record.exc_text = (record.exc_info, record.exc_text), None
        is_one_line = cause_of(record) is not None
        try:
            if not is_one_line:
                return super().format(record)
            record.exc_info = None
            return super().format(record).partition("\n")[0] + _end_of_line(record, kept[0])
        finally:
            record.exc_info, record.exc_text = kept

    def formatMessage(self, record: logging.LogRecord) -> str:
        return LETS_IN.sub(r"\1…", super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        error: BaseException | None = ei[1]
        return "\n".join(_lines(error)) if error is not None else ""


def _end_of_line(record: logging.LogRecord, exc_info: Any) -> str:
    """Return the outage that a line without its traceback met, and how many lines it stands for."""
    outage = outage_in(exc_info[1]) if exc_info else None
    unwritten = getattr(record, "unwritten", 0)
    more = f" (and {unwritten} times more since the last such line)" if unwritten else ""
    return (f" ({_name(outage)})" if outage is not None else "") + more


def _lines(error: BaseException) -> Iterator[str]:
    for each in reversed(list(_chain(error))):
        yield from _frames(each.__traceback__)
        yield _name(each)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, then what it came from, and so on; each once."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _frames(trace: TracebackType | None) -> list[str]:
    return ["Traceback (most recent call last):", "".join(traceback.format_tb(trace)).rstrip()]


def _name(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    words = [str(part) for part in (getattr(error, "sqlstate", None), _constraint(error)) if part]
    is_safe = kind.__module__.startswith(OURS) or any(each.__name__ in SAFE for each in kind.__mro__)
    if is_safe:
        words += str(error).splitlines()[:1]
    return f"{name}: {' '.join(words)}" if words else name


def _constraint(error: BaseException) -> str | None:
    return getattr(getattr(error, "diag", None), "constraint_name", None)
