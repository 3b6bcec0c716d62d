"""Questions to the book: the offers of a date, the days of a month, the diary, one person's visits."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Max, Prefetch, QuerySet

from entracte.availability import offers, party_sizes
from entracte.availability.day_states import DayState, day_states
from entracte.availability.explaining.explain import explain
from entracte.availability.explaining.reasons import Explanation
from entracte.availability.fit import Wish
from entracte.availability.held_slots import held_until
from entracte.availability.offers import DayAnswer
from entracte.availability.rules import Rules
from entracte.bookings.codes import read_code
from entracte.bookings.history import STATUS
from entracte.bookings.holds.live import key_of
from entracte.bookings.models import BookedTable, Booking, BookingNote, Change
from entracte.bookings.tables.sittings import sittings_for, sittings_over, span_of_days
from entracte.bookings.transitions import VISITS
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# How many days to either side are searched for open dates, until enough are found.
RADII = (10, 45, 400)


class DateOffers(NamedTuple):
    """What a party may have on a date; `held_until` is when to look again, where only holds have the rest."""

    answer: DayAnswer
    held_until: datetime | None


def evening_date(restaurant: Restaurant, *, now: datetime) -> dt.date:
    """Return the date of tonight: after midnight the day before, while a start of that service is to come."""
    return rules_for(restaurant).evening_of(now)


def offers_for(*, restaurant: Restaurant, date: dt.date, wish: Wish, now: datetime) -> DayAnswer:
    """Return what a party may have on a date; promises nothing. One query, or five after an edit."""
    return guest_offers(restaurant=restaurant, date=date, wish=wish, now=now).answer


def guest_offers(
    *, restaurant: Restaurant, date: dt.date, wish: Wish, now: datetime, own_hold: str = ""
) -> DateOffers:
    """Return what `offers_for` does to the guest who has the hold of this name. Queries as there."""
    rules = rules_for(restaurant)
    span = span_of_days(rules, [date], wish.party_size)
    sittings = sittings_for(rules, restaurant.pk, span, now=now, own_hold=key_of(own_hold))
    answer = offers.offers(date=date, wish=wish, rules=rules, sittings=sittings, now=now)
    if answer.state is not DayState.FULL:
        return DateOffers(answer, None)
    until = held_until(date=date, wish=wish, rules=rules, sittings=sittings, now=now)
    return DateOffers(answer, until)


def days_for(
    *, restaurant: Restaurant, year: int, month: int, party_size: int, now: datetime
) -> tuple[tuple[dt.date, DayState], ...]:
    """Return how each date of a month stands for a party that books online. Queries as `offers_for`."""
    dates = [dt.date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1])]
    return _days(restaurant, rules_for(restaurant), dates, party_size, now)


def nearest_open_dates(
    *, restaurant: Restaurant, date: dt.date, party_size: int, now: datetime, count: int = 3
) -> tuple[dt.date, ...]:
    """Return the open dates nearest to this one, ascending; of two equally near the later counts.

    Only dates from today to the furthest horizon are open. One query, rarely two or three; none where no
    service seats the size.
    """
    rules = rules_for(restaurant)
    today = rules.evening_of(now)
    if not party_sizes.is_seated_online(party_size, rules, today=today):
        return ()
    last = today + timedelta(days=_furthest(rules))
    middle = min(max(date, today), last)
    found: list[dt.date] = []
    searched = -1
    for radius in RADII:
        near = [middle + timedelta(days=day) for day in range(-radius, radius + 1) if abs(day) > searched]
        dates = [each for each in near if today <= each <= last]
        states = _days(restaurant, rules, dates, party_size, now)
        found += [each for each, state in states if state.is_open and each != date]
        if len(found) >= count or radius >= (last - today).days:
            break
        searched = radius
    found.sort(key=lambda each: (abs(each - date), -each.toordinal()))
    return tuple(sorted(found[:count]))


def explain_start(
    *,
    restaurant: Restaurant,
    date: dt.date,
    at: dt.time,
    wish: Wish,
    now: datetime,
    service_key: str = "",
) -> tuple[Explanation, ...]:
    """Return what each service says to the party at this time of the date, nearest to an offer first.

    Date and time are as the restaurant's calendar and clock show them; `service_key` asks one service only.
    No names are in the answer. One query, or five after an edit.
    """
    rules = rules_for(restaurant)
    dates = [date] if date == dt.date.min else [date - timedelta(days=1), date]
    span = span_of_days(rules, dates, wish.party_size)
    sittings = sittings_over(restaurant.pk, span, now=now)
    return explain(
        date=date,
        at=at,
        wish=wish,
        rules=rules,
        sittings=sittings,
        now=now,
        service_key=service_key,
    )


def largest_party_online(restaurant: Restaurant) -> int:
    """Return the largest party that some service in use seats online; 0 without any."""
    return party_sizes.largest_seated_online(rules_for(restaurant))


def sizes_not_seated(restaurant: Restaurant, *, now: datetime) -> list[int]:
    """Return the sizes up to that one, ascending, that no service in use seats online on a date to come."""
    rules = rules_for(restaurant)
    today = rules.evening_of(now)
    sizes = range(1, party_sizes.largest_seated_online(rules) + 1)
    return [size for size in sizes if not party_sizes.is_seated_online(size, rules, today=today)]


def diary_for(restaurant: Restaurant, date: dt.date) -> list[Booking]:
    """Return the bookings of a service day by start, of every status, with guest, service, tables and notes.

    Three queries, however many bookings there are.
    """
    rows = _with_notes(_with_tables(Booking.objects.filter(restaurant=restaurant, service_date=date)))
    return list(rows.order_by("starts_at", "id"))


def booking_by_code(restaurant: Restaurant, code: str) -> Booking | None:
    """Return the booking of this code, however it was typed, with all that a page shows of it; or None."""
    stored = read_code(code)
    if not stored:
        return None
    return _with_notes(_with_tables(Booking.objects.filter(restaurant=restaurant, code=stored))).first()


def history_of(booking: Booking) -> list[Change]:
    """Return the booking's history, the oldest line first, with who acted and the notes. One query."""
    return list(Change.objects.filter(booking=booking).select_related("actor", "note").order_by("number"))


