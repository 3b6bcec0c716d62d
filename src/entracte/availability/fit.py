"""The tables and combinations that suit a party, best first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from entracte.availability.floor import Combination, FloorPlan, KeptFor, Table


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks, and what the party needs of its tables.

    Guests who book online do not get what is kept for in-house, and only walk-ins get what is kept for them.
    """

    party_size: int
    is_online: bool = True
    is_walk_in: bool = False
    needs_step_free: bool = False
    high_chairs: int = 0
    section: str = ""

    @property
    def welcome_at(self) -> frozenset[KeptFor]:
        """For whom a table may be kept so that this party may have it."""
        if self.is_walk_in:
            return frozenset(KeptFor)
        return frozenset({KeptFor.EVERYBODY} if self.is_online else {KeptFor.EVERYBODY, KeptFor.IN_HOUSE})


@dataclass(frozen=True, slots=True)
class Spot:
    """What one party may have: a single table, or the tables of a combination."""

    table_ids: tuple[int, ...]
    name: str
    min_covers: int
    max_covers: int

    @property
    def is_combination(self) -> bool:
        """Whether several tables are joined."""
        return len(self.table_ids) > 1


@lru_cache(maxsize=4096)
def fitting_spots(plan: FloorPlan, wish: Wish) -> tuple[Spot, ...]:
    """Return the spots whose covers admit the party and that meet what it needs, best first.

    Fewest wasted covers, single tables before combinations, then the higher priority. Of equals, the one
    meant for larger parties, since fewer others could use it; then the names decide as people count them (2
    before 10), then the ids.
    """
    found = [*_tables(plan, wish), *_combinations(plan, wish)]
    return tuple(spot for _, spot in sorted(found, key=lambda ranked: ranked[0]))


Rank = tuple[int, bool, int, int, tuple[tuple[str, int], ...], tuple[int, ...]]


def _tables(plan: FloorPlan, wish: Wish) -> Iterator[tuple[Rank, Spot]]:
    for table in plan.tables:
        if _admits(table, wish) and _has_what_is_needed(wish, (table,)):
            yield _ranked(table, (table.id,))


def _combinations(plan: FloorPlan, wish: Wish) -> Iterator[tuple[Rank, Spot]]:
    for combination in plan.combinations:
        if _admits(combination, wish):
            tables = tuple(plan.by_id[id] for id in combination.table_ids)
            if _has_what_is_needed(wish, tables):
                yield _ranked(combination, combination.table_ids)


def _admits(furniture: Table | Combination, wish: Wish) -> bool:
    fits = furniture.min_covers <= wish.party_size <= furniture.max_covers
    return fits and furniture.kept_for in wish.welcome_at


def _has_what_is_needed(wish: Wish, tables: tuple[Table, ...]) -> bool:
    """Say whether all the tables are for this asker, and have together what the party needs."""
    return (
        all(table.kept_for in wish.welcome_at for table in tables)
        and (not wish.needs_step_free or all(table.is_step_free for table in tables))
        and wish.high_chairs <= sum(table.high_chairs for table in tables)
        and (not wish.section or all(table.section == wish.section for table in tables))
    )


def _ranked(furniture: Table | Combination, ids: tuple[int, ...]) -> tuple[Rank, Spot]:
    covers = (furniture.min_covers, furniture.max_covers)
    counted = _as_counted(furniture.name)
    rank = (furniture.max_covers, len(ids) > 1, -furniture.priority, -furniture.min_covers, counted, ids)
    return rank, Spot(ids, furniture.name, *covers)


@lru_cache(maxsize=4096)
def _as_counted(name: str) -> tuple[tuple[str, int], ...]:
    return tuple((text, int(digits or -1)) for text, digits in re.findall(r"(\D*)(\d*)", name.casefold()))
