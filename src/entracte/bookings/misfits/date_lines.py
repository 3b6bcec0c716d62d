"""Read dates and times as the lines of edits keep them, and say which change of one breaks a booking."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from entracte.bookings.misfits.blame import Breaks, number


def comes_over(day: date) -> dict[str, Breaks]:
    """Return what breaks where a closure or a special day comes to lie over this date."""
    return {
        "first date": lambda old, new: _date(old, date.max) > day >= _date(new, date.max),
        "last date": lambda old, new: _date(old, date.min) < day <= _date(new, date.min),
    }


def goes_off(day: date) -> dict[str, Breaks]:
    """Return what breaks where the dates of a service, or of its special day, leave this one out."""
    return {
        "first date": lambda old, new: _date(old, date.min) <= day < _date(new, date.min),
        "last date": lambda old, new: _date(new, date.max) < day <= _date(old, date.max),
    }


def stops_starting(at: time, interval_minutes: int) -> dict[str, Breaks]:
    """Return what breaks where a service no longer starts parties at this time of its clock."""
    text, minutes = f"{at:%H:%M}", at.hour * 60 + at.minute
    return {
        "first start": lambda old, new: old <= text < new or _is_off(new, minutes, interval_minutes),
        "last start": lambda old, new: new < text <= old,
        "interval minutes": lambda old, new: minutes % number(old, 1) == 0 != minutes % number(new, 1),
        "fixed starts": lambda old, new: bool(new) and text not in new and (not old or text in old),
    }


def _is_off(first: str, minutes: int, interval_minutes: int) -> bool:
    """Say whether a grid that begins at `first` passes this minute by."""
    hours, _, rest = first.partition(":")
    begins = number(hours, 0) * 60 + number(rest, 0)
    return bool(first) and (minutes - begins) % max(interval_minutes, 1) != 0


def _date(text: str, otherwise: date) -> date:
    try:
        return datetime.strptime(text, "%a %d %b %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return otherwise
