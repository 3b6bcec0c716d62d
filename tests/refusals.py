"""Which refusals are there, and how does a test have one raised?"""

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.db import connection

import entracte
from entracte.bookings.errors import TooManyHolds
from entracte.refusal import Refusal

NEEDED = ("code", "field", "for_staff", "for_guests")
# What starts the program when it is imported
STARTS = {"__main__", "wsgi", "migrations"}


def import_everything() -> None:
    """Import each module of the product, so that each class is known."""
    for module in pkgutil.walk_packages(entracte.__path__, "entracte."):
        if STARTS.isdisjoint(module.name.split(".")):
            import_module(module.name)


def below(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield every class below this one, at any depth."""
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def is_group(kind: type[Refusal]) -> bool:
    """Is it there only to be caught, and never raised? A group has others below it and says nothing."""
    return bool(kind.__subclasses__()) and not any(hasattr(kind, name) for name in NEEDED)


def raised() -> list[type[Refusal]]:
    """Return every refusal of the product that can be raised."""
    import_everything()
    found = {kind for kind in below(Refusal) if kind.__module__.startswith("entracte.")}
    return sorted((kind for kind in found if not is_group(kind)), key=lambda kind: kind.__qualname__)


def made(kind: type[Refusal], now: datetime) -> Refusal:
    """Return one refusal of this kind."""
    if issubclass(kind, TooManyHolds):
        return kind(retry_at=now + timedelta(seconds=90))
    return kind()


def refusing(refusal: Refusal) -> AbstractContextManager[None]:
    """Have the book raise this as soon as it takes a lock, as each of its actions does first."""

    def run(execute: Callable[..., Any], sql: str, *others: Any) -> Any:
        if "pg_advisory_xact_lock" in sql:
            raise refusal
        return execute(sql, *others)

    return connection.execute_wrapper(run)
