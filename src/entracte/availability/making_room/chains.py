"""The chains of parties that give their tables to each other until each has its own."""

from collections import deque
from collections.abc import Sequence

Tables = tuple[int, ...]
Way = tuple[list[int], Tables]

# A party that got tables in so many last turns costs so much more to displace: chains run in circles less.
RECENT_TURNS, RECENT_PRICE = 20, 2


class Board:
    """Parties and their tables, and the changes that are tried on them.

    A party is its index in the sequences given: `masks` say when it sits, a bit for each span of the evening,
    `choices` what it may have, best first, and `tables_of` what it has now, nothing while it waits.
    `out_of_reach` says when a table cannot be had at all. Every look at a choice takes one from `looks`;
    with none left, every search ends.
    """

    __slots__ = ("_at", "_choices", "_masks", "_out_of_reach", "_reachable", "_taken", "looks", "tables_of")

    def __init__(
        self,
        *,
        masks: Sequence[int],
        choices: Sequence[Sequence[Tables]],
        out_of_reach: dict[int, int],
        looks: int,
    ) -> None:
        self._masks, self._choices, self._out_of_reach = masks, choices, out_of_reach
        self._reachable: list[list[Tables] | None] = [None] * len(masks)
        self._taken: dict[int, int] = {}
        self._at: dict[int, list[int]] = {}
        self.tables_of: list[Tables] = [()] * len(masks)
        self.looks = looks

    def assign(self, party: int, tables: Tables) -> None:
        """Give a waiting party tables that no other has while it sits."""
        mask, taken = self._masks[party], self._taken
        for table in tables:
            taken[table] = taken.get(table, 0) | mask
            self._at.setdefault(table, []).append(party)
        self.tables_of[party] = tables

    def unassign(self, party: int) -> None:
        """Take a party's tables away, so that it waits."""
        mask = self._masks[party]
        for table in self.tables_of[party]:
            self._taken[table] ^= mask
            self._at[table].remove(party)
        self.tables_of[party] = ()

    def assign_all(self, tables_of: Sequence[Tables]) -> None:
        """Give all parties the tables that this names, and no others."""
        for party, tables in enumerate(self.tables_of):
            if tables:
                self.unassign(party)
        for party, tables in enumerate(tables_of):
            if tables:
                self.assign(party, tables)

    def try_every_chain(self, waiting: Sequence[int], spare: int, done: frozenset[int] = frozenset()) -> bool:
        """Give tables to all who wait, and displace at most `spare` others; none changes tables twice.

        Try every way unless the looks run out. Where none is found, leave all as it was.
        """
        if not waiting:
            return True
        ways, party = self._fewest_ways(waiting, spare, done)
        others = [each for each in waiting if each != party]
        now_done = done | {party}
        for displaced, tables in ways:
            before = [self.tables_of[each] for each in displaced]
            for each in displaced:
                self.unassign(each)
            self.assign(party, tables)
            if self.try_every_chain([*others, *displaced], spare - len(displaced), now_done):
                return True
            self.unassign(party)
            for each, its_tables in zip(displaced, before, strict=True):
                self.assign(each, its_tables)
            if self.looks <= 0:
                return False
        return False

    def _fewest_ways(self, waiting: Sequence[int], spare: int, done: frozenset[int]) -> tuple[list[Way], int]:
        """Return the ways of the party that has the fewest, and the party; stop at one that has none."""
        found = []
        for party in waiting:
            ways = self._ways(party, spare, done)
            found.append((ways, party))
            if not ways:
                return ways, party
        return min(found, key=lambda each: len(each[0]))

    def _ways(self, party: int, spare: int, done: frozenset[int]) -> list[Way]:
        """Return what tables the party may get, with whom that displaces, the fewest first."""
        found: list[Way] = []
        if self.looks <= 0:
            return found
        choices = self._within_reach(party)
        self.looks -= len(choices)
        if not spare:
            return [([], tables) for tables in choices if self._is_free(party, tables)]
        for tables in choices:
            displaced = self._displaced_by(party, tables)
            if len(displaced) <= spare and done.isdisjoint(displaced):
                found.append((displaced, tables))
        found.sort(key=lambda way: len(way[0]))
        return found

    def follow_one_chain(self, party: int, until: int) -> bool:
        """Give the party the tables that cost least, whoever it displaces too, until all have tables.

        A party costs more each time that it was displaced. Give up when `until` looks or fewer are left; the
        board then stays as it came to be.
        """
        prices = [1] * len(self._masks)
        recent: deque[int] = deque()
        waiting = [party]
        while waiting:
            party = waiting.pop()
            choices = self._within_reach(party)
            self.looks -= len(choices)
            if not choices or self.looks <= until:
                return False
            tables = self._cheapest(party, choices, prices)
            for each in self._displaced_by(party, tables):
                self.unassign(each)
                prices[each] += 1
                waiting.append(each)
            self.assign(party, tables)
            prices[party] += RECENT_PRICE
            recent.append(party)
            if len(recent) > RECENT_TURNS:
                prices[recent.popleft()] -= RECENT_PRICE
        return True

    def _cheapest(self, party: int, choices: Sequence[Tables], prices: Sequence[int]) -> Tables:
        """Return the first of the choices that displaces parties of the least price; written to be fast."""
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

    def only_needed(self, party: int, before: Sequence[Tables]) -> list[Tables]:
        """Return the tables of all once only those changes since `before` are made that this party needs."""
        masks, changing, pending = self._masks, {party}, [party]
        while pending:
            arriving = pending.pop()
            tables = set(self.tables_of[arriving])
            for each, old in enumerate(before):
                if each not in changing and masks[each] & masks[arriving] and not tables.isdisjoint(old):
                    changing.add(each)
                    pending.append(each)
        return [tables if each in changing else before[each] for each, tables in enumerate(self.tables_of)]

    def _within_reach(self, party: int) -> list[Tables]:
        """Return what the party may have if every other party changed tables for it."""
        found = self._reachable[party]
        if found is None:
            mask, out_of_reach = self._masks[party], self._out_of_reach
            found = [
                tables
                for tables in self._choices[party]
                if not any(out_of_reach.get(table, 0) & mask for table in tables)
            ]
            self._reachable[party] = found
        return found

    def _is_free(self, party: int, tables: Tables) -> bool:
        mask, taken = self._masks[party], self._taken
        for table in tables:  # noqa: SIM110 -- a generator would take twice the time
            if taken.get(table, 0) & mask:
                return False
        return True

    def _displaced_by(self, party: int, tables: Tables) -> list[int]:
        """Return who has one of the tables at some time while the party would."""
        mask, masks, taken = self._masks[party], self._masks, self._taken
        found: list[int] = []
        for table in tables:
            if taken.get(table, 0) & mask:
                here = [each for each in self._at[table] if masks[each] & mask]
                found = [*found, *(each for each in here if each not in found)] if found else here
        return found
