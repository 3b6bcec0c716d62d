"""What would someone answer who tries every start with every table, slowly and with no cleverness?

Written from the rules alone. Of the engine only the values are used, in which rules and answers are written.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from entracte.availability.day_states import DayState
from entracte.availability.fit import Spot, Wish
from entracte.availability.floor import Combination, FloorPlan, KeptFor, Table
from entracte.availability.offers import DayAnswer, Offer
from entracte.availability.pacing import Pacing
from entracte.availability.refusals import (
    Closed,
    NotOffered,
    OffGrid,
    PacingReached,
    PartyTooLarge,
    SlotGone,
    TooFar,
    TooSoon,
)
from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting

DAY = timedelta(days=1)
TICK = timedelta(minutes=5)
Refusal = type[NotOffered]
# From the nearest to an offer to the furthest.
NEAREST_FIRST: tuple[Refusal, ...] = (
    SlotGone,
    PacingReached,
    PartyTooLarge,
    TooSoon,
    TooFar,
    Closed,
    OffGrid,
)


@lru_cache(maxsize=512)
def shown(day: date, zone: ZoneInfo) -> dict[datetime, datetime]:
    """Every fifth minute that a clock on the wall shows about the day, with the first instant it does so.

    The minutes of UTC are watched go by, so that what the clock skips or repeats needs no thought.
    """
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - 4 * DAY
    last = instant + 9 * DAY
    walls: dict[datetime, datetime] = {}
    while instant < last:
        walls.setdefault(instant.astimezone(zone).replace(tzinfo=None), instant)
        instant += TICK
    return walls


def limit(day: date, wall: datetime, zone: ZoneInfo) -> datetime:
    """When the wall shows this; what it skips counts as if the clock had gone on as before."""
    skipped = timedelta()
    while wall - skipped not in shown(day, zone):
        skipped += TICK
    return shown(day, zone)[wall - skipped] + skipped


def walls_of(service: Service, day: date) -> list[datetime]:
    """What the wall shows at the starts of the service on this day."""
    if day.weekday() not in service.weekdays:
        return []
    if service.within is not None and (day < service.within[0] or day > service.within[1]):
        return []
    for first_date, last_date in service.not_on:
        if first_date <= day <= last_date:
            return []
    first = datetime.combine(day, service.first_start)
    if service.fixed_starts:
        found = set()
        for each in service.fixed_starts:
            wall = datetime.combine(day, each)
            found.add(wall if wall >= first else wall + DAY)
        return sorted(found)
    last = datetime.combine(day, service.last_start)
    if last < first:
        last += DAY
    walls = []
    while first <= last:
        walls.append(first)
        first += timedelta(minutes=service.interval_minutes)
    return walls


def starts_of(service: Service, day: date, zone: ZoneInfo) -> list[datetime]:
    """The starts of the service on this day, in order."""
    return [shown(day, zone)[each] for each in walls_of(service, day) if each in shown(day, zone)]


def turn_of(service: Service, party_size: int) -> timedelta:
    """How long this party stays."""
    enough = [minutes for up_to, minutes in service.turn_times if party_size <= up_to]
    return timedelta(minutes=enough[0] if enough else service.turn_times[-1][1])


def shuts_all(closure: Closure, service: Service, day: date) -> bool:
    """Is the whole day of this service closed by it?"""
    if closure.service_id is not None and closure.service_id != service.id:
        return False
    return closure.from_time is None and closure.first_date <= day <= closure.last_date


def shuts(
    closure: Closure, service: Service, day: date, start: datetime, end: datetime, zone: ZoneInfo
) -> bool:
    """Would the party sit for some of the hours that it closes?"""
    if closure.service_id is not None and closure.service_id != service.id:
        return False
    if closure.from_time is None or closure.until_time is None:
        return False
    for offset in range(-2, 3):
        each = day + offset * DAY
        if closure.first_date <= each <= closure.last_date:
            since = datetime.combine(each, closure.from_time)
            until = datetime.combine(each, closure.until_time)
            if until <= since:
                until += DAY
            if start < limit(day, until, zone) and limit(day, since, zone) < end:
                return True
    return False


def leaves_too_late(service: Service, day: date, end: datetime, zone: ZoneInfo) -> bool:
    """Would the party stay past the last departure?"""
    if service.last_departure is None:
        return False
    wall = datetime.combine(day, service.last_departure)
    if service.last_departure < service.first_start:
        wall += DAY
    return end > limit(day, wall, zone)


def interval_of(
    start: datetime, day: date, pacing: Pacing, anchor: time, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """The interval that the start falls into: counted again from the anchor of each day."""
    for offset in (-2, -1, 0, 1, 2):
        begin = limit(day, datetime.combine(day + offset * DAY, anchor), zone)
        next_anchor = limit(day, datetime.combine(day + (offset + 1) * DAY, anchor), zone)
        while begin < next_anchor:
            end = min(begin + timedelta(minutes=pacing.interval_minutes), next_anchor)
            if begin <= start < end:
                return begin, end
            begin = end
    raise AssertionError


def started(
    sittings: Sequence[Sitting], since: datetime, until: datetime, service: Service | None
) -> tuple[int, int]:
    """How many parties and covers start in the interval, in one service or in all."""
    sizes = {}
    for each in sittings:
        is_then = since.timestamp() <= each.party_start < until.timestamp()
        if each.party_id != 0 and is_then and (service is None or each.service_id == service.id):
            sizes[each.party_id] = each.party_size
    return len(sizes), sum(sizes.values())


def covers_limit(pacing: Pacing, wish: Wish) -> int | None:
    """How many covers may start at once for whoever asks."""
    if pacing.max_covers is None:
        return None
    return max(0, pacing.max_covers - pacing.kept_in_house) if wish.is_online else pacing.max_covers


def is_paced_out(
    rules: Rules, service: Service, day: date, start: datetime, wish: Wish, sittings: Sequence[Sitting]
) -> bool:
    """Do as many parties or covers start then as may?"""
    for pacing, anchor, of_service in (
        (service.pacing, service.first_start, service),
        (rules.pacing, time(0), None),
    ):
        if pacing is None:
            continue
        since, until = interval_of(start, day, pacing, anchor, rules.zone)
        parties, covers = started(sittings, since, until, of_service)
        if pacing.max_parties is not None and parties + 1 > pacing.max_parties:
            return True
        most = covers_limit(pacing, wish)
        if most is not None and covers + wish.party_size > most:
            return True
    return False


def suits(plan: FloorPlan, furniture: Table | Combination, wish: Wish) -> bool:
    """May this party have it, and does it have what the party needs?"""
    ids = [furniture.id] if isinstance(furniture, Table) else furniture.table_ids
    joined = [table for table in plan.tables if table.id in ids]
    if not furniture.min_covers <= wish.party_size <= furniture.max_covers:
        return False
    for each in (furniture, *joined):
        if each.kept_for == KeptFor.IN_HOUSE and wish.is_online:
            return False
        if each.kept_for == KeptFor.WALK_INS and not wish.is_walk_in:
            return False
    if wish.needs_step_free and not all(each.is_step_free for each in joined):
        return False
    if wish.section and not all(each.section == wish.section for each in joined):
        return False
    return sum(each.high_chairs for each in joined) >= wish.high_chairs


def is_free(table_id: int, start: datetime, end: datetime, sittings: Sequence[Sitting]) -> bool:
    """Does no sitting at the table share any time with the span?"""
    at_table = [each for each in sittings if each.table_id == table_id]
    return all(end.timestamp() <= each.start or each.end <= start.timestamp() for each in at_table)


def best_spot(
    service: Service, wish: Wish, start: datetime, until: datetime, sittings: Sequence[Sitting]
) -> Spot | None:
    """What wastes fewest seats of all that is free; tables are named T1, T2 and so on, combinations C1."""
    found = []
    furniture: tuple[Table | Combination, ...] = (*service.plan.tables, *service.plan.combinations)
    for each in furniture:
        ids = (each.id,) if isinstance(each, Table) else each.table_ids
        if suits(service.plan, each, wish) and all(is_free(id, start, until, sittings) for id in ids):
            order = (
                each.max_covers - wish.party_size,
                len(ids) > 1,
                -each.priority,
                -each.min_covers,
                int(each.name[1:]),
                ids,
            )
            found.append((order, Spot(ids, each.name, each.min_covers, each.max_covers)))
    return min(found)[1] if found else None


def verdict(
    service: Service,
    day: date,
    start: datetime,
    *,
    wish: Wish,
    rules: Rules,
    sittings: Sequence[Sitting],
    now: datetime,
) -> Offer | Refusal:
    """The offer of one start of one service, or why there is none."""
    turn, zone = turn_of(service, wish.party_size), rules.zone
    end, today = start + turn, now.astimezone(rules.zone).date()
    if any(shuts_all(each, service, day) for each in rules.closures):
        return Closed
    if wish.is_online and day > today + timedelta(days=service.horizon_days):
        return TooFar
    if wish.is_online and service.online_from is not None and service.online_from > today:
        return TooFar
    if any(shuts(each, service, day, start, end, zone) for each in rules.closures):
        return Closed
    if leaves_too_late(service, day, end, zone):
        return Closed
    if wish.is_online and start < now + timedelta(minutes=service.notice_minutes):
        return TooSoon
    if wish.is_online and wish.party_size > service.largest_party_online:
        return PartyTooLarge
    if not wish.is_online and wish.party_size > (service.largest_party_in_house or 1000):
        return PartyTooLarge
    furniture: tuple[Table | Combination, ...] = (*service.plan.tables, *service.plan.combinations)
    covers = [each.max_covers for each in furniture]
    if covers and wish.party_size > max(covers):
        return PartyTooLarge
    if not any(suits(service.plan, each, wish) for each in furniture):
        return SlotGone
    if is_paced_out(rules, service, day, start, wish, sittings):
        return PacingReached
    spot = best_spot(service, wish, start, end + timedelta(minutes=service.reset_minutes), sittings)
    if spot is None:
        return SlotGone
    return Offer(
        start,
        end,
        service.id,
        service.name,
        spot,
        day,
        service.reset_minutes,
        service_key=service.key,
    )


def answer(*, date: date, wish: Wish, rules: Rules, sittings: Sequence[Sitting], now: datetime) -> DayAnswer:
    """The offers and the state of one date, one start at a time."""
    verdicts = [
        verdict(service, date, start, wish=wish, rules=rules, sittings=sittings, now=now)
        for service in rules.services
        for start in starts_of(service, date, rules.zone)
    ]
    found = [each for each in verdicts if isinstance(each, Offer)]
    found.sort(key=lambda offer: (offer.starts_at, offer.service_id))
    open_to_somebody = [each for each in verdicts if each not in (Closed, TooFar)]
    if found:
        is_few = len(found) * 4 <= len(open_to_somebody) or (len(found) == 1 and len(open_to_somebody) > 1)
        return DayAnswer(date, DayState.FEW_LEFT if is_few else DayState.OPEN, tuple(found))
    return DayAnswer(date, why_none(date, wish, rules, now), ())


def is_shut(service: Service, day: date, start: datetime, wish: Wish, rules: Rules) -> bool:
    """Is the restaurant or the service closed for some of this turn?"""
    end = start + turn_of(service, wish.party_size)
    return any(
        shuts_all(each, service, day) or shuts(each, service, day, start, end, rules.zone)
        for each in rules.closures
    )


def is_ever_seated(service: Service, day: date, wish: Wish, rules: Rules) -> bool:
    """With nothing else booked and all the time in the world, would the party have some start of the day?

    Starts that are closed say nothing about its size.
    """
    patient = replace(service, notice_minutes=0, horizon_days=100_000, online_from=None)
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    starts = [
        start
        for start in starts_of(service, day, rules.zone)
        if not is_shut(service, day, start, wish, rules)
    ]
    if not starts:
        starts, rules = starts_of(service, day, rules.zone), replace(rules, closures=())
        patient = replace(patient, last_departure=None)
    return any(
        isinstance(
            verdict(patient, day, start, wish=wish, rules=rules, sittings=(), now=long_ago),
            Offer,
        )
        for start in starts
    )


def why_none(day: date, wish: Wish, rules: Rules, now: datetime) -> DayState:
    """Say why a date has no offer: by the services that would ever seat the party, if there are any."""
    found: dict[bool, set[DayState]] = {True: set(), False: set()}
    today = now.astimezone(rules.zone).date()
    for service in rules.services:
        starts = starts_of(service, day, rules.zone)
        if not starts or any(shuts_all(each, service, day) for each in rules.closures):
            continue
        is_seated = is_ever_seated(service, day, wish, rules)
        begins_online = service.online_from is None or service.online_from <= today
        if wish.is_online and not (begins_online and day <= today + timedelta(days=service.horizon_days)):
            found[is_seated].add(DayState.TOO_FAR)
            continue
        begun = [start for start in starts if not is_shut(service, day, start, wish, rules)]
        turn = turn_of(service, wish.party_size)
        in_time = [start for start in begun if not leaves_too_late(service, day, start + turn, rules.zone)]
        for start in in_time or begun:
            if wish.is_online and start < now + timedelta(minutes=service.notice_minutes):
                found[is_seated].add(DayState.TOO_SOON)
            else:
                found[is_seated].add(DayState.FULL if is_seated else DayState.NO_TABLE_FOR_PARTY)
    states = found[True] or found[False]
    order = (DayState.FULL, DayState.NO_TABLE_FOR_PARTY, DayState.TOO_SOON, DayState.TOO_FAR)
    return next((each for each in order if each in states), DayState.CLOSED)


def answer_at(
    start: datetime, *, near: date, wish: Wish, rules: Rules, sittings: Sequence[Sitting], now: datetime
) -> Offer | Refusal:
    """The offer of one start: of the services that can take the party, by the one with the lowest id."""
    refusals: list[Refusal] = [OffGrid]
    for service in sorted(rules.services, key=lambda each: each.id):
        for day in (near - DAY, near, near + DAY):
            if start in starts_of(service, day, rules.zone):
                found = verdict(service, day, start, wish=wish, rules=rules, sittings=sittings, now=now)
                if isinstance(found, Offer):
                    return found
                refusals.append(found)
    return min(refusals, key=NEAREST_FIRST.index)
