"""Which edit put a booking among those that no longer fit, where that can be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Max

from entracte.bookings.history import MADE, MOVED
from entracte.bookings.models import Change
from entracte.restaurants.edits.queries import edits_since

if TYPE_CHECKING:
    from entracte.bookings.misfits.blame import Blame
    from entracte.bookings.misfits.find import Misfit
    from entracte.restaurants.models import Edit, Restaurant


class Cause(NamedTuple):
    """Who edited what, and when: "took table 7 out of use"."""

    editor: str
    did: str
    at: datetime


def causes_of(restaurant: Restaurant, misfits: Sequence[Misfit]) -> list[list[Cause | None]]:
    """Return for each reason of each booking the edit that caused it; None where it cannot be known.

    An edit counts once the booking stood as it stands: what staff booked or moved past a rule has no cause.
    Edits that were kept before they named their rows are not known. Two queries, none without misfits.
    """
    placed = _placed_at(misfits)
    if not placed:
        return [[None for _ in each.reasons] for each in misfits]
    what = {blame.what for each in misfits for reason in each.reasons for blame in reason.blames}
    edits = edits_since(restaurant, min(placed.values()), what)
    found = []
    for misfit in misfits:
        at = placed.get(misfit.booking.pk)
        since = [] if at is None else [each for each in edits if each.at >= at]
        found.append([_newest(reason.blames, since, edits) for reason in misfit.reasons])
    return found


def _placed_at(misfits: Iterable[Misfit]) -> dict[int, datetime]:
    """Return when each booking was made, or last got another time, party or table."""
    ids = [each.booking.pk for each in misfits]
    rows = Change.objects.filter(booking__in=ids, what__in=(MADE, MOVED)).order_by() if ids else None
    return {} if rows is None else dict(rows.values_list("booking").annotate(at=Max("at")))


def _newest(blames: Iterable[Blame], since: Sequence[Edit], edits: Sequence[Edit]) -> Cause | None:
    found = [cause for blame in blames if (cause := _cause(blame, since, edits)) is not None]
    return max(found, key=lambda each: each.at, default=None)


def _cause(blame: Blame, since: Sequence[Edit], edits: Sequence[Edit]) -> Cause | None:
    """Return the newest edit of the row by which the booking no longer fitted."""
    keys = _rows_of(blame, edits)
    for edit in since:
        if edit.what == blame.what and edit.row_key in keys and _breaks(blame, edit.lines):
            is_made = bool(blame.made) and any(line[0] == "name" and not line[1] for line in edit.lines)
            return Cause(edit.editor, blame.made if is_made else blame.did, edit.at)
    return None


def _rows_of(blame: Blame, edits: Sequence[Edit]) -> set[int]:
    """Return the keys of the rows that may be meant: one, or with neither key nor name any."""
    if blame.row_key is not None:
        return {blame.row_key}
    of_kind = [each for each in edits if each.what == blame.what and each.row_key is not None]
    keys = {each.row_key for each in of_kind if not blame.name or each.name == blame.name}
    return {key for key in keys if key is not None} if len(keys) == 1 or not blame.name else set()


def _breaks(blame: Blame, lines: Iterable[Sequence[str]]) -> bool:
    return any(blame.breaks[label](old, new) for label, old, new in lines if label in blame.breaks)
