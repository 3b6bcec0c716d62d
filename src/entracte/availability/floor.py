"""Which furniture is there to sit at?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One table, for parties from `min_covers` to `max_covers`, both included."""

    id: int
    name: str
    min_covers: int
    max_covers: int

    def __post_init__(self) -> None:
        if not 1 <= self.min_covers <= self.max_covers:
            raise ValueError(
                "A table takes one person or more, and its largest party is not under its smallest."
            )

    def fits(self, party_size: int) -> bool:
        """May this party sit here, as far as its size goes?"""
        return self.min_covers <= party_size <= self.max_covers


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A layout of tables, in no particular order."""

    id: int
    tables: tuple[Table, ...]

    @property
    def largest_party(self) -> int:
        """How many its largest table takes; 0 where no table stands."""
        return max((table.max_covers for table in self.tables), default=0)
