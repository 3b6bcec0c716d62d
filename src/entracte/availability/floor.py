"""The furniture: tables, combinations, and the plan that they stand on."""

from dataclasses import dataclass, field
from enum import StrEnum


class KeptFor(StrEnum):
    """For whom a table is kept."""

    EVERYBODY = "everybody"
    IN_HOUSE = "in_house"
    WALK_INS = "walk_ins"


@dataclass(frozen=True, slots=True)
class Table:
    """One table, for parties from `min_covers` to `max_covers`, both included.

    Of tables that suit a party equally, the higher `priority` fills first; `high_chairs` is how many fit.
    """

    id: int
    name: str
    min_covers: int
    max_covers: int
    section: str = ""
    kept_for: KeptFor = KeptFor.EVERYBODY
    priority: int = 0
    is_step_free: bool = False
    high_chairs: int = 0

    def __post_init__(self) -> None:
        refuse_odd_covers(self.min_covers, self.max_covers)


@dataclass(frozen=True, slots=True)
class Combination:
    """Tables that the restaurant says may join for one party, with covers of their own."""

    id: int
    name: str
    table_ids: tuple[int, ...]
    min_covers: int
    max_covers: int
    kept_for: KeptFor = KeptFor.EVERYBODY
    priority: int = 0

    def __post_init__(self) -> None:
        refuse_odd_covers(self.min_covers, self.max_covers)
        if len(set(self.table_ids)) < 2 or len(set(self.table_ids)) != len(self.table_ids):
            raise ValueError("A combination joins two tables or more, each once.")


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A layout of tables and of the combinations among them, in no particular order."""

    id: int
    tables: tuple[Table, ...]
    combinations: tuple[Combination, ...] = ()
    by_id: dict[int, Table] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {table.id: table for table in self.tables})
        if any(id not in self.by_id for each in self.combinations for id in each.table_ids):
            raise ValueError("A combination joins tables of its own plan.")

    def __hash__(self) -> int:
        """Hash cheaply, since every enquiry looks a plan up; equality still compares all."""
        return hash((self.id, len(self.tables), len(self.combinations)))

    @property
    def largest_party(self) -> int:
        """How many its largest table or combination takes; 0 where no table stands."""
        of_tables = (table.max_covers for table in self.tables)
        return max((*of_tables, *(each.max_covers for each in self.combinations)), default=0)


def refuse_odd_covers(min_covers: int, max_covers: int) -> None:
    """Raise ValueError where no party could be meant."""
    if not 1 <= min_covers <= max_covers:
        raise ValueError("A table takes one person or more, and its largest party is not under its smallest.")
