"""Which run of which service a start belongs to."""

from datetime import date, datetime, timedelta

from entracte.availability.refusals import OffGrid
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.bookings.errors import ServiceNeeded


def runs_at(rules: Rules, starts_at: datetime, service_key: str = "") -> list[tuple[Service, date]]:
    """Return the services whose grids have this start, each with its date; only the named one, if one is."""
    return [
        (each, day)
        for each in rules.named(service_key)
        if (day := each.date_of(starts_at, rules.zone)) is not None
    ]


def run_at(
    rules: Rules, starts_at: datetime, *, service_key: str = "", rather: int | None = None
) -> tuple[Service, date]:
    """Return the service whose grid has this start, and its date.

    Where several have it and none is named, the one with the id `rather`. Raises OffGrid, ServiceNeeded.
    """
    found = runs_at(rules, starts_at, service_key)
    if not found:
        raise OffGrid
    if len(found) > 1:
        found = [run for run in found if run[0].id == rather]
    if not found:
        raise ServiceNeeded
    return found[0]


def run_nearest(rules: Rules, at: datetime, party_size: int, service_key: str = "") -> tuple[Service, date]:
    """Return the service of that date that is on, or nearest to being on, and its date.

    Of those that are on, one with a start at that very time comes first. One of the day before counts while
    its last party may still sit. `service_key` insists on one service. Raises OffGrid where none runs.
    """
    today = at.astimezone(rules.zone).date()
    runs: list[tuple[timedelta, bool, int, Service, date]] = []
    for service in rules.named(service_key):
        turn = timedelta(minutes=service.turn_minutes(party_size))
        for day in (today, today - timedelta(days=1)):
            starts = service.starts(day, rules.zone)
            if starts and (day == today or at < starts[-1] + turn):
                away = max(starts[0] - at, at - starts[-1], timedelta())
                runs.append((away, at not in starts, service.id, service, day))
    if not runs:
        raise OffGrid
    *_, service, day = min(runs, key=lambda run: run[:3])
    return service, day
