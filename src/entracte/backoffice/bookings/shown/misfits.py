"""The lines of the bookings that no longer fit: each with what forbids it, and since whose edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import dateformat, timezone

from entracte.backoffice.bookings.shown.names import name_of, table_names
from entracte.backoffice.house.access import Desk
from entracte.bookings.misfits.causes import Cause, causes_of
from entracte.bookings.misfits.find import Misfit, misfits_for

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@dataclass(frozen=True, slots=True)
class MisfitLine:
    """One booking, with each reason and the sentence that names its cause, "" where it is not known."""

    booking: Booking
    name: str
    tables: str
    reasons: tuple[tuple[str, str], ...]


def misfit_lines(desk: Desk) -> list[MisfitLine]:
    """Return the bookings that no longer fit, by start."""
    found = misfits_for(desk.restaurant, desk.now)
    return [
        MisfitLine(
            booking=misfit.booking,
            name=name_of(misfit.booking),
            tables=table_names(misfit.booking),
            reasons=tuple(dict.fromkeys(_sentences(misfit, causes, desk.today))),
        )
        for misfit, causes in zip(found, causes_of(desk.restaurant, found), strict=True)
    ]


def _sentences(misfit: Misfit, causes: Iterable[Cause | None], today: date) -> Iterator[tuple[str, str]]:
    for reason, cause in zip(misfit.reasons, causes, strict=True):
        yield reason.sentence, "" if cause is None else _since(cause, today)


def _since(cause: Cause, today: date) -> str:
    """Write who did what, and when: Since Ana took table 7 out of use, today 14:05."""
    at = timezone.localtime(cause.at)
    days = {today: "today", today - timedelta(days=1): "yesterday"}
    day = days.get(at.date()) or dateformat.format(at, "D j M" if at.year == today.year else "D j M Y")
    return f"Since {cause.editor} {cause.did}, {day} {at:%H:%M}."
