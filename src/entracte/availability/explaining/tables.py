"""Which tables can a party have at a start, and who has the others until when?"""

from entracte.availability.explaining.reasons import Reason, Why
from entracte.availability.explaining.rules import wall_of
from entracte.availability.explaining.words import Wall, count, spot_words, taken_words, wasted_words
from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import KeptFor
from entracte.availability.making_room.search import Room
from entracte.availability.making_room.starts import rooms
from entracte.availability.run import Run, free_spots
from entracte.availability.sitting import Sitting

# So many tables are told one by one; of more only how many.
TOLD = 6


def why_at_tables(run: Run, place: int) -> Why:
    """What stands open to the party at this start, once no limit refuses it, as the engine tries."""
    if not run.spots():
        return Why(Reason.NO_TABLE, (f"no table for {run.question.wish.party_size}", *_unfit(run)))
    free = next(free_spots(run, 1 << place, run.blocked()), None)
    if free is not None:
        return Why(Reason.ON_OFFER, _on_offer(run, place, free[1]))
    if run.question.rules.makes_room:
        for _, room in rooms(run, 1 << place):
            return Why(Reason.PARTIES_MOVE, _moving(run, room))
    return _taken(run, place)


def _on_offer(run: Run, place: int, spot: Spot) -> tuple[str, ...]:
    """Why this one: what it wastes, and what would have come first but is taken."""
    size, plan = run.question.wish.party_size, run.service.plan
    seats = f"seats {spot.min_covers} to {spot.max_covers}"
    if spot.min_covers == spot.max_covers:
        seats = f"seats {spot.max_covers}"
    parts = [f"on offer: {spot_words(spot, plan)}, {seats}, {wasted_words(spot, size)}"]
    better = run.spots()[: run.spots().index(spot)]
    for each in better[:TOLD]:
        fewer = "would waste fewer" if each.max_covers < spot.max_covers else "comes first"
        parts.append(f"{spot_words(each, plan)} {fewer} but is {_state(run, place, each)}")
    return (*parts, *_rest(len(better)))


def _moving(run: Run, room: Room) -> tuple[str, ...]:
    plan, wall, moves = run.service.plan, wall_of(run), room.moves
    who = f"{count(len(moves), 'party', 'parties')} change{'s' if len(moves) == 1 else ''} tables"
    parts = [f"a party must move first: {who}", f"then {spot_words(room.spot, plan)} is free"]
    rows = {each.party_id: each for each in run.near(margin=run.service.longest_held_seconds)}
    for party_id, spot in moves:
        row = rows[party_id]
        told = f"the party of {row.party_size} at {wall.of(row.party_start)}"
        parts.append(f"{told} goes to {spot_words(spot, plan)}")
    return tuple(parts)


def _taken(run: Run, place: int) -> Why:
    """Who is in the way. A spot that only holds stand in the way of may come free, so that is told first."""
    plan, spots = run.service.plan, run.spots()
    held = []
    for spot in spots:
        rows = _in_the_way(run, place, spot)
        if all(each.held_until for each in rows):
            held.append(max(each.held_until for each in rows))
    told = [f"{spot_words(each, plan)} is {_state(run, place, each)}" for each in spots[:TOLD]]
    parts = (*told, *_rest(len(spots)))
    if held:
        return Why(Reason.HELD, (f"held until {_today(run).of(min(held))}", *parts))
    size = run.question.wish.party_size
    both = "tables and combinations" if any(each.is_combination for each in spots) else "tables"
    headline = f"all {len(spots)} {both} for {size} are taken"
    if len(spots) == 1:
        headline = f"the only table for {size} is taken"
    return Why(Reason.TAKEN, (headline, *parts))


def _state(run: Run, place: int, spot: Spot) -> str:
    return taken_words(_in_the_way(run, place, spot), wall_of(run), _today(run))


def _today(run: Run) -> Wall:
    return Wall(run.question.rules.zone, run.question.today)


def _in_the_way(run: Run, place: int, spot: Spot) -> list[Sitting]:
    """Who has a table of the spot for some part of the turn and its reset."""
    start = run.grid.seconds[place]
    end = start + run.held_seconds
    near = run.near()
    return [
        each for each in near if each.table_id in spot.table_ids and start < each.end and each.start < end
    ]


def _unfit(run: Run) -> list[str]:
    """What would take so many, and why this party cannot have it."""
    wish, plan = run.question.wish, run.service.plan
    parts = []
    everybodys = Wish(wish.party_size, is_online=False, is_walk_in=True)
    of_size = fitting_spots(plan, everybodys)
    for spot in of_size[:TOLD]:
        parts.append(f"{spot_words(spot, plan)} takes {wish.party_size} but {_unmet(run, spot)}")
    return [*parts, *_rest(len(of_size))]


def _unmet(run: Run, spot: Spot) -> str:
    wish, plan = run.question.wish, run.service.plan
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
