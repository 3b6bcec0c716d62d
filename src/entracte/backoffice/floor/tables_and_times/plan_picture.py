"""A floor plan as plain numbers for an SVG, in centimetres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from entracte.backoffice.house.templatetags.house import KEPT, natural_order

if TYPE_CHECKING:
    from entracte.dining.models import Placement

CHAIR = 11
GAP = 15
MARGIN = 50
ROUND_RADIUS = 34
SQUARE = 84
LONG_WIDTH, LONG_HEIGHT = 190, 84


@dataclass(frozen=True, slots=True)
class Chair:
    """The middle of one chair, seen from the table's middle."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """One table with its chairs; `x`, `y` is its middle."""

    key: str
    name: str
    covers: int
    is_round: bool
    x: int
    y: int
    width: int
    height: int
    chairs: tuple[Chair, ...]
    is_kept: bool = False

    @property
    def left(self) -> int:
        return -self.width // 2

    @property
    def top(self) -> int:
        return -self.height // 2

    @property
    def radius(self) -> int:
        return self.width // 2


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """All tables of a plan and the frame of the picture."""

    left: int
    top: int
    width: int
    height: int
    tables: tuple[DrawnTable, ...]
    notes: tuple[str, ...] = ()


def picture_of(placements: Iterable[Placement]) -> PlanPicture:
    """Draw the tables in use, in a frame that holds them all."""
    standing = [one for one in placements if one.table.is_active]
    tables = tuple(_drawn(one) for one in standing)
    left = min([0, *(table.x - table.width // 2 - MARGIN for table in tables)])
    top = min([0, *(table.y - table.height // 2 - MARGIN for table in tables)])
    right = max([900, *(table.x + table.width // 2 + MARGIN for table in tables)])
    bottom = max([300, *(table.y + table.height // 2 + MARGIN for table in tables)])
    return PlanPicture(left, top, right - left, bottom - top, tables, _notes(standing))


def _drawn(one: Placement) -> DrawnTable:
    covers = one.table.max_covers
    is_round = one.shape == "round"
    width, height = {"round": (2 * ROUND_RADIUS,) * 2, "long": (LONG_WIDTH, LONG_HEIGHT)}.get(
        one.shape, (SQUARE, SQUARE)
    )
    chairs = _around(covers) if is_round else _along(covers, width, height, is_long=one.shape == "long")
    is_kept = one.table.kept_for in KEPT
    return DrawnTable(
        one.table.key, one.table.name, covers, is_round, one.x, one.y, width, height, chairs, is_kept
    )


def _notes(standing: Iterable[Placement]) -> tuple[str, ...]:
    """Say under the picture what it cannot show: which tables are step-free, have high chairs, are kept."""
    dashed = {kept: f"Dashed, {word}" for kept, word in KEPT.items()}
    named: dict[str, list[str]] = {what: [] for what in ("Step-free", "High chairs", *dashed.values())}
    for table in sorted((one.table for one in standing), key=natural_order):
        if table.is_step_free:
            named["Step-free"].append(table.name)
        if table.high_chairs:
            named["High chairs"].append(table.name)
        if table.kept_for in dashed:
            named[dashed[table.kept_for]].append(table.name)
    return tuple(f"{what}: {', '.join(names)}" for what, names in named.items() if names)


def _around(covers: int) -> tuple[Chair, ...]:
    reach = ROUND_RADIUS + GAP
    turns = (2 * pi * place / covers for place in range(covers))
    return tuple(Chair(round(reach * sin(turn)), round(-reach * cos(turn))) for turn in turns)


def _along(covers: int, width: int, height: int, *, is_long: bool) -> tuple[Chair, ...]:
    """Chairs at both long sides; a square of four or fewer has one at each side first."""
    if not is_long and covers <= 4:
        sides = ((0, -1), (0, 1), (-1, 0), (1, 0))[:covers]
        return tuple(Chair(x * (width // 2 + GAP), y * (height // 2 + GAP)) for x, y in sides)
    top = (covers + 1) // 2
    return (*_side(top, width, -height // 2 - GAP), *_side(covers - top, width, height // 2 + GAP))


def _side(chairs: int, width: int, y: int) -> tuple[Chair, ...]:
    return tuple(Chair(round(width * (place + 0.5) / chairs - width / 2), y) for place in range(chairs))
