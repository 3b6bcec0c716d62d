"""Is there any seating at all for these parties? Asked of a solver, which may take its time."""

from collections.abc import Hashable, Iterator, Sequence

from ortools.sat.python import cp_model

from benchmarks.evenings import Request
from entracte.availability.floor import FloorPlan

PATIENCE_SECONDS = 60
DECIDED = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}


class BestSeating:
    """Every seating of a room's parties, none of them pinned.

    Tables alike that are never joined are counted, not named: where parties are at no time more than those
    tables, each can be dealt one. A table that is joined is named, and counted among its like too.
    """

    def __init__(self, plan: FloorPlan) -> None:
        joined = {id for combination in plan.combinations for id in combination.table_ids}
        self._sort = {table.id: ("sort", table.min_covers, table.max_covers) for table in plan.tables}
        self._kind_of: dict[int, Hashable] = {
            id: id if id in joined else ("never joined", *sort) for id, sort in self._sort.items()
        }
        self._tables_of: dict[Hashable, int] = {}
        for which in [*self._sort.values(), *self._kind_of.values()]:
            self._tables_of[which] = self._tables_of.get(which, 0) + 1

    def exists(self, parties: Sequence[Request]) -> bool:
        """Count first, which refuses most at once; then name the tables too."""
        return self._solved(parties, named=False) and self._solved(parties, named=True)

    def _solved(self, parties: Sequence[Request], *, named: bool) -> bool:
        model = cp_model.CpModel()
        users: dict[Hashable, list[tuple[Request, cp_model.IntVar]]] = {}
        for party in parties:
            shapes = []
            for shape, kinds in self._ways(party).items():
                as_shape = model.new_bool_var("")
                shapes.append(as_shape)
                for sort in shape:
                    users.setdefault(sort, []).append((party, as_shape))
                if named:
                    chosen = {way: model.new_bool_var("") for way in kinds}
                    model.add(sum(chosen.values()) == as_shape)
                    for way, variable in chosen.items():
                        for kind in way:
                            users.setdefault(kind, []).append((party, variable))
            model.add_exactly_one(shapes)
        for kind, using in users.items():
            for crowd in _crowds(using):
                if len(crowd) > self._tables_of[kind]:
                    model.add(sum(crowd) <= self._tables_of[kind])
        return _decided(model, len(parties))

    def _ways(self, party: Request) -> dict[tuple[Hashable, ...], set[tuple[Hashable, ...]]]:
        """By the sorts of the tables that it may have, the tables themselves, each way once."""
        ways: dict[tuple[Hashable, ...], set[tuple[Hashable, ...]]] = {}
        for spot in party.spots:
            shape = tuple(sorted(self._sort[id] for id in spot.table_ids))
            ways.setdefault(shape, set()).add(tuple(self._kind_of[id] for id in spot.table_ids))
        return ways


def _decided(model: cp_model.CpModel, parties: int) -> bool:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = PATIENCE_SECONDS
    status = solver.solve(model)
    if status not in DECIDED:
        raise RuntimeError(f"The solver did not decide on {parties} parties.")
    return DECIDED[status]


def _crowds(using: Sequence[tuple[Request, cp_model.IntVar]]) -> Iterator[list[cp_model.IntVar]]:
    """Who would be there at one time: whenever somebody sits down."""
    for start in sorted({party.start for party, _ in using}):
        yield [variable for party, variable in using if party.start <= start < party.end]
