"""Which tables suit this party, best first?"""

import re
from functools import lru_cache

from entracte.availability.floor import FloorPlan, Table


def fitting_tables(plan: FloorPlan, party_size: int) -> tuple[Table, ...]:
    """The tables whose covers admit the party, those that waste the fewest chairs first.

    Of two that seat equally many, the one meant for larger parties goes first, since fewer other parties
    could use it; then the names decide as people count them (2 before 10), then the ids.
    """
    return tuple(sorted((table for table in plan.tables if table.fits(party_size)), key=_rank))


def _rank(table: Table) -> tuple[int, int, tuple[tuple[str, int], ...], int]:
    return (table.max_covers, -table.min_covers, _as_counted(table.name), table.id)


@lru_cache(maxsize=4096)
def _as_counted(name: str) -> tuple[tuple[str, int], ...]:
    return tuple((text, int(digits or -1)) for text, digits in re.findall(r"(\D*)(\d*)", name.casefold()))
