"""Search tables for a party: availability is asked under the day's lock, as often as needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.offers import Offer, offer_at
from entracte.availability.refusals import NotOffered, OffGrid, PartyTooLarge
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span, in_utc
from entracte.bookings.actions.assignment import Assignment, assignment_of
from entracte.bookings.actions.service_run import run_nearest, runs_at
from entracte.bookings.errors import ServiceNeeded
from entracte.bookings.holds.broken import is_broken
from entracte.bookings.holds.live import live_hold, promised_dates
from entracte.bookings.locked_booking import lock_day
from entracte.bookings.models import BookedTable, Hold
from entracte.bookings.overrides import (
    SHARED_TABLE,
    WALK_IN_TABLE,
    Override,
    require_reason,
)
from entracte.bookings.tables.chosen import chosen_spot, free_or_shared, plan_with_only
from entracte.bookings.tables.sittings import sittings_for, sittings_over, span_of_turns
from entracte.dining.seating_rules import current_rules

if TYPE_CHECKING:
    from entracte.dining.models import Table
    from entracte.restaurants.models import Restaurant, Widget


@dataclass(frozen=True, slots=True)
class Search:
    """One start that was asked for, with its days locked. Raises the errors of this package."""

    restaurant_id: int
    rules: Rules
    starts_at: datetime
    wish: Wish
    now: datetime
    chosen: Spot | None = None
    override: Override | None = None
    promised: Hold | None = None
    service_key: str = ""

    def find(self) -> Assignment:
        """Return what is to be had now: what a hold promised, else what availability offers.

        Either way the hold is over, so that a hold of another slot does not keep a table from its own guest.
        """
        promised = self.promised
        if promised is not None and promised.pk is not None:
            assignment = _promised_assignment(promised)
            if self._is_for(promised) and not is_broken(promised, assignment.table_ids, self.rules):
                return assignment
        self._refuse_unnamed()
        try:
            return assignment_of(self._offer(self._sittings()))
        except NotOffered as refusal:
            if self.override is None:
                raise
            return self._past_limits(refusal)

    def _sittings(self) -> list[Sitting]:
        span = span_of_turns(self.rules, self.starts_at, self.wish.party_size)
        return sittings_for(self.rules, self.restaurant_id, span, now=self.now)

    def _offer(self, sittings: list[Sitting]) -> Offer:
        rules = self.rules
        if self.chosen is not None:
            rules = only_spot(rules, self.chosen)
        return offer_at(
            starts_at=self.starts_at,
            wish=self.wish,
            rules=rules,
            sittings=sittings,
            now=self.now,
            service_key=self.service_key,
        )

    def _is_for(self, hold: Hold) -> bool:
        is_same = hold.starts_at == self.starts_at and hold.party_size == self.wish.party_size
        return is_same and any(each.id == hold.service_id for each in self.rules.named(self.service_key))

    def _refuse_unnamed(self) -> None:
        """Raise ServiceNeeded where the start could be of two services: one may seat for half as long."""
        if not self.service_key and len(runs_at(self.rules, self.starts_at)) > 1:
            raise ServiceNeeded

    def _past_limits(self, refusal: NotOffered) -> Assignment:
        """Find tables whatever the limits say: free ones, or the chosen ones shared knowingly."""
        service, day = run_nearest(self.rules, self.starts_at, self.wish.party_size, self.service_key)
        ends_at = self.starts_at + timedelta(minutes=service.turn_minutes(self.wish.party_size))
        until = ends_at + timedelta(minutes=service.reset_minutes)
        taken = sittings_over(self.restaurant_id, Span(self.starts_at, until), now=self.now)
        shares = self.chosen is not None and self.override is not None and self.override.shares_tables
        spot, shared_ids = free_or_shared(
            self._spots_past_limits(service), self.starts_at, until, taken, may_share=shares
        )
        limits = {
            refusal.limit: bool(refusal.limit),
            SHARED_TABLE: bool(shared_ids),
            WALK_IN_TABLE: self.chosen is None and spot not in fitting_spots(service.plan, self.wish),
        }
        return Assignment(
            table_ids=spot.table_ids,
            service_id=service.id,
            service_date=day,
            starts_at=self.starts_at,
            ends_at=ends_at,
            taken_from=self.starts_at,
            reset_minutes=service.reset_minutes,
            shared_ids=shared_ids,
            passed=tuple(name for name, is_passed in limits.items() if is_passed),
        )

    def _spots_past_limits(self, service: Service) -> Sequence[Spot]:
        if self.chosen is not None:
            return [self.chosen]
        spots = [*fitting_spots(service.plan, self.wish), *every_spot(service, self.wish)]
        if not spots and self.wish.party_size > service.plan.largest_party:
            raise PartyTooLarge
        return spots


def lock_and_search(
    restaurant: Restaurant,
    starts_at: datetime,
    wish: Wish,
    now: datetime,
    tables: Sequence[Table] = (),
    override: Override | None = None,
    *,
    service_key: str = "",
    widget: Widget | None = None,
    hold: str = "",
) -> Search:
    """Find the services that start parties then, and lock their days and the day of the widget's `hold`.

    `service_key` names one of them; without it, a search is refused where there are several. Raises OffGrid
    where there is none of either, UnknownTable, NoReason.
    """
    if not MINYEAR < starts_at.year < MAXYEAR:
        raise OffGrid
    also = promised_dates(widget, hold, starts_at, now=now)
    rules, start = current_rules(restaurant), in_utc(starts_at)
    chosen = chosen_spot(restaurant, tables) if tables else None
    require_reason(override)
    days = dates_of(rules, start, service_key).union(also)
    if override is not None:
        days.add(run_nearest(rules, start, wish.party_size, service_key)[1])
    if not days:
        raise OffGrid
    lock_day(restaurant.pk, *days)
    promised = live_hold(widget, hold, now=now)
    if also and promised is None:
        # it ended while this waited: perhaps by an edit, so the rules are asked again
        rules = current_rules(restaurant)
    return Search(restaurant.pk, rules, start, wish, now, chosen, override, promised, service_key)


def dates_of(rules: Rules, start: datetime, service_key: str = "") -> set[date]:
    """Return the service days whose grids have this start, of one service where it is named."""
    return {day for _, day in runs_at(rules, start, service_key)}


def only_spot(rules: Rules, spot: Spot) -> Rules:
    """Return the rules with nothing but this spot to sit at; no party makes room for a choice by hand."""
    services = tuple(
        replace(each, plan=plan_with_only(spot), largest_party_in_house=None) for each in rules.services
    )
    return replace(rules, services=services, makes_room=False)


def every_spot(service: Service, wish: Wish) -> tuple[Spot, ...]:
    """Return what suits the party, those kept for walk-ins too."""
    return fitting_spots(service.plan, replace(wish, is_online=False, is_walk_in=True))


def _promised_assignment(hold: Hold) -> Assignment:
    """Return what a hold promised, and delete the hold; the booking's own rows follow."""
    rows = BookedTable.objects.filter(hold=hold)
    table_ids = tuple(rows.order_by("table_id").values_list("table_id", flat=True))
    hold.delete()
    return Assignment(
        table_ids=table_ids,
        service_id=hold.service_id,
        service_date=hold.service_date,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        taken_from=hold.starts_at,
        reset_minutes=hold.reset_minutes,
    )
