"""Which tables can a party have at a start, and who has the others until when?"""

from entracte.availability.explaining.reasons import StartReason, WordedReason
from entracte.availability.explaining.rules import wall_clock_of
from entracte.availability.explaining.words import WallClock, count, spot_words, taken_words, wasted_words
from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import KeptFor
from entracte.availability.making_room.search import TableChanges
from entracte.availability.making_room.starts import table_changes_by_start
from entracte.availability.run import Run, free_spots
from entracte.availability.sitting import Sitting

# So many tables are told one by one; of more only how many.
TOLD = 6


def reason_at_tables(run: Run, start_index: int) -> WordedReason:
    """What stands open to the party at this start, once no limit refuses it, as the engine tries."""
    if not run.spots():
        return WordedReason(
            StartReason.NO_TABLE, (f"no table for {run.enquiry.wish.party_size}", *_unfit(run))
        )
    free = next(free_spots(run, 1 << start_index, run.blocked()), None)
    if free is not None:
        return WordedReason(StartReason.ON_OFFER, _on_offer(run, start_index, free[1]))
    if run.enquiry.rules.makes_room:
        for _, found in table_changes_by_start(run, 1 << start_index):
            return WordedReason(StartReason.PARTIES_MOVE, _moving(run, found))
    return _taken(run, start_index)


def _on_offer(run: Run, start_index: int, spot: Spot) -> tuple[str, ...]:
    """Why this one: what it wastes, and what would have come first but is taken."""
    size, plan = run.enquiry.wish.party_size, run.service.plan
    seats = f"seats {spot.min_covers} to {spot.max_covers}"
    if spot.min_covers == spot.max_covers:
        seats = f"seats {spot.max_covers}"
    parts = [f"on offer: {spot_words(spot, plan)}, {seats}, {wasted_words(spot, size)}"]
    better = run.spots()[: run.spots().index(spot)]
    for each in better[:TOLD]:
        fewer = "would waste fewer" if each.max_covers < spot.max_covers else "comes first"
        parts.append(f"{spot_words(each, plan)} {fewer} but is {_state(run, start_index, each)}")
    return (*parts, *_rest(len(better)))


def _moving(run: Run, found: TableChanges) -> tuple[str, ...]:
    plan, wall, moves = run.service.plan, wall_clock_of(run), found.changes
    who = f"{count(len(moves), 'party', 'parties')} change{'s' if len(moves) == 1 else ''} tables"
    parts = [f"a party must move first: {who}", f"then {spot_words(found.spot, plan)} is free"]
    rows = {each.party_id: each for each in run.near(margin=run.service.longest_taken_seconds)}
    for party_id, spot in moves:
        row = rows[party_id]
        told = f"the party of {row.party_size} at {wall.of(row.party_start)}"
        parts.append(f"{told} goes to {spot_words(spot, plan)}")
    return tuple(parts)


def _taken(run: Run, start_index: int) -> WordedReason:
    """Who is in the way. A spot that only holds stand in the way of may come free, so that is told first."""
    plan, spots = run.service.plan, run.spots()
    held = []
    for spot in spots:
        rows = _in_the_way(run, start_index, spot)
        if all(each.held_until for each in rows):
            held.append(max(each.held_until for each in rows))
    told = [f"{spot_words(each, plan)} is {_state(run, start_index, each)}" for each in spots[:TOLD]]
    parts = (*told, *_rest(len(spots)))
    if held:
        return WordedReason(StartReason.HELD, (f"held until {_today(run).of(min(held))}", *parts))
    size = run.enquiry.wish.party_size
    both = "tables and combinations" if any(each.is_combination for each in spots) else "tables"
    headline = f"all {len(spots)} {both} for {size} are taken"
    if len(spots) == 1:
        headline = f"the only table for {size} is taken"
    return WordedReason(StartReason.TAKEN, (headline, *parts))


def _state(run: Run, start_index: int, spot: Spot) -> str:
    return taken_words(_in_the_way(run, start_index, spot), wall_clock_of(run), _today(run))


def _today(run: Run) -> WallClock:
    return WallClock(run.enquiry.rules.zone, run.enquiry.today)


def _in_the_way(run: Run, start_index: int, spot: Spot) -> list[Sitting]:
    """Who has a table of the spot for some part of the turn and its reset."""
    start = run.grid.seconds[start_index]
    end = start + run.taken_seconds
    near = run.near()
    return [
        each for each in near if each.table_id in spot.table_ids and start < each.end and each.start < end
    ]


def _unfit(run: Run) -> list[str]:
    """What would take so many, and why this party cannot have it."""
    wish, plan = run.enquiry.wish, run.service.plan
    parts = []
    everybodys = Wish(wish.party_size, is_online=False, is_walk_in=True)
    of_size = fitting_spots(plan, everybodys)
    for spot in of_size[:TOLD]:
        parts.append(f"{spot_words(spot, plan)} takes {wish.party_size} but {_unmet(run, spot)}")
    return [*parts, *_rest(len(of_size))]


def _unmet(run: Run, spot: Spot) -> str:
    wish, plan = run.enquiry.wish, run.service.plan
    tables = [plan.by_id[each] for each in spot.table_ids]
    if spot not in fitting_spots(plan, Wish(wish.party_size, wish.is_online, wish.is_walk_in)):
        whose = {each.kept_for for each in tables}
        whose |= {each.kept_for for each in plan.combinations if each.table_ids == spot.table_ids}
        return "is kept for walk-ins" if KeptFor.WALK_INS in whose else "is not booked online"
    if wish.section and any(each.section != wish.section for each in tables):
        return f"is not in {wish.section}"
    if wish.needs_step_free and not all(each.is_step_free for each in tables):
        return "is not step-free"
    return f"has room for {count(sum(each.high_chairs for each in tables), 'high chair')}"


def _rest(number: int) -> list[str]:
    return [f"and {number - TOLD} more"] if number > TOLD else []
