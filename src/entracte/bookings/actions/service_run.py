"""Which run of which service a start belongs to."""

from datetime import date, datetime, timedelta

from entracte.availability.refusals import OffGrid
from entracte.availability.rules import Rules
from entracte.availability.service import Service


def run_at(rules: Rules, starts_at: datetime, *, rather: int | None = None) -> tuple[Service, date]:
    """Return the service whose grid has this start, and its date; `rather` breaks a tie. Raises OffGrid."""
    found = [
        (each, day) for each in rules.services if (day := each.date_of(starts_at, rules.zone)) is not None
    ]
    if not found:
        raise OffGrid
    return min(found, key=lambda run: (run[0].id != rather, run[0].id))


def run_nearest(rules: Rules, at: datetime, party_size: int) -> tuple[Service, date]:
    """Return the service of that date that is on, or nearest to being on, and its date.

    Of those that are on, one with a start at that very time comes first. One of the day before counts while
    its last party may still sit. Raises OffGrid where none runs.
    """
    today = at.astimezone(rules.zone).date()
    runs: list[tuple[timedelta, bool, int, Service, date]] = []
    for service in rules.services:
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
