"""Guests whose last visit is long over are erased, where their restaurant says after how long."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.asker import Asker
from entracte.bookings.guest_data.erase import BookingToCome
from entracte.bookings.guest_data.last_visit import booked_since, is_anything_typed, last_end_of
from entracte.boxoffice.guest_data.open_work import is_work_open
from entracte.guestfile.erase import erase_guest
from entracte.guests.guest_data.kept import is_anything_known
from entracte.guests.queries import guest_by_id, person_ids
from entracte.guests.retention import (
    count_erased,
    keep_looked,
    kept_until_before,
    months_before,
    next_profiles,
    retentions_in_force,
)
from entracte.jobs.facts import announce
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.guests.models import Guest, Retention

# a guest is kept no longer; the job carries the profile's id
KEPT_LONG_ENOUGH = "kept_long_enough"
# so many profiles of a restaurant are looked at in one go, and so many of them erased at most
LOOKED_AT, ERASED_AT_MOST = 500, 50
REASON = "Kept no longer, as the restaurant set"


def find_kept_long_enough(*, at: datetime) -> None:
    """Leave a job for each guest who is due, so many in one go. May be called any number of times."""
    for retention in retentions_in_force(at=at):
        _look(retention, at=at)


def erase_kept_long_enough(guest_id: int, *, at: datetime) -> None:
    """Erase the guest of this profile where they are due now, and count it. May be called repeatedly.

    Two workers wait for each other: the second finds nothing more to erase.
    """
    guest = guest_by_id(guest_id)
    if guest is None:
        return
    with transaction.atomic():
        lock_named(f"kept:{guest_id}")
        before = kept_until_before(guest.restaurant_id, at=at)
        if before is None or not is_due(guest, before=before):
            return
        asker = Asker(actor=None, now=at)
        try:
            erase_guest(restaurant=guest.restaurant, guest=guest, asker=asker, reason=REASON)
        except BookingToCome:
            return
        count_erased(guest.restaurant_id, at=at)


def is_due(guest: Guest, *, before: datetime) -> bool:
    """Say whether the last visit of this guest, under whichever merged profile, ended before then.

    Not while the bridge still has something to ask or to write, nor where nothing says who it is.
    """
    ids = person_ids(guest)
    last = last_end_of(ids)
    if guest.created_at >= before or (last is not None and last >= before):
        return False
    return (is_anything_known(ids) or is_anything_typed(ids)) and not is_work_open(ids)


def _look(retention: Retention, *, at: datetime) -> None:
    """Look at the next profiles; where more are due than are erased in one go, the next go begins there."""
    assert retention.months is not None
    before = months_before(at, retention.months)
    looked = next_profiles(retention, before=before, limit=LOOKED_AT)
    late = booked_since([guest.pk for guest in looked], before)
    due: list[Guest] = []
    for number, guest in enumerate(looked, start=1):
        if guest.pk not in late and is_due(guest, before=before):
            due.append(guest)
        if len(due) == ERASED_AT_MOST:
            keep_looked(retention, looked[:number], limit=number, at=at)
            break
    else:
        keep_looked(retention, looked, limit=LOOKED_AT, at=at)
    for guest in due:
        announce(KEPT_LONG_ENOUGH, guest.pk)