def history_since(booking: Booking, version: int) -> list[Change]:
    """Return what was done after this version of the booking, the oldest first: a version has one line."""
    lines = history_of(booking)
    return lines[len(lines) - (booking.version - version) :]


def bookings_of(guest_ids: Iterable[int]) -> list[Booking]:
    """Return the bookings of these profiles, the latest start first, with tables. Two queries."""
    rows = _with_tables(Booking.objects.filter(guest_id__in=list(guest_ids)))
    return list(rows.order_by("-starts_at", "-id"))


def visits_of(guest_ids: Iterable[int]) -> int:
    """Return how many bookings of these profiles count as visits: not cancelled, not no-show (R10)."""
    return Booking.objects.filter(guest_id__in=list(guest_ids), status__in=VISITS).count()


def latest_end_of_completed(guest_ids: Iterable[int]) -> datetime | None:
    """Return the latest end among the Completed bookings of these profiles (R9, D4), or None."""
    rows = Booking.objects.filter(guest_id__in=list(guest_ids), status=Booking.Status.COMPLETED)
    latest: datetime | None = rows.aggregate(latest=Max("ends_at"))["latest"]
    return latest


def count_by_widget(restaurant: Restaurant) -> dict[int, int]:
    """Return how many bookings came through each widget that made any. One query."""
    rows = Booking.objects.filter(restaurant=restaurant, widget__isnull=False).order_by()
    return dict(rows.values_list("widget_id").annotate(number=Count("id")))


def change_by_id(change_id: int) -> Change | None:
    """Return a line of history with its booking, or None."""
    return Change.objects.select_related("booking").filter(pk=change_id).first()


def changes_after(number: int, booking_id: int) -> list[Change]:
    """Return the lines of a booking's history above this number, the oldest first, with the booking."""
    lines = Change.objects.filter(booking=booking_id, number__gt=number)
    return list(lines.select_related("booking").order_by("number"))


def is_reopened_since(number: int, booking_id: int) -> bool:
    """Say whether a booking left the status Completed after the line of its history with this number."""
    later = Change.objects.filter(booking=booking_id, number__gt=number, what=STATUS)
    return later.filter(before__status=Booking.Status.COMPLETED.value).exists()


def reopened_at(booking: Booking) -> datetime | None:
    """Return when the booking last left the status Completed; None where it never did."""
    left = Change.objects.filter(booking=booking, what=STATUS, before__status=Booking.Status.COMPLETED.value)
    return left.order_by("-number").values_list("at", flat=True).first()


def _days(
    restaurant: Restaurant, rules: Rules, dates: Sequence[dt.date], party_size: int, now: datetime
) -> tuple[tuple[dt.date, DayState], ...]:
    today = now.astimezone(rules.zone).date()
    last = today + timedelta(days=_furthest(rules))
    bookable = [each for each in dates if today - timedelta(days=1) <= each <= last]
    span = span_of_days(rules, bookable, party_size)
    sittings = sittings_for(rules, restaurant.pk, span, now=now)
    return day_states(dates=dates, wish=Wish(party_size), rules=rules, sittings=sittings, now=now)


def _furthest(rules: Rules) -> int:
    """Return the horizon of the service that takes guests furthest ahead, in days."""
    return max((service.horizon_days for service in rules.services), default=0)


def _with_notes(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    """Fetch the team's notes with the bookings, those struck out too: the oldest first, one query."""
    notes = BookingNote.objects.select_related("author", "struck_by").order_by("id")
    return rows.prefetch_related(Prefetch("notes", queryset=notes))


def _with_tables(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    taken = BookedTable.objects.select_related("table").order_by("table__name", "id")
    return rows.select_related("guest", "service", "restaurant", "widget").prefetch_related(
        Prefetch("booked_tables", queryset=taken)
    )
