"""The tables that a party can have at a start, and who has the others until when, in words."""

from entracte.availability.explaining.reasons import StartReason, WordedReason
from entracte.availability.explaining.rules import wall_clock_of
from entracte.availability.explaining.unfit import MOST_LISTED, unlisted
from entracte.availability.explaining.words import WallClock, count, spot_words, taken_words, wasted_words
from entracte.availability.fit import Spot
from entracte.availability.making_room.search import TableChanges
from entracte.availability.making_room.starts import table_changes_by_start
from entracte.availability.run import Run, free_spots
from entracte.availability.sitting import Sitting


def reason_at_tables(run: Run, start_index: int) -> WordedReason:
    """Return what tables the party can have at this start, once no rule refuses it, as the engine tries."""
    free = next(free_spots(run, 1 << start_index, run.blocked()), None)
    if free is not None:
        return WordedReason(StartReason.ON_OFFER, _on_offer(run, start_index, free[1]))
    if run.enquiry.rules.makes_room:
        for _, found in table_changes_by_start(run, 1 << start_index):
            return WordedReason(StartReason.PARTIES_MOVE, _with_changes(run, found))
    return _taken(run, start_index)


def _on_offer(run: Run, start_index: int, spot: Spot) -> tuple[str, ...]:
    """Say why this one: what it wastes, and what would have come first but is taken."""
    size, plan = run.enquiry.wish.party_size, run.service.plan
    seats = f"seats {spot.min_covers} to {spot.max_covers}"
    if spot.min_covers == spot.max_covers:
        seats = f"seats {spot.max_covers}"
    parts = [f"on offer: {spot_words(spot, plan)}, {seats}, {wasted_words(spot, size)}"]
    better = run.spots()[: run.spots().index(spot)]
    for each in better[:MOST_LISTED]:
        fewer = "would waste fewer" if each.max_covers < spot.max_covers else "comes first"
        parts.append(f"{spot_words(each, plan)} {fewer} but is {_state(run, start_index, each)}")
    return (*parts, *unlisted(len(better)))


def _with_changes(run: Run, found: TableChanges) -> tuple[str, ...]:
    plan, clock, changes = run.service.plan, wall_clock_of(run), found.changes
    who = f"{count(len(changes), 'party', 'parties')} change{'s' if len(changes) == 1 else ''} tables"
    parts = [f"a party must move first: {who}", f"then {spot_words(found.spot, plan)} is free"]
    rows = {each.party_id: each for each in run.near(margin=run.service.longest_taken_seconds)}
    for party_id, spot in changes:
        row = rows[party_id]
        party = f"the party of {row.party_size} at {clock.time(row.party_start)}"
        parts.append(f"{party} goes to {spot_words(spot, plan)}")
    return tuple(parts)


def _taken(run: Run, start_index: int) -> WordedReason:
    """Say who has the tables. One that only holds keep from the party may come free, so it is named first."""
    plan, spots = run.service.plan, run.spots()
    held_until = []
    for spot in spots:
        rows = _sittings_at(run, start_index, spot)
        if all(each.held_until for each in rows):
            held_until.append(max(each.held_until for each in rows))
    listed = [f"{spot_words(each, plan)} is {_state(run, start_index, each)}" for each in spots[:MOST_LISTED]]
    parts = (*listed, *unlisted(len(spots)))
    if held_until:
        headline = f"held until {_clock_today(run).time(min(held_until))}"
        return WordedReason(StartReason.HELD, (headline, *parts))
    size = run.enquiry.wish.party_size
    both = "tables and combinations" if any(each.is_combination for each in spots) else "tables"
    headline = f"all {len(spots)} {both} for {size} are taken"
    if len(spots) == 1:
        headline = f"the only table for {size} is taken"
    return WordedReason(StartReason.TAKEN, (headline, *parts))


def _state(run: Run, start_index: int, spot: Spot) -> str:
    return taken_words(_sittings_at(run, start_index, spot), wall_clock_of(run), _clock_today(run))


def _clock_today(run: Run) -> WallClock:
    return WallClock(run.enquiry.rules.zone, run.enquiry.today)


def _sittings_at(run: Run, start_index: int, spot: Spot) -> list[Sitting]:
    """Return who has a table of the spot for some part of the turn and its reset."""
    start = run.grid.seconds[start_index]
    end = start + run.taken_seconds
    near = run.near()
    return [
        each for each in near if each.table_id in spot.table_ids and start < each.end and each.start < end
    ]
