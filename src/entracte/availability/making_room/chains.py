"""How do parties change tables until each has its own?"""

from collections import deque
from collections.abc import Sequence

Tables = tuple[int, ...]

# Who was seated in the last so many turns is that much dearer to disturb, so that it does not go in circles.
RECENT, DEARER = 20, 2


class Board:
    """Parties at tables, and the moves that are tried on them.

    A party is its place in the sequences given: `masks` say when it sits, bit by bit of the evening,
    `choices` what it may have, best first, and `seats` what it has now, nothing while it waits. `hard` says
    when a table is out of reach. Every look at a choice is a step; with no `steps` left, every search ends.
    """

    __slots__ = ("_at", "_choices", "_hard", "_masks", "_reachable", "_taken", "seats", "steps")

    def __init__(
        self, *, masks: Sequence[int], choices: Sequence[Sequence[Tables]], hard: dict[int, int], steps: int
    ) -> None:
        self._masks, self._choices, self._hard = masks, choices, hard
        self._reachable: list[list[Tables] | None] = [None] * len(masks)
        self._taken: dict[int, int] = {}
        self._at: dict[int, list[int]] = {}
        self.seats: list[Tables] = [()] * len(masks)
        self.steps = steps

    def seat(self, party: int, tables: Tables) -> None:
        """Give a party tables that nobody has while it is there."""
        mask, taken = self._masks[party], self._taken
        for table in tables:
            taken[table] = taken.get(table, 0) | mask
            self._at.setdefault(table, []).append(party)
        self.seats[party] = tables

    def lift(self, party: int) -> None:
        """Let a party stand up, so that its tables are free."""
        mask = self._masks[party]
        for table in self.seats[party]:
            self._taken[table] ^= mask
            self._at[table].remove(party)
        self.seats[party] = ()

    def settle(self, seats: Sequence[Tables]) -> None:
        """Put everybody where this says."""
        for party, tables in enumerate(self.seats):
            if tables:
                self.lift(party)
        for party, tables in enumerate(seats):
            if tables:
                self.seat(party, tables)

    def chain(self, waiting: Sequence[int], spare: int, moved: frozenset[int] = frozenset()) -> bool:
        """Seat all who wait, and let no more than `spare` others stand up for it; none moves twice.

        Tries every way unless the steps run out, and leaves all as it was when it found none.
        """
        if not waiting:
            return True
        ways, party = self._hardest(waiting, spare, moved)
        others = [each for each in waiting if each != party]
        placed = moved | {party}
        for pushed, tables in ways:
            before = [self.seats[each] for each in pushed]
            for each in pushed:
                self.lift(each)
            self.seat(party, tables)
            if self.chain([*others, *pushed], spare - len(pushed), placed):
                return True
            self.lift(party)
            for each, seat in zip(pushed, before, strict=True):
                self.seat(each, seat)
            if self.steps <= 0:
                return False
        return False

    def _hardest(
        self, waiting: Sequence[int], spare: int, moved: frozenset[int]
    ) -> tuple[list[tuple[list[int], Tables]], int]:
        """Who has the fewest ways, and which; no ways as soon as somebody has none."""
        found = []
        for party in waiting:
            ways = self._ways(party, spare, moved)
            found.append((ways, party))
            if not ways:
                return ways, party
        return min(found, key=lambda each: len(each[0]))

    def _ways(self, party: int, spare: int, moved: frozenset[int]) -> list[tuple[list[int], Tables]]:
        """Where the party may go, with whom it would push; those that push fewest first."""
        found: list[tuple[list[int], Tables]] = []
        if self.steps <= 0:
            return found
        choices = self._within_reach(party)
        self.steps -= len(choices)
        if not spare:
            return [([], tables) for tables in choices if self._is_free(party, tables)]
        for tables in choices:
            pushed = self._in_the_way(party, tables)
            if len(pushed) <= spare and moved.isdisjoint(pushed):
                found.append((pushed, tables))
        found.sort(key=lambda way: len(way[0]))
        return found

    def shuffle(self, party: int, until: int) -> bool:
        """Seat who waits where it disturbs least; whoever must stand up for it waits next, and so on.

        Who is pushed about often is pushed less readily. Gives up when no more than `until` steps are left,
        and then leaves all as it came to be.
        """
        prices = [1] * len(self._masks)
        recent: deque[int] = deque()
        waiting = [party]
        while waiting:
            party = waiting.pop()
            choices = self._within_reach(party)
            self.steps -= len(choices)
            if not choices or self.steps <= until:
                return False
            tables = self._cheapest(party, choices, prices)
            for each in self._in_the_way(party, tables):
                self.lift(each)
                prices[each] += 1
                waiting.append(each)
            self.seat(party, tables)
            prices[party] += DEARER
            recent.append(party)
            if len(recent) > RECENT:
                prices[recent.popleft()] -= DEARER
        return True

    def _cheapest(self, party: int, choices: Sequence[Tables], prices: Sequence[int]) -> Tables:
        """The first of the choices whose parties are the least dear to disturb; written to be fast."""
        masks, taken, at = self._masks, self._taken, self._at
        mask = masks[party]
        least, chosen = -1, choices[0]
        for tables in choices:
            price = 0
            for table in tables:
                if table in taken and taken[table] & mask:
                    for each in at[table]:
                        if masks[each] & mask:
                            price += prices[each]
            if not price:
                return tables
            if price < least or least < 0:
                least, chosen = price, tables
        return chosen

    def needed(self, party: int, before: Sequence[Tables]) -> list[Tables]:
        """Where all sit if, of the moves since `before`, only those are made that this party's asks for."""
        masks, moving, pending = self._masks, {party}, [party]
        while pending:
            pushing = pending.pop()
            tables = set(self.seats[pushing])
            for each, seat in enumerate(before):
                if each not in moving and masks[each] & masks[pushing] and not tables.isdisjoint(seat):
                    moving.add(each)
                    pending.append(each)
        return [now if place in moving else before[place] for place, now in enumerate(self.seats)]

    def _within_reach(self, party: int) -> list[Tables]:
        """What a party may have if everybody else would move for it."""
        found = self._reachable[party]
        if found is None:
            mask, hard = self._masks[party], self._hard
            found = [
                tables
                for tables in self._choices[party]
                if not any(hard.get(table, 0) & mask for table in tables)
            ]
            self._reachable[party] = found
        return found

    def _is_free(self, party: int, tables: Tables) -> bool:
        mask, taken = self._masks[party], self._taken
        for table in tables:  # noqa: SIM110 -- a generator would take twice the time
            if taken.get(table, 0) & mask:
                return False
        return True

    def _in_the_way(self, party: int, tables: Tables) -> list[int]:
        """Who sits there at some time while the party would."""
        mask, masks, taken = self._masks[party], self._masks, self._taken
        found: list[int] = []
        for table in tables:
            if taken.get(table, 0) & mask:
                here = [each for each in self._at[table] if masks[each] & mask]
                found = [*found, *(each for each in here if each not in found)] if found else here
        return found
