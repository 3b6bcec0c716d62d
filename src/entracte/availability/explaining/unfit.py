"""Why the tables of a service are none for a party, however empty the book, in words."""

from entracte.availability.explaining.reasons import StartReason, WordedReason
from entracte.availability.explaining.words import count, spot_words
from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import KeptFor
from entracte.availability.run import Run

# So many tables are listed one by one; of those after them only the number is given.
MOST_LISTED = 6


def reason_without_spot(run: Run) -> WordedReason:
    """Return what would take so many, and why this party cannot have it."""
    wish, plan = run.enquiry.wish, run.service.plan
    parts = [f"no table for {wish.party_size}"]
    everybodys = Wish(wish.party_size, is_online=False, is_walk_in=True)
    of_size = fitting_spots(plan, everybodys)
    for spot in of_size[:MOST_LISTED]:
        parts.append(f"{spot_words(spot, plan)} takes {wish.party_size} but {_unmet(run, spot)}")
    return WordedReason(StartReason.NO_TABLE, (*parts, *unlisted(len(of_size))))


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


def unlisted(number: int) -> list[str]:
    """Say how many are not listed one by one."""
    return [f"and {number - MOST_LISTED} more"] if number > MOST_LISTED else []
