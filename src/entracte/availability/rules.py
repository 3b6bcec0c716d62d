"""The rules that the restaurant seats by: all that changes only when a manager edits."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from entracte.availability.pacing import Pacing
from entracte.availability.service import Service
from entracte.availability.times import wall_bound


@dataclass(frozen=True, slots=True)
class Closure:
    """No service from `first_date` to `last_date`: all day, or from `from_time` up to `until_time` of each.

    Hours are on the restaurant's clock; an end that is not after its beginning is on the next day.
    `service_id` None closes every service.
    """

    name: str
    first_date: date
    last_date: date
    from_time: time | None = None
    until_time: time | None = None
    service_id: int | None = None

    def is_all_day(self, date: date) -> bool:
        """Say whether the whole of this date's run is closed."""
        return self.from_time is None and self.first_date <= date <= self.last_date

    def hours(self, date: date, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """Return from when up to when this date is closed, in UTC; None where no hours of it are."""
        if self.from_time is None or self.until_time is None:
            return None
        if not self.first_date <= date <= self.last_date:
            return None
        ends_later = timedelta(days=self.until_time <= self.from_time)
        return wall_bound(date, zone, self.from_time), wall_bound(date + ends_later, zone, self.until_time)


@dataclass(frozen=True, slots=True)
class Rules:
    """The services in order of their ids, what closes them, and the limits over the whole restaurant."""

    zone: ZoneInfo
    services: tuple[Service, ...]
    closures: tuple[Closure, ...] = ()
    pacing: Pacing | None = None
    makes_room: bool = False

    def named(self, service_key: str) -> tuple[Service, ...]:
        """Return the service of this key, if there is one; "" names them all."""
        return tuple(each for each in self.services if service_key in ("", each.key))

    def evening_of(self, now: datetime) -> date:
        """Return the date of tonight: the local one, or the day before while a start of that is to come.

        Such a start is after midnight, and belongs to the evening that goes on.
        """
        today = now.astimezone(self.zone).date()
        before = today - timedelta(days=1)
        running = (each for each in self.services if not self.closed_all_day(each, before))
        is_on = any(start >= now for each in running for start in each.starts(before, self.zone)[-1:])
        return before if is_on else today

    def closed_all_day(self, service: Service, date: date) -> Closure | None:
        """Return what closes the whole of this run, if anything does."""
        return next((each for each in self._closing(service) if each.is_all_day(date)), None)

    def closed_hours(self, service: Service, date: date) -> list[tuple[datetime, datetime, Closure]]:
        """Return the closed hours during this run: of its date, of the day before and of the day after."""
        found = []
        for closure in self._closing(service):
            for day in (date - timedelta(days=1), date, date + timedelta(days=1)):
                hours = closure.hours(day, self.zone)
                if hours is not None:
                    found.append((*hours, closure))
        return found

    def _closing(self, service: Service) -> list[Closure]:
        return [each for each in self.closures if each.service_id in (None, service.id)]
